import { Injectable } from '@nestjs/common';
import { IsNull } from 'typeorm';
import { AuditService } from '../audit/audit.service.js';
import { AppError } from '../common/app-error.js';
import { LIMITS } from '../contract/limits.js';
import { forUpdate } from '../database/sql.js';
import { type Tx, WriteQueue } from '../database/write-queue.js';
import { User } from '../users/user.entity.js';
import { PasswordsService } from './passwords.service.js';
import { RecoveryCode } from './recovery-code.entity.js';
import { SecondFactor } from './second-factor.entity.js';
import { type NewSecret, SecondFactorSecrets } from './second-factor-secrets.js';
import { ENABLED, SecondFactorsService } from './second-factors.service.js';

/** What people do about their own second factor. No session ends by it. */
@Injectable()
export class SecondFactorSettingsService {
  constructor(
    private readonly secondFactors: SecondFactorsService,
    private readonly secrets: SecondFactorSecrets,
    private readonly passwords: PasswordsService,
    private readonly audit: AuditService,
    private readonly writes: WriteQueue,
  ) {}

  /**
   * A secret for the person's authenticator app, in place of an earlier one that was not confirmed. It counts for nothing
   * until it is.
   *
   * @throws AppError `wrong_password`, `second_factor_on`, `busy`
   */
  async begin(userId: string, password: string): Promise<NewSecret> {
    const { user } = await this.passwords.require(userId, password);
    const made = this.secrets.make(userId, user?.username ?? '');
    await this.writes.runOnce(async ({ manager }) => {
      // One after the other, or each of several would find none to delete, and only two of them be stored.
      await manager.findOneOrFail(User, { where: { id: userId }, ...forUpdate(manager) });
      if (await manager.existsBy(SecondFactor, { userId, ...ENABLED })) throw new AppError('second_factor_on');
      // Not an update: one that is confirmed in this moment stays, and the insert is refused.
      await manager.delete(SecondFactor, { userId, enabledAt: IsNull() });
      await manager.insert(SecondFactor, { userId, secret: made.sealed, enabledAt: null, lastStep: 0 });
    });
    return made;
  }

  /**
   * Turns it on, by a first code.
   *
   * @returns recovery codes, which nobody can read again
   * @throws AppError `wrong_code`, `second_factor_on`; `not_found` where none was begun
   */
  confirm(userId: string, code: string): Promise<string[]> {
    return this.writes.run(async (tx) => {
      const { manager, now } = tx;
      const factor = await manager.findOne(SecondFactor, { where: { userId }, ...forUpdate(manager) });
      if (!factor) throw new AppError('not_found');
      if (factor.enabledAt !== null) throw new AppError('second_factor_on');
      const lastStep = this.secrets.stepOf(factor, code, now);
      if (lastStep === null) throw new AppError('wrong_code');
      await manager.update(SecondFactor, { userId }, { enabledAt: now, lastStep });
      await this.audit.note(tx, { actorId: userId, act: 'addSecondFactor', userId });
      return this.makeRecoveryCodes(tx, userId);
    });
  }

  /**
   * New recovery codes; the old ones are void.
   *
   * @throws AppError `wrong_password`, `wrong_code`, `second_factor_missing`, `busy`
   */
  async renewRecoveryCodes(userId: string, password: string, code: string): Promise<string[]> {
    await this.passwords.require(userId, password);
    return this.writes.run(async (tx) => {
      if (!(await this.secondFactors.accept(tx, userId, code))) throw new AppError('second_factor_missing');
      return this.makeRecoveryCodes(tx, userId);
    });
  }

  /** @throws AppError `wrong_password`, `wrong_code`, `second_factor_missing`, `busy` */
  async turnOff(userId: string, password: string, code: string): Promise<void> {
    await this.passwords.require(userId, password);
    await this.writes.run(async (tx) => {
      if (!(await this.secondFactors.accept(tx, userId, code))) throw new AppError('second_factor_missing');
      await this.secondFactors.remove(tx, userId);
      await this.audit.note(tx, { actorId: userId, act: 'removeSecondFactor', userId });
    });
  }

  private async makeRecoveryCodes({ manager }: Tx, userId: string): Promise<string[]> {
    const codes = Array.from({ length: LIMITS.recoveryCodes }, () => this.secrets.makeRecoveryCode());
    await manager.delete(RecoveryCode, { userId });
    await manager.insert(
      RecoveryCode,
      codes.map((code) => ({ userId, hash: this.secrets.hashOf(userId, code) })),
    );
    return codes;
  }
}
