import type { LoggerService } from '@nestjs/common';
import type { RequestHandler } from 'express';
import { randomUUID } from 'node:crypto';
import { writeSync } from 'node:fs';
import { type Logger, pino } from 'pino';
import { ConfigError, type LogLevel } from '../config/config.js';
import type { ErrorCode } from '../contract/errors.js';

/** JSON lines for machines; people at a terminal get them pretty. */
export function createLogger(level: LogLevel): Logger {
  const pretty = { target: 'pino-pretty', options: { ignore: 'pid,hostname', translateTime: 'SYS:HH:MM:ss.l' } };
  const options = { level, serializers: { err: withoutParameters } };
  return process.stdout.isTTY ? pino({ ...options, transport: pretty }) : pino(options, standardOutput);
}

/** A failed statement carries what it was given and what the database says of it: what people say, and secrets. */
function withoutParameters(error: Error): Record<string, unknown> {
  return { ...pino.stdSerializers.err(error), parameters: undefined, driverError: undefined, detail: undefined };
}

/**
 * A line that cannot be written is dropped. Pino's own stream waits for room on a full disk for ever, and holds up the
 * whole process: a chat must outlive its log.
 */
export const standardOutput = {
  write(line: string): void {
    try {
      writeSync(process.stdout.fd, line);
    } catch {
      // There is nowhere left to say it.
    }
  },
};

declare global {
  // eslint-disable-next-line @typescript-eslint/no-namespace -- Express' own types can only be merged with
  namespace Express {
    interface Request {
      /** Told to whoever asks, and in every line about this request. */
      id: string;
    }
  }
}

/**
 * One line per request that failed, with the code that it was answered and who asked, at `debug` for the rest. Headers,
 * bodies and query strings stay out of it: they hold cookies, passwords and what people search for.
 *
 * Not pino-http: that makes a logger and a description of each request, though most are never written about.
 */
export function logRequests(logger: Logger): RequestHandler {
  return (request, response, next) => {
    const started = performance.now();
    request.id = randomUUID();
    response.setHeader('X-Request-Id', request.id);
    response.once('close', () => {
      const { statusCode } = response;
      const level = statusCode >= 500 ? 'error' : statusCode >= 400 ? 'info' : 'debug';
      if (!logger.isLevelEnabled(level)) return;
      const { id, method, originalUrl, ip, user } = request;
      const { code } = response.locals as { code?: ErrorCode };
      logger[level](
        {
          req: { id, method, remoteAddress: ip, path: originalUrl.split('?')[0] },
          res: { statusCode, code },
          userId: user?.id,
          responseTime: Math.round(performance.now() - started),
        },
        response.writableFinished ? 'request completed' : 'request aborted',
      );
    });
    next();
  };
}

/** What Nest and our rooms log, as lines of the same logger. */
export class NestLogger implements LoggerService {
  constructor(private readonly logger: Logger) {}

  log = (message: unknown, ...rest: unknown[]): void => {
    // Nest tells every route and module at start; that is of use only to whoever looks for it.
    this.write('debug', message, rest);
  };
  error = (message: unknown, ...rest: unknown[]): void => {
    this.write('error', message, rest);
  };
  warn = (message: unknown, ...rest: unknown[]): void => {
    this.write('warn', message, rest);
  };
  debug = (message: unknown, ...rest: unknown[]): void => {
    this.write('debug', message, rest);
  };
  verbose = (message: unknown, ...rest: unknown[]): void => {
    this.write('trace', message, rest);
  };
  fatal = (message: unknown, ...rest: unknown[]): void => {
    this.write('fatal', message, rest);
  };

  /** Called as (fields, text, room), (text, room) or, by Nest for errors, (text, stack, room). */
  private write(level: 'trace' | 'debug' | 'warn' | 'error' | 'fatal', message: unknown, rest: unknown[]): void {
    // The start stops with it, and says it in one sentence.
    if (message instanceof ConfigError) return;
    const texts = rest.filter((value) => typeof value === 'string');
    const room = texts.at(-1);
    if (message instanceof Error) this.logger[level]({ room, err: message });
    else if (typeof message === 'object')
      this.logger[level]({ room, ...message }, texts.length > 1 ? texts[0] : undefined);
    else if (typeof message === 'string')
      this.logger[level]({ room, ...(texts.length > 1 && { stack: texts[0] }) }, message);
  }
}
