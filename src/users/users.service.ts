import { isDeepStrictEqual } from 'node:util';
import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { In, IsNull, Not, Repository } from 'typeorm';
import { v7 as uuid } from 'uuid';
import { AppError } from '../common/app-error.js';
import { Clock } from '../common/clock.js';
import type { QuietHours } from '../contract/quiet-hours.js';
import type { UserRole } from '../contract/views.js';
import { listed, sql } from '../database/sql.js';
import { isUniqueViolation } from '../common/translate-database-error.js';
import { type Tx, WriteQueue } from '../database/write-queue.js';
import type { Fact } from '../events/facts.js';
import { User } from './user.entity.js';
import { EVERYBODY, usernameKey } from './username.js';

export interface NewUser {
  username: string;
  displayName: string;
  role: UserRole;
}

const NO_HOURS = { pointer: '/to', code: 'differs', detail: 'to must be another time than from' };

@Injectable()
export class UsersService {
  constructor(
    @InjectRepository(User) private readonly users: Repository<User>,
    private readonly clock: Clock,
    private readonly writes: WriteQueue,
  ) {}

  /** @throws AppError `username_taken`, also when names differ by case or form only */
  async create(tx: Tx, { username, displayName, role }: NewUser): Promise<User> {
    if (usernameKey(username) === EVERYBODY) throw new AppError('username_taken');
    const user: User = {
      id: uuid(),
      username,
      usernameKey: usernameKey(username),
      displayName,
      bio: '',
      role,
      ...{ status: '', avatarId: null, version: 1, likes: 0, invisible: false },
      ...{ quietHours: null, deactivatedAt: null, deletedAt: null, erasing: null, bannedUntil: null, banReason: '' },
      ...{ mutedUntil: null, muteReason: '' },
      createdAt: this.clock.now(),
    };
    try {
      await tx.manager.insert(User, user);
    } catch (error) {
      if (isUniqueViolation(error)) throw new AppError('username_taken', { cause: error });
      throw error;
    }
    return user;
  }

  find(id: string): Promise<User | null> {
    return this.users.findOneBy({ id });
  }

  /** @throws AppError `user_not_found` */
  async get(id: string): Promise<User> {
    const user = await this.find(id);
    if (!user) throw new AppError('user_not_found');
    return user;
  }

  /** The AppError `muted`, with why and until when, for those of these people who may not write for a while. */
  async mutes({ manager, now }: Tx, userIds: readonly string[]): Promise<Map<string, AppError>> {
    const rows = await sql<{ id: string; until: number; reason: string }>(
      manager,
      `SELECT "id", "mutedUntil" AS "until", "muteReason" AS "reason" FROM "user"
       WHERE "id" IN (SELECT u."a" FROM ${listed(manager, 'uuid')} u) AND "mutedUntil" > ?`,
      [JSON.stringify(userIds.map((id) => [id])), now],
    );
    return new Map(rows.map(({ id, until, reason }) => [id, new AppError('muted', { detail: reason, until })]));
  }

  /**
   * Sets whether others see a person come and go; nothing happens when it is so already.
   *
   * @throws AppError `user_not_found`
   */
  async setInvisible(userId: string, invisible: boolean): Promise<void> {
    await this.set(userId, { invisible }, { type: 'privacy.changed', userId, invisible });
  }

  /**
   * When a person does not want to be disturbed; nothing happens when it is so already.
   *
   * @throws AppError `user_not_found`; `validation_failed` for hours that end when they begin
   */
  async setQuietHours(userId: string, quietHours: QuietHours | null): Promise<void> {
    if (quietHours && quietHours.from === quietHours.to)
      throw new AppError('validation_failed', { errors: [NO_HOURS] });
    await this.set(userId, { quietHours }, { type: 'quietHours.changed', userId, quietHours });
  }

  /** Those of `ids` that exist, in no order. */
  getMany(ids: string[]): Promise<User[]> {
    return this.users.findBy({ id: In(ids) });
  }

  findByUsername(username: string): Promise<User | null> {
    return this.users.findOneBy({ usernameKey: usernameKey(username) });
  }

  /** Those who look at reports: moderators and administrators. */
  async moderators({ manager }: Tx): Promise<string[]> {
    const found = await manager.find(User, { where: { role: Not('member') }, select: { id: true } });
    return found.map(({ id }) => id);
  }

  hasAdministrator(): Promise<boolean> {
    return this.users.existsBy({ role: 'admin' });
  }

  private async set(userId: string, change: Partial<User>, fact: Fact): Promise<void> {
    await this.writes.run(async ({ manager, publish }) => {
      const user = await manager.findOneBy(User, { id: userId, deletedAt: IsNull() });
      if (!user) throw new AppError('user_not_found');
      if (isDeepStrictEqual({ ...user, ...change }, { ...user })) return;
      await manager.update(User, { id: userId }, change);
      publish(fact);
    }, userId);
  }
}
