import { Inject, Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { IsNull, LessThan, Not, Repository } from 'typeorm';
import { AppError } from '../common/app-error.js';
import type { Config } from '../config/config.js';
import { CONFIG } from '../config/config.module.js';
import { forUpdate } from '../database/sql.js';
import { type Tx, WriteQueue } from '../database/write-queue.js';
import { RecoveryCode } from './recovery-code.entity.js';
import { SecondFactor } from './second-factor.entity.js';
import { SecondFactorSecrets, withoutGaps } from './second-factor-secrets.js';

/** One that was never confirmed is none. */
export const ENABLED = { enabledAt: Not(IsNull()) };

interface SecondFactorState {
  enabledAt: number | null;
  recoveryCodesLeft: number;
}

/** What people with a second factor show besides the password, which whoever calls this has checked before. */
@Injectable()
export class SecondFactorsService {
  constructor(
    @Inject(CONFIG) private readonly config: Config,
    @InjectRepository(SecondFactor) private readonly factors: Repository<SecondFactor>,
    private readonly secrets: SecondFactorSecrets,
    private readonly writes: WriteQueue,
  ) {}

  async stateOf(userId: string): Promise<SecondFactorState> {
    const [factor, recoveryCodesLeft] = await Promise.all([
      this.factors.findOneBy({ userId, ...ENABLED }),
      this.factors.manager.countBy(RecoveryCode, { userId }),
    ]);
    return { enabledAt: factor?.enabledAt ?? null, recoveryCodesLeft };
  }

  isOn(userId: string): Promise<boolean> {
    return this.factors.existsBy({ userId, ...ENABLED });
  }

  /** @throws AppError `second_factor_missing` for an administrator without one, where they have to have it */
  async requireOfAdministrator(userId: string): Promise<void> {
    if (this.config.adminSecondFactor === 'required' && !(await this.isOn(userId)))
      throw new AppError('second_factor_missing');
  }

  /**
   * That a person has no second factor, or gave a code of it.
   *
   * @throws AppError `second_factor_required`, `wrong_code`
   */
  async pass(userId: string, code: string | undefined): Promise<void> {
    if (!(await this.isOn(userId))) return;
    if (!code) throw new AppError('second_factor_required');
    await this.writes.run((tx) => this.accept(tx, userId, code));
  }

  /**
   * Takes a code, or a recovery code; it is worth nothing afterwards.
   *
   * @returns false for a person without a second factor
   * @throws AppError `wrong_code`
   */
  async accept(tx: Tx, userId: string, given: string): Promise<boolean> {
    const factor = await this.lock(tx, userId);
    if (!factor) return false;
    const step = this.secrets.stepOf(factor, withoutGaps(given), tx.now);
    const { affected } =
      step === null
        ? await tx.manager.delete(RecoveryCode, { userId, hash: this.secrets.hashOf(userId, given) })
        : await tx.manager.update(SecondFactor, { userId, lastStep: LessThan(step) }, { lastStep: step });
    if (affected === 0) throw new AppError('wrong_code');
    return true;
  }

  /** @returns false for a person without a second factor */
  async remove({ manager }: Tx, userId: string): Promise<boolean> {
    const { affected } = await manager.delete(SecondFactor, { userId, ...ENABLED });
    return affected === 1;
  }

  /** The second factor of a person who has one; whoever else asks waits for the end of this transaction. */
  lock({ manager }: Tx, userId: string): Promise<SecondFactor | null> {
    return manager.findOne(SecondFactor, { where: { userId, ...ENABLED }, ...forUpdate(manager) });
  }
}
