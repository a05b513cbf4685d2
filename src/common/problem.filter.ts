import { type ArgumentsHost, Catch, type ExceptionFilter, Logger } from '@nestjs/common';
import type { Request, Response } from 'express';
import { translateError } from './translate-error.js';

/** Every failed HTTP request is answered with RFC 9457 problem+json; unknown errors say nothing and are logged. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  private readonly logger = new Logger(ProblemFilter.name);

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const request = http.getRequest<Request>();
    const response = http.getResponse<Response>();
    const translated = translateError(error);
    const problem = translated.toProblem(request.id);
    if (problem.code === 'internal_error') this.logger.error({ err: error, requestId: request.id }, 'request failed');
    // Of the machine, and of all requests at once: a line without the stack. Who waited to write has told of it before.
    else if (problem.status >= 500 && translated !== error)
      this.logger.warn(
        { cause: String(translated.extras.cause), requestId: request.id },
        'the database did not answer',
      );
    response.locals['code'] = problem.code;
    if (response.headersSent) {
      response.destroy();
      return;
    }
    if (problem.retryAfterMs !== undefined) response.setHeader('Retry-After', Math.ceil(problem.retryAfterMs / 1000));
    response.status(problem.status).type('application/problem+json').send(JSON.stringify(problem));
  }
}
