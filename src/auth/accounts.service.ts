import { Injectable } from '@nestjs/common';
import { MembersService } from '../channels/members.service.js';
import { AppError } from '../common/app-error.js';
import type { SignedIn } from '../common/current-user.js';
import { isoTime } from '../common/iso-time.js';
import type { UserRole } from '../contract/views.js';
import type { Tx } from '../database/write-queue.js';
import { User } from '../users/user.entity.js';
import { AdministratorActs } from './administrator-acts.js';
import { requireAnother } from './administrators.js';
import { banOf } from './ban.js';
import { PasswordLinks } from './password-links.js';
import { SecondFactorsService } from './second-factors.service.js';
import { SessionsService } from './sessions.service.js';

const HOUR_MS = 3_600_000;

/**
 * Accounts, as administrators see them. Every act is written down in its transaction, and is theirs alone: see
 * AdministratorActs.
 */
@Injectable()
export class AccountsService {
  constructor(
    private readonly acts: AdministratorActs,
    private readonly sessions: SessionsService,
    private readonly members: MembersService,
    private readonly links: PasswordLinks,
    private readonly secondFactors: SecondFactorsService,
  ) {}

  /**
   * Deactivates an account, or restores it. A deactivated person cannot sign in, and their sessions and sockets end before
   * this resolves; what they said stays.
   *
   * @throws AppError `forbidden` for the last administrator
   */
  setActive(me: SignedIn, userId: string, active: boolean, reason = ''): Promise<User> {
    return this.acts.run(me, userId, reason, async ({ tx, user, others, note }) => {
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
    return this.acts.run(me, userId, reason, async ({ tx, user, note }) => {
      if (userId === me.id) throw new AppError('forbidden', { detail: 'Nobody bans themselves' });
      const bannedUntil = tx.now + hours * HOUR_MS;
      await note('ban', isoTime(bannedUntil));
      await this.sessions.endAll(tx, userId);
      return change(tx, user, { bannedUntil, banReason: reason });
    });
  }

  /** Ends a ban before its time. Nothing happens when there is none. */
  unban(me: SignedIn, userId: string, reason: string): Promise<User> {
    return this.acts.run(me, userId, reason, async ({ tx, user, note }) => {
      if (banOf(user, tx.now) === null) return user;
      await note('unban');
      return change(tx, user, { bannedUntil: null, banReason: '' });
    });
  }

  /** Signs a person out everywhere; their sockets close before this resolves. */
  endSessions(me: SignedIn, userId: string, reason: string): Promise<User> {
    return this.acts.run(me, userId, reason, async ({ tx, user, note }) => {
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
    return this.acts.run(me, userId, reason, async ({ tx, user, others, note }) => {
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
    return this.acts.run(me, userId, reason, async ({ tx, note }) => {
      await note('resetPassword');
      return this.links.make(tx, userId);
    });
  }

  /**
   * Takes the second factor away from a person who lost it, and signs them out everywhere. Nothing happens when there is
   * none.
   *
   * @throws AppError `forbidden` for oneself, who turns it off with a code
   */
  removeSecondFactor(me: SignedIn, userId: string, reason: string): Promise<User> {
    return this.acts.run(me, userId, reason, async ({ tx, user, note }) => {
      if (userId === me.id) throw new AppError('forbidden', { detail: 'Turn your own off in your settings' });
      if (!(await this.secondFactors.remove(tx, userId))) return user;
      await note('removeSecondFactor');
      await this.sessions.endAll(tx, userId);
      return user;
    });
  }
}

async function change({ manager }: Tx, user: User, changes: Partial<User>): Promise<User> {
  await manager.update(User, { id: user.id }, changes);
  return { ...user, ...changes };
}
