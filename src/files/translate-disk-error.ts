import { AppError } from '../common/app-error.js';

/** What a disk says of itself becomes an error that people may read; everything else stays as it is. */
export function translateDiskError(error: unknown): unknown {
  const { code } = (error ?? {}) as NodeJS.ErrnoException;
  if (code === 'ENOSPC' || code === 'EDQUOT') {
    return new AppError('storage_full', { retryAfterMs: 60_000, cause: error });
  }
  if (code === 'EROFS' || code === 'EACCES' || code === 'EPERM') return new AppError('read_only', { cause: error });
  return error;
}
