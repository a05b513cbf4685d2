import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { IsNull, MoreThan, Not, Repository } from 'typeorm';
import { v7 as uuid } from 'uuid';
import { AuditService } from '../audit/audit.service.js';
import { AppError } from '../common/app-error.js';
import type { SignedIn } from '../common/current-user.js';
import { pageAfterId } from '../common/page.js';
import { LIMITS } from '../contract/limits.js';
import type { Page } from '../contract/views.js';
import { forUpdate } from '../database/sql.js';
import { type Tx, WriteQueue } from '../database/write-queue.js';
import { HistoryService } from '../messages/history.service.js';
import { UsersService } from '../users/users.service.js';
import { Report } from './report.entity.js';
import { type ReportView, toReportView } from './report.view.js';

type Reported = Pick<Report, 'userId' | 'messageId' | 'body'>;

const OPEN = { closedAt: IsNull() };

/** What moderators are asked to look at, in a queue. */
@Injectable()
export class ReportsService {
  constructor(
    @InjectRepository(Report) private readonly reports: Repository<Report>,
    private readonly history: HistoryService,
    private readonly users: UsersService,
    private readonly audit: AuditService,
    private readonly writes: WriteQueue,
  ) {}

  /**
   * Reports a message that I may see. Moderators read it then, also where it was said in private.
   *
   * @throws AppError `message_not_found`, `message_deleted`; `forbidden` for one of my own; `too_many_requests`
   */
  async reportMessage(me: SignedIn, messageId: string, reason: string): Promise<void> {
    const { authorId, body, deletedAt } = await this.history.get(me.id, messageId);
    if (deletedAt !== null) throw new AppError('message_deleted');
    await this.open(me, { userId: authorId, messageId, body }, reason);
  }

  /** @throws AppError `user_not_found`; `forbidden` for myself; `too_many_requests` */
  async reportPerson(me: SignedIn, userId: string, reason: string): Promise<void> {
    await this.users.get(userId);
    await this.open(me, { userId, messageId: null, body: '' }, reason);
  }

  /**
   * The open reports, the oldest first; to moderators none of themselves, which administrators look at.
   *
   * @throws AppError `forbidden` for members
   */
  async list(me: SignedIn, after: string | undefined, limit: number): Promise<Page<ReportView>> {
    if (me.role === 'member') throw new AppError('forbidden');
    const rows = await this.reports.find({
      where: { ...OPEN, ...(after && { id: MoreThan(after) }), ...(me.role === 'moderator' && { userId: Not(me.id) }) },
      relations: { reporter: true, user: true, message: { channel: true } },
      order: { id: 'ASC' },
      take: limit + 1,
    });
    const views = rows.flatMap((row) => (row.reporter && row.user ? [toReportView(row, row.reporter, row.user)] : []));
    return pageAfterId(views, limit, ({ id }) => id);
  }

  /**
   * Takes a report out of the queue. Once is enough.
   *
   * @throws AppError `forbidden` for members, and for moderators where it is of themselves; `report_not_found`
   */
  async close(me: SignedIn, id: string, reason: string): Promise<void> {
    if (me.role === 'member') throw new AppError('forbidden');
    await this.writes.run(async (tx) => {
      const report = await tx.manager.findOne(Report, { where: { id }, ...forUpdate(tx.manager) });
      if (!report) throw new AppError('report_not_found');
      if (me.role === 'moderator' && report.userId === me.id) throw new AppError('forbidden');
      if (report.closedAt !== null) return;
      await tx.manager.update(Report, { id }, { closedAt: tx.now });
      await this.audit.note(tx, { actorId: me.id, act: 'closeReport', userId: report.userId, thingId: id, reason });
      await this.tell(tx);
    });
  }

  /** The same once more changes nothing while it is open. */
  private async open(me: SignedIn, { userId, messageId, body }: Reported, reason: string): Promise<void> {
    if (userId === me.id) throw new AppError('forbidden', { detail: 'Nobody reports themselves' });
    await this.writes.run(async (tx) => {
      const { manager, now } = tx;
      const mine = { reporterId: me.id, ...OPEN };
      if (await manager.existsBy(Report, { ...mine, userId, messageId: messageId ?? IsNull() })) return;
      if ((await manager.countBy(Report, mine)) >= LIMITS.openReports) throw new AppError('too_many_requests');
      const report = { id: uuid(), reporterId: me.id, userId, messageId, body, reason, createdAt: now, closedAt: null };
      await manager.insert(Report, report);
      await this.tell(tx);
    }, me.id);
  }

  private async tell(tx: Tx): Promise<void> {
    tx.publish({ type: 'reports.changed', moderatorIds: await this.users.moderators(tx) });
  }
}
