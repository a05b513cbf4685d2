import { Injectable } from '@nestjs/common';
import type { Act } from '../audit/audit-entry.entity.js';
import { AuditService } from '../audit/audit.service.js';
import { AppError } from '../common/app-error.js';
import type { SignedIn } from '../common/current-user.js';
import { forUpdate } from '../database/sql.js';
import { type Tx, WriteQueue } from '../database/write-queue.js';
import { User } from '../users/user.entity.js';
import { requireActing } from './administrators.js';
import { SecondFactorsService } from './second-factors.service.js';

/** What an act is about. */
interface Doing {
  tx: Tx;
  user: User;
  /** The other administrators who can act at the moment. */
  others: User[];
  /** Writes the act down, with what it became. */
  note: (act: Act, detail?: string) => Promise<void>;
}

/** What administrators do to an account. */
@Injectable()
export class AdministratorActs {
  constructor(
    private readonly secondFactors: SecondFactorsService,
    private readonly audit: AuditService,
    private readonly writes: WriteQueue,
  ) {}

  /**
   * Administrators who act upon each other take turns, and the second one is an administrator no more.
   *
   * @throws AppError `forbidden`, `user_not_found`; `second_factor_missing` where administrators have to have one
   */
  async run<Result>(
    me: SignedIn,
    userId: string,
    reason: string,
    work: (doing: Doing) => Promise<Result>,
  ): Promise<Result> {
    if (me.role !== 'admin') throw new AppError('forbidden');
    await this.secondFactors.requireOfAdministrator(me.id);
    return this.writes.run(async (tx) => {
      const acting = await requireActing(tx, me.id);
      const user = await tx.manager.findOne(User, { where: { id: userId }, ...forUpdate(tx.manager) });
      if (!user || user.deletedAt !== null) throw new AppError('user_not_found');
      const note = (act: Act, detail = '') => this.audit.note(tx, { actorId: me.id, act, userId, detail, reason });
      return work({ tx, user, note, others: acting.filter(({ id }) => id !== userId) });
    });
  }
}
