import { AppError } from '../common/app-error.js';
import { forUpdate } from '../database/sql.js';
import type { Tx } from '../database/write-queue.js';
import { User } from '../users/user.entity.js';
import { banOf } from './ban.js';

/** The administrators who can act at the moment; whoever else asks waits for the end of this transaction. */
export async function actingAdministrators({ manager, now }: Tx): Promise<User[]> {
  const where = { role: 'admin' } as const;
  const all = await manager.find(User, { where, order: { id: 'ASC' }, ...forUpdate(manager) });
  return all.filter((one) => one.deactivatedAt === null && banOf(one, now) === null);
}

/**
 * The same, for one of them.
 *
 * @throws AppError `forbidden` for whoever is none at the moment
 */
export async function requireActing(tx: Tx, userId: string): Promise<User[]> {
  const acting = await actingAdministrators(tx);
  if (!acting.some(({ id }) => id === userId)) throw new AppError('forbidden');
  return acting;
}

/** @throws AppError `forbidden` for the last administrator */
export function requireAnother(user: User, others: User[]): void {
  if (user.role === 'admin' && others.length === 0)
    throw new AppError('forbidden', { detail: 'This is the last administrator' });
}
