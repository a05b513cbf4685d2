import {
  applyDecorators,
  type ArgumentsHost,
  type CallHandler,
  Catch,
  type ExceptionFilter,
  type ExecutionContext,
  Logger,
  type NestInterceptor,
  UseFilters,
  UseInterceptors,
  UsePipes,
} from '@nestjs/common';
import { WebSocketGateway } from '@nestjs/websockets';
import { map, type Observable } from 'rxjs';
import { v4 as uuid } from 'uuid';
import type { Ack } from '../contract/events.js';
import { translateError } from './translate-error.js';
import { validation } from './validation.js';

type Acknowledge = (answer: Ack<unknown>) => void;

/** Acknowledges what a handler threw. Nest itself would leave the client waiting: it acknowledges results only. */
@Catch()
class AckErrorFilter implements ExceptionFilter {
  private readonly logger = new Logger('SocketErrors');

  catch(error: unknown, host: ArgumentsHost): void {
    const requestId = uuid();
    const problem = translateError(error).toProblem(requestId);
    if (problem.code === 'internal_error') this.logger.error({ err: error, requestId }, 'socket event failed');
    const ack = host.getArgs<unknown[]>().find((argument) => typeof argument === 'function') as Acknowledge | undefined;
    ack?.({ ok: false, error: problem });
  }
}

/** Wraps what a handler returns; it also keeps a result with a field `event` from being emitted instead of acknowledged. */
class AckInterceptor implements NestInterceptor {
  intercept(_: ExecutionContext, next: CallHandler<unknown>): Observable<Ack<unknown>> {
    return next.handle().pipe(map((data) => ({ ok: true, data })));
  }
}

/** A socket door: one server and namespace for all of them, with validation, and an acknowledgement for every event. */
export const ChatGateway = (): ClassDecorator =>
  applyDecorators(
    WebSocketGateway(),
    UsePipes(validation()),
    UseFilters(new AckErrorFilter()),
    UseInterceptors(new AckInterceptor()),
  );
