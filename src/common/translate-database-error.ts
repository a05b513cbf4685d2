import { QueryFailedError } from 'typeorm';
import { AppError } from './app-error.js';
import type { ErrorCode } from '../contract/errors.js';

/** Result codes of https://sqlite.org/rescode.html and https://www.postgresql.org/docs/current/errcodes-appendix.html */
const CODES: [RegExp, ErrorCode][] = [
  [/^SQLITE_FULL|^53100$/, 'storage_full'],
  [/^SQLITE_READONLY|^SQLITE_CANTOPEN|^25006$/, 'read_only'],
  [/^SQLITE_BUSY|^SQLITE_LOCKED|^40001$|^40P01$|^55P03$|^57014$|^53300$|^57P0\d$|^08\w{3}$/, 'busy'],
  // It is being started anew, or the way to it is broken.
  [/^(ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|EHOSTUNREACH|EAI_AGAIN)$/, 'busy'],
];

/** The code a database gave its error, whatever layer wrapped it. */
export function databaseErrorCode(error: unknown): string | undefined {
  const cause: unknown = error instanceof QueryFailedError ? error.driverError : error;
  const { code, message } = (cause ?? {}) as { code?: unknown; message?: unknown };
  if (typeof code === 'string') return code;
  // node-postgres has no code of its own for it.
  return typeof message === 'string' && /^Connection terminated/.test(message) ? '08006' : undefined;
}

/** True for a unique constraint that is broken, on either engine. */
export const isUniqueViolation = (error: unknown): boolean =>
  /^SQLITE_CONSTRAINT_(UNIQUE|PRIMARYKEY)$|^23505$/.test(databaseErrorCode(error) ?? '');

/** Conditions of the machine become errors that people may read and retry; everything else stays as it is. */
export function translateDatabaseError(error: unknown): unknown {
  const code = databaseErrorCode(error);
  const found = code && CODES.find(([pattern]) => pattern.test(code));
  return found ? new AppError(found[1], { retryAfterMs: 1_000, cause: error }) : error;
}
