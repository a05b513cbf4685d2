import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { Repository } from 'typeorm';
import { AppError } from '../common/app-error.js';
import type { SignedIn } from '../common/current-user.js';
import { WriteQueue } from '../database/write-queue.js';
import type { User } from '../users/user.entity.js';
import { usernameKey } from '../users/username.js';
import type { ChangePasswordDto, ResetPasswordDto } from './auth.dto.js';
import { PasswordHasher } from './password-hasher.js';
import { PasswordLinks } from './password-links.js';
import { requireGoodPassword } from './password-rules.js';
import { Password } from './password.entity.js';
import { SessionsService } from './sessions.service.js';

/** A person whose password was checked, and against what. */
export interface Verified {
  user: User;
  hash: string;
}

@Injectable()
export class PasswordsService {
  constructor(
    @InjectRepository(Password) private readonly passwords: Repository<Password>,
    private readonly hasher: PasswordHasher,
    private readonly sessions: SessionsService,
    private readonly links: PasswordLinks,
    private readonly writes: WriteQueue,
  ) {}

  /**
   * The hash to store of a new password.
   *
   * @param pointer where in the request the password stands
   * @throws AppError `validation_failed`, `busy`
   */
  async hashNew(password: string, username: string, pointer: string): Promise<string> {
    await requireGoodPassword(password, username, pointer);
    return this.hasher.hash(password);
  }

  /**
   * The person with this name and password. Unknown names and wrong passwords get the same answer after the same time.
   *
   * @throws AppError `invalid_credentials`, `busy`; `account_deactivated` and `account_banned` to those who know
   *   the password
   */
  async authenticate(username: string, password: string): Promise<Verified> {
    const stored = await this.passwords.findOne({
      where: { user: { usernameKey: usernameKey(username) } },
      relations: { user: true },
    });
    const matches = await this.hasher.verify(stored?.hash, password);
    if (!matches || !stored?.user) throw new AppError('invalid_credentials');
    const refusal = this.sessions.refusalFor(stored.user);
    if (refusal) throw refusal;
    return { user: stored.user, hash: stored.hash };
  }

  /** Whether the password that was verified is still the person's, and the person may still be here. */
  async isCurrent({ user: { id: userId }, hash }: Verified): Promise<boolean> {
    const stored = await this.passwords.findOne({ where: { userId, hash }, relations: { user: true } });
    return stored?.user !== undefined && this.sessions.refusalFor(stored.user) === null;
  }

  /**
   * That this is the person's password.
   *
   * @throws AppError `wrong_password`, `busy`
   */
  async require(userId: string, password: string): Promise<Password> {
    const stored = await this.passwords.findOne({ where: { userId }, relations: { user: true } });
    if (!(await this.hasher.verify(stored?.hash, password)) || !stored) throw new AppError('wrong_password');
    return stored;
  }

  /**
   * Changes my password and ends my other sessions.
   *
   * @throws AppError `wrong_password`, `validation_failed`, `busy`
   */
  async change(me: SignedIn, { currentPassword, newPassword }: ChangePasswordDto): Promise<void> {
    const stored = await this.require(me.id, currentPassword);
    const hash = await this.hashNew(newPassword, stored.user?.username ?? '', '/newPassword');
    await this.writes.run(async (tx) => {
      await tx.manager.update(Password, { userId: me.id }, { hash });
      await this.sessions.endOthers(me.id, me.sessionId, tx);
    });
  }

  /**
   * Sets the password of whom the link was made for, and ends all their sessions. The link is void then.
   *
   * @throws AppError `reset_link_invalid`, `validation_failed`, `busy`
   */
  async reset({ token, newPassword }: ResetPasswordDto): Promise<void> {
    const stored = await this.links.open(token);
    const { userId } = stored;
    const hash = await this.hashNew(newPassword, stored.user?.username ?? '', '/newPassword');
    await this.writes.run(async (tx) => {
      // Of two who use the link at once one comes second, and finds another password.
      const { affected } = await tx.manager.update(Password, { userId, hash: stored.hash }, { hash });
      if (affected === 0) throw new AppError('reset_link_invalid');
      await this.sessions.endAll(tx, userId);
    });
  }
}
