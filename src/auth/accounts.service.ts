import { Injectable } from '@nestjs/common';
import { AuditService } from '../audit/audit.service.js';
import { AppError } from '../common/app-error.js';
import type { SignedIn } from '../common/current-user.js';
import { forUpdate } from '../database/sql.js';
import { type Tx, WriteQueue } from '../database/write-queue.js';
import { User } from '../users/user.entity.js';
import { UsersService } from '../users/users.service.js';
import { SessionsService } from './sessions.service.js';

/** Accounts, as administrators see them. */
@Injectable()
export class AccountsService {
  constructor(
    private readonly users: UsersService,
    private readonly sessions: SessionsService,
    private readonly audit: AuditService,
    private readonly writes: WriteQueue,
  ) {}

  /**
   * Deactivates an account, or restores it. A deactivated person cannot sign in, and their sessions and sockets end before
   * this resolves; what they said stays.
   *
   * @throws AppError `forbidden` for anyone but administrators, and for the last one of them; `user_not_found`
   */
  async setActive(me: SignedIn, userId: string, active: boolean): Promise<User> {
    if (me.role !== 'admin') throw new AppError('forbidden');
    await this.users.get(userId);
    return this.writes.run(async (tx) => {
      const administrators = await this.lockAdministrators(tx);
      const user = await tx.manager.findOneByOrFail(User, { id: userId });
      if ((user.deactivatedAt === null) === active) return user;
      const others = administrators.filter(({ id, deactivatedAt }) => id !== userId && deactivatedAt === null);
      if (!active && user.role === 'admin' && others.length === 0) {
        throw new AppError('forbidden', { detail: 'This is the last administrator' });
      }
      user.deactivatedAt = active ? null : tx.now;
      await tx.manager.update(User, { id: userId }, { deactivatedAt: user.deactivatedAt });
      await this.audit.note(tx, { actorId: me.id, act: active ? 'restore' : 'deactivate', userId });
      if (!active) await this.sessions.endAll(tx, userId);
      return user;
    });
  }

  /** Two administrators who deactivate each other take turns. */
  private lockAdministrators({ manager }: Tx): Promise<User[]> {
    return manager.find(User, { where: { role: 'admin' }, order: { id: 'ASC' }, ...forUpdate(manager) });
  }
}
