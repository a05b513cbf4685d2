import { Inject, Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { isUUID } from 'class-validator';
import { Repository } from 'typeorm';
import { AppError } from '../common/app-error.js';
import { Clock } from '../common/clock.js';
import type { Config } from '../config/config.js';
import { CONFIG } from '../config/config.module.js';
import type { Tx } from '../database/write-queue.js';
import { Password } from './password.entity.js';
import { readToken, TokenSigner } from './signed-token.js';

/** Where the page is that takes the token; behind `#`, so no log ever holds it. */
export const RESET_PATH = '/reset#token=';

/**
 * Links by which somebody who forgot their password chooses a new one. They are bound to the password that is stored, so
 * each works once, and any change of the password voids it (as Django's PasswordResetTokenGenerator does it).
 */
@Injectable()
export class PasswordLinks {
  private readonly signer: TokenSigner;

  constructor(
    @Inject(CONFIG) config: Config,
    @InjectRepository(Password) private readonly passwords: Repository<Password>,
    private readonly clock: Clock,
  ) {
    this.signer = new TokenSigner(config.dataDir);
  }

  /**
   * A link to the person's next password.
   *
   * @returns its path on this server
   */
  async make({ manager, now }: Tx, userId: string): Promise<string> {
    const { hash } = await manager.findOneByOrFail(Password, { userId });
    return `${RESET_PATH}${this.signer.sign('password', userId, hash, now)}`;
  }

  /**
   * The stored password that this token may replace, with its person.
   *
   * @throws AppError `reset_link_invalid`
   */
  async open(text: string): Promise<Password> {
    const token = readToken(text);
    if (token === null || !isUUID(token.subject)) throw new AppError('reset_link_invalid');
    const stored = await this.passwords.findOne({ where: { userId: token.subject }, relations: { user: true } });
    if (!stored || !this.signer.isGenuine('password', token, stored.hash, this.clock.now())) {
      throw new AppError('reset_link_invalid');
    }
    return stored;
  }
}
