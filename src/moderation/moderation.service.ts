import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { Repository } from 'typeorm';
import { AuditService } from '../audit/audit.service.js';
import { ChannelsService } from '../channels/channels.service.js';
import { AppError } from '../common/app-error.js';
import type { SignedIn } from '../common/current-user.js';
import { isoTime } from '../common/iso-time.js';
import { forUpdate } from '../database/sql.js';
import { WriteQueue } from '../database/write-queue.js';
import { Message } from '../messages/message.entity.js';
import { MessagesService } from '../messages/messages.service.js';
import { User } from '../users/user.entity.js';
import { toMute } from '../users/user.view.js';
import { Report } from './report.entity.js';

const HOUR_MS = 3_600_000;

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

  /**
   * Keeps a person from writing and liking for a while; they read on, and are told why and until when. Another term takes
   * the place of an earlier one.
   *
   * @throws AppError `user_not_found`; `forbidden` for members, for oneself, and among those who moderate: only
   *   administrators mute them
   */
  async mute(me: SignedIn, userId: string, hours: number, reason: string): Promise<void> {
    await this.silence(me, userId, { act: 'mute', hours, reason });
  }

  /** Lets a person write again before the time; throws as `mute`. Nothing happens when they may. */
  async unmute(me: SignedIn, userId: string, reason: string): Promise<void> {
    await this.silence(me, userId, { act: 'unmute', hours: null, reason });
  }

  private async silence(me: SignedIn, userId: string, { act, hours, reason }: Silence): Promise<void> {
    if (me.role === 'member') throw new AppError('forbidden');
    await this.writes.run(async (tx) => {
      const user = await tx.manager.findOne(User, { where: { id: userId }, ...forUpdate(tx.manager) });
      if (!user) throw new AppError('user_not_found');
      if (userId === me.id || (me.role !== 'admin' && user.role !== 'member')) throw new AppError('forbidden');
      if (hours === null && (user.mutedUntil ?? 0) <= tx.now) return;
      const mutedUntil = hours === null ? null : tx.now + hours * HOUR_MS;
      const term = { mutedUntil, muteReason: hours === null ? '' : reason };
      await tx.manager.update(User, { id: userId }, term);
      tx.publish({ type: 'mute.changed', userId, mute: toMute(term) });
      const detail = mutedUntil === null ? '' : isoTime(mutedUntil);
      await this.audit.note(tx, { actorId: me.id, act, userId, detail, reason });
    });
  }
}

interface Silence {
  act: 'mute' | 'unmute';
  /** Null for none any more. */
  hours: number | null;
  reason: string;
}
