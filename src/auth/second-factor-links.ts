import { Inject, Injectable } from '@nestjs/common';
import { AuditService } from '../audit/audit.service.js';
import { AppError } from '../common/app-error.js';
import type { Config } from '../config/config.js';
import { CONFIG } from '../config/config.module.js';
import { type Tx, WriteQueue } from '../database/write-queue.js';
import { SecondFactorsService } from './second-factors.service.js';
import { SessionsService } from './sessions.service.js';
import { readToken, type SignedToken, TokenSigner } from './signed-token.js';

/** Where the page is that takes the token; behind `#`, so no log ever holds it. */
export const SECOND_FACTOR_PATH = '/second-factor#token=';

/**
 * Links by which somebody who lost their second factor signs in with the password alone. They take it away, and are bound to
 * this very one: so each works once.
 */
@Injectable()
export class SecondFactorLinks {
  private readonly signer: TokenSigner;

  constructor(
    @Inject(CONFIG) config: Config,
    private readonly secondFactors: SecondFactorsService,
    private readonly sessions: SessionsService,
    private readonly audit: AuditService,
    private readonly writes: WriteQueue,
  ) {
    this.signer = new TokenSigner(config.dataDir);
  }

  /**
   * That a person who signs in has no second factor, or gave a code of it, or the token of a link.
   *
   * @throws AppError `second_factor_required`, `wrong_code`
   */
  async passSignIn(userId: string, code: string | undefined): Promise<void> {
    const token = readToken(code ?? '');
    if (token === null) await this.secondFactors.pass(userId, code);
    else await this.writes.run((tx) => this.use(tx, userId, token));
  }

  private async use(tx: Tx, userId: string, token: SignedToken): Promise<void> {
    const factor = await this.secondFactors.lock(tx, userId);
    if (!factor) return;
    const isGenuine = this.signer.isGenuine('second factor', token, factor.secret, tx.now);
    if (!isGenuine || token.subject !== userId) throw new AppError('wrong_code');
    await this.secondFactors.remove(tx, userId);
    await this.audit.note(tx, { actorId: userId, act: 'removeSecondFactor', userId, detail: 'link' });
    await this.sessions.endAll(tx, userId);
  }
}
