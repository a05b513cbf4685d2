import { Injectable } from '@nestjs/common';
import type { Act } from '../audit/audit-entry.entity.js';
import { AuditService } from '../audit/audit.service.js';
import { MembersService } from '../channels/members.service.js';
import { AppError } from '../common/app-error.js';
import type { SignedIn } from '../common/current-user.js';
import { isoTime } from '../common/iso-time.js';
import type { UserRole } from '../contract/views.js';
import { forUpdate } from '../database/sql.js';
import { type Tx, WriteQueue } from '../database/write-queue.js';
import { User } from '../users/user.entity.js';
import { actingAdministrators, requireAnother } from './administrators.js';
import { banOf } from './ban.js';
import { PasswordLinks } from './password-links.js';
import { SessionsService } from './sessions.service.js';

const HOUR_MS = 3_600_000;

/** What an act is about. */
interface Doing {
  tx: Tx;
  user: User;
  /** The other administrators who can act at the moment. */
  others: User[];
  /** Writes the act down, with what it became. */
  note: (act: Act, detail?: string) => Promise<void>;
}

/**
 * Accounts, as administrators see them. Every act is written down in its transaction, and `forbidden` for everybody else; all
 * throw `user_not_found`.
 */
@Injectable()
export class AccountsService {
  constructor(
    private readonly sessions: SessionsService,
    private readonly members: MembersService,
    private readonly links: PasswordLinks,
    private readonly audit: AuditService,
    private readonly writes: WriteQueue,
  ) {}

  /**
   * Deactivates an account, or restores it. A deactivated person cannot sign in, and their sessions and sockets end before
   * this resolves; what they said stays.
   *
   * @throws AppError `forbidden` for the last administrator
   */
  setActive(me: SignedIn, userId: string, active: boolean, reason = ''): Promise<User> {
    return this.act(me, userId, reason, async ({ tx, user, others, note }) => {
      if ((user.deactivatedAt === null) === active) return user;
      if (!active) requireAnother(user, others);
      await note(active ? 'restore' : 'deactivate');
      if (!active) await this.sessions.endAll(tx, userId);
      return change(tx, user, { deactivatedAt: active ? null : tx.now });
    });
  }

  /**
   * Keeps a person out for a while: they cannot sign in, and are told why and until when. Their sessions and sockets end
   * before this resolves. Another ban takes the place of an earlier one.
   *
   * @throws AppError `forbidden` for oneself, and so for the last administrator
   */
  ban(me: SignedIn, userId: string, hours: number, reason: string): Promise<User> {
    return this.act(me, userId, reason, async ({ tx, user, note }) => {
      if (userId === me.id) throw new AppError('forbidden', { detail: 'Nobody bans themselves' });
      const bannedUntil = tx.now + hours * HOUR_MS;
      await note('ban', isoTime(bannedUntil));
      await this.sessions.endAll(tx, userId);
      return change(tx, user, { bannedUntil, banReason: reason });
    });
  }

  /** Ends a ban before its time. Nothing happens when there is none. */
  unban(me: SignedIn, userId: string, reason: string): Promise<User> {
    return this.act(me, userId, reason, async ({ tx, user, note }) => {
      if (banOf(user, tx.now) === null) return user;
      await note('unban');
      return change(tx, user, { bannedUntil: null, banReason: '' });
    });
  }

  /** Signs a person out everywhere; their sockets close before this resolves. */
  endSessions(me: SignedIn, userId: string, reason: string): Promise<User> {
    return this.act(me, userId, reason, async ({ tx, user, note }) => {
      await note('endSessions');
      await this.sessions.endAll(tx, userId);
      return user;
    });
  }

  /**
   * Gives a person another role. Everybody is told, and the person's sockets have it from then on.
   *
   * @throws AppError `forbidden` for the last administrator
   */
  setRole(me: SignedIn, userId: string, role: UserRole, reason: string): Promise<User> {
    return this.act(me, userId, reason, async ({ tx, user, others, note }) => {
      if (user.role === role) return user;
      requireAnother(user, others);
      await note('setRole', role);
      const changed = await change(tx, user, { role });
      tx.publish({ type: 'role.changed', userId, role });
      await this.members.tellOfPerson(tx, changed);
      return changed;
    });
  }

  /**
   * Where a person chooses a new password, once and within a day; see PasswordLinks. Their old one works until then.
   *
   * @returns a path of this server
   */
  resetPassword(me: SignedIn, userId: string, reason: string): Promise<string> {
    return this.act(me, userId, reason, async ({ tx, note }) => {
      await note('resetPassword');
      return this.links.make(tx, userId);
    });
  }

  /** Administrators who act upon each other take turns, and the second one is an administrator no more. */
  private async act<Result>(
    me: SignedIn,
    userId: string,
    reason: string,
    work: (doing: Doing) => Promise<Result>,
  ): Promise<Result> {
    if (me.role !== 'admin') throw new AppError('forbidden');
    return this.writes.run(async (tx) => {
      const acting = await actingAdministrators(tx);
      if (!acting.some(({ id }) => id === me.id)) throw new AppError('forbidden');
      const user = await tx.manager.findOne(User, { where: { id: userId }, ...forUpdate(tx.manager) });
      if (!user || user.deletedAt !== null) throw new AppError('user_not_found');
      const note = (act: Act, detail = '') => this.audit.note(tx, { actorId: me.id, act, userId, detail, reason });
      return work({ tx, user, note, others: acting.filter(({ id }) => id !== userId) });
    });
  }
}

async function change({ manager }: Tx, user: User, changes: Partial<User>): Promise<User> {
  await manager.update(User, { id: user.id }, changes);
  return { ...user, ...changes };
}
