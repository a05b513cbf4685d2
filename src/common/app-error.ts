import { ERRORS, type ErrorCode, type FieldError, type Problem } from '../contract/errors.js';
import { isoTime } from './iso-time.js';

interface ErrorExtras {
  detail?: string;
  errors?: FieldError[];
  /** After how long the same request may succeed, in milliseconds. */
  retryAfterMs?: number;
  /** Until when it is refused, in milliseconds since the epoch. */
  until?: number;
  cause?: unknown;
}

/** An error that people may read; anything else leaves the server as `internal_error`, without its message. */
export class AppError extends Error {
  readonly status: number;

  constructor(
    readonly code: ErrorCode,
    readonly extras: ErrorExtras = {},
  ) {
    super(extras.detail ?? ERRORS[code].title, { cause: extras.cause });
    this.status = ERRORS[code].status;
  }

  toProblem(requestId: string): Problem {
    const { status, title, ...kind }: { status: number; title: string; retryable?: boolean } = ERRORS[this.code];
    const { detail, errors, retryAfterMs, until } = this.extras;
    return {
      type: `/api/docs#${this.code}`,
      code: this.code,
      status,
      title,
      ...(detail && { detail }),
      ...(errors && { errors }),
      retryable: kind.retryable ?? false,
      ...(retryAfterMs !== undefined && { retryAfterMs }),
      ...(until !== undefined && { until: isoTime(until) }),
      requestId,
    };
  }
}
