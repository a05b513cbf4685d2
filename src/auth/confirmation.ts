import { Inject, Injectable } from '@nestjs/common';
import { parse } from 'cookie';
import signature from 'cookie-signature';
import { AppError } from '../common/app-error.js';
import { Clock } from '../common/clock.js';
import type { SignedIn } from '../common/current-user.js';
import type { Config } from '../config/config.js';
import { CONFIG } from '../config/config.module.js';
import { secret } from '../config/secrets.js';
import { PasswordsService } from './passwords.service.js';

export const CONFIRMED_COOKIE = 'veche.confirmed';
export const CONFIRMED_MS = 15 * 60_000;

/**
 * That a person typed their password just now. A session lives for weeks: whoever finds it open must not find the panel open
 * too. Kept in a signed cookie that is worth nothing without the session it names, so no node has to remember it.
 */
@Injectable()
export class Confirmation {
  private readonly key: string;

  constructor(
    @Inject(CONFIG) config: Config,
    private readonly passwords: PasswordsService,
    private readonly clock: Clock,
  ) {
    this.key = secret(config.dataDir, 'confirmation', 'administrators have to confirm their password again');
  }

  /**
   * What to put into the cookie.
   *
   * @throws AppError `wrong_password`, `busy`
   */
  async confirm(me: SignedIn, password: string): Promise<string> {
    await this.passwords.require(me.id, password);
    return signature.sign(`${me.sessionId} ${this.clock.now() + CONFIRMED_MS}`, this.key);
  }

  /** @throws AppError `confirmation_needed` */
  require(me: SignedIn, cookies: string | undefined): void {
    const opened = signature.unsign(parse(cookies ?? '')[CONFIRMED_COOKIE] ?? '', this.key);
    const [sessionId, until] = opened === false ? [] : opened.split(' ');
    if (sessionId !== me.sessionId || Number(until) <= this.clock.now()) throw new AppError('confirmation_needed');
  }
}
