import { AppError } from '../common/app-error.js';
import type { User } from '../users/user.entity.js';

/** Why a person may not be here for a while, and until when; null when they may. It ends by itself. */
export function banOf({ bannedUntil, banReason }: Pick<User, 'bannedUntil' | 'banReason'>, now: number) {
  if (bannedUntil === null || bannedUntil <= now) return null;
  return new AppError('account_banned', { detail: banReason, until: bannedUntil });
}
