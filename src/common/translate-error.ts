import { HttpException } from '@nestjs/common';
import type { ErrorCode } from '../contract/errors.js';
import { AppError } from './app-error.js';
import { translateDatabaseError } from './translate-database-error.js';

const BY_STATUS: Record<number, ErrorCode> = {
  400: 'bad_request',
  401: 'unauthenticated',
  403: 'forbidden',
  404: 'not_found',
  413: 'payload_too_large',
  415: 'unsupported_media_type',
  429: 'too_many_requests',
};

/** What a person is told of an error. Everything that is not ours to explain becomes `internal_error`. */
export function translateError(error: unknown): AppError {
  if (error instanceof AppError) return error;
  const known = translateDatabaseError(error);
  if (known instanceof AppError) return known;
  if (!(error instanceof Error)) return new AppError('internal_error', { cause: error });
  const status = statusOf(error);
  const code = BY_STATUS[status] ?? (status >= 400 && status < 500 ? 'bad_request' : undefined);
  return code
    ? new AppError(code, { detail: error.message, cause: error })
    : new AppError('internal_error', { cause: error });
}

/** The status of Nest's own errors and of Express' body parser and router, which throw `http-errors`. */
function statusOf(error: Error): number {
  if (error instanceof HttpException) return error.getStatus();
  return 'status' in error && typeof error.status === 'number' ? error.status : 500;
}
