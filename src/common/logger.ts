import type { LoggerService } from '@nestjs/common';
import { writeSync } from 'node:fs';
import type { IncomingMessage } from 'node:http';
import { type Logger, pino } from 'pino';
import type { Options } from 'pino-http';
import { v4 as uuid } from 'uuid';
import { ConfigError, type LogLevel } from '../config/config.js';

/** JSON lines for machines; people at a terminal get them pretty. */
export function createLogger(level: LogLevel): Logger {
  const pretty = { target: 'pino-pretty', options: { ignore: 'pid,hostname', translateTime: 'SYS:HH:MM:ss.l' } };
  return process.stdout.isTTY ? pino({ level, transport: pretty }) : pino({ level }, standardOutput);
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

/**
 * One line per request that failed or was slow to matter, at `debug` for the rest. Headers, bodies and query strings stay
 * out of it: they hold cookies, passwords and what people search for.
 */
export const requestLogging = (logger: Logger): Options => ({
  logger,
  genReqId: (_request, response) => {
    const id = uuid();
    response.setHeader('X-Request-Id', id);
    return id;
  },
  serializers: {
    req: ({ id, method, url, remoteAddress }: IncomingMessage & { remoteAddress?: string }) => ({
      ...{ id, method, remoteAddress },
      path: url?.split('?')[0],
    }),
    res: ({ statusCode }: { statusCode: number }) => ({ statusCode }),
  },
  customLogLevel: (_request, response, error) => {
    if (error || response.statusCode >= 500) return 'error';
    return response.statusCode >= 400 ? 'info' : 'debug';
  },
});

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
