import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { Repository } from 'typeorm';
import { AuditService } from '../audit/audit.service.js';
import { ChannelsService } from '../channels/channels.service.js';
import { AppError } from '../common/app-error.js';
import type { SignedIn } from '../common/current-user.js';
import { WriteQueue } from '../database/write-queue.js';
import { Message } from '../messages/message.entity.js';
import { MessagesService } from '../messages/messages.service.js';
import { Report } from './report.entity.js';

/** What moderators and administrators of this server do, wherever it happened. */
@Injectable()
export class ModerationService {
  constructor(
    @InjectRepository(Message) private readonly found: Repository<Message>,
    private readonly messages: MessagesService,
    private readonly channels: ChannelsService,
    private readonly audit: AuditService,
    private readonly writes: WriteQueue,
  ) {}

  /**
   * Deletes what was said where everybody may read it or was reported, also where the person is no member. Once is enough.
   *
   * @throws AppError `forbidden`; `message_not_found`, alike for what was said in private and not reported
   */
  async deleteMessage(me: SignedIn, messageId: string, reason: string): Promise<void> {
    if (me.role === 'member') throw new AppError('forbidden');
    const known = await this.found.findOneBy({ id: messageId });
    if (!known) throw new AppError('message_not_found');
    await this.writes.run(async (tx) => {
      const { channel } = await this.channels.approach(tx, me.id, known.channelId);
      if (channel.visibility !== 'public' && !(await tx.manager.existsBy(Report, { messageId }))) {
        throw new AppError('message_not_found');
      }
      const message = await tx.manager.findOneByOrFail(Message, { id: messageId });
      if (message.deletedAt !== null) return;
      const about = { userId: message.authorId, thingId: messageId };
      await this.audit.note(tx, { actorId: me.id, act: 'deleteMessage', ...about, reason });
      await this.messages.erase(tx, message);
    }, known.channelId);
  }

  /** @throws AppError `forbidden`; `report_not_found`, `message_not_found` for a report of no message */
  async deleteReported(me: SignedIn, reportId: string): Promise<void> {
    if (me.role === 'member') throw new AppError('forbidden');
    const report = await this.found.manager.findOneBy(Report, { id: reportId });
    if (!report) throw new AppError('report_not_found');
    if (report.messageId === null) throw new AppError('message_not_found');
    await this.deleteMessage(me, report.messageId, report.reason);
  }
}
