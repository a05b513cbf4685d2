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
import { SecondFactorsService } from './second-factors.service.js';

export const CONFIRMED_COOKIE = 'veche.confirmed';
export const CONFIRMED_MS = 15 * 60_000;

/**
 * That an administrator typed their password just now, and gave a code of their second factor. A session lives for weeks:
 * whoever finds it open must not find the panel open too. Kept in a signed cookie that is worth nothing without the session
 * it names, so no node has to remember it.
 */
@Injectable()
export class Confirmation {
  private readonly key: string;

  constructor(
    @Inject(CONFIG) config: Config,
    private readonly passwords: PasswordsService,
    private readonly secondFactors: SecondFactorsService,
    private readonly clock: Clock,
  ) {
    this.key = secret(config.dataDir, 'confirmation', 'administrators have to confirm their password again');
  }

  /**
   * What to put into the cookie.
   *
   * @throws AppError `second_factor_missing`, `wrong_password`, `second_factor_required`, `wrong_code`, `busy`
   */
  async confirm(me: SignedIn, password: string, code: string | undefined): Promise<string> {
    await this.secondFactors.requireOfAdministrator(me.id);
    await this.passwords.require(me.id, password);
    await this.secondFactors.pass(me.id, code);
    return signature.sign(`${me.sessionId} ${this.clock.now() + CONFIRMED_MS}`, this.key);
  }

  /** @throws AppError `confirmation_needed`; `second_factor_missing`, which may have been turned off meanwhile */
  async require(me: SignedIn, cookies: string | undefined): Promise<void> {
    const opened = signature.unsign(parse(cookies ?? '')[CONFIRMED_COOKIE] ?? '', this.key);
    const [sessionId, until] = opened === false ? [] : opened.split(' ');
    if (sessionId !== me.sessionId || Number(until) <= this.clock.now()) throw new AppError('confirmation_needed');
    await this.secondFactors.requireOfAdministrator(me.id);
  }
}
