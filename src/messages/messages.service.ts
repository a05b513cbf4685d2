import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { Between, LessThan, MoreThan, Repository } from 'typeorm';
import { v7 as uuid } from 'uuid';
import { ChannelsService } from '../channels/channels.service.js';
import { AppError } from '../common/app-error.js';
import { Clock } from '../common/clock.js';
import type { SignedIn } from '../common/current-user.js';
import type { Page } from '../contract/views.js';
import { isUniqueViolation } from '../database/translate-database-error.js';
import { type Tx, WriteQueue } from '../database/write-queue.js';
import { Message } from './message.entity.js';
import { type MessageView, type SentMessage, toMessageView } from './message.view.js';

interface Draft {
  clientId: string;
  body: string;
}

interface Around {
  before?: number;
  after?: number;
  limit: number;
}

@Injectable()
export class MessagesService {
  constructor(
    @InjectRepository(Message) private readonly messages: Repository<Message>,
    private readonly channels: ChannelsService,
    private readonly writes: WriteQueue,
    private readonly clock: Clock,
  ) {}

  /**
   * Says something in a channel. A retry with the same clientId returns the first result and tells nobody again.
   *
   * @throws AppError `channel_not_found`; `client_id_conflict` when the clientId was used for another message
   */
  async send(user: SignedIn, channelId: string, draft: Draft): Promise<SentMessage> {
    const work = (tx: Tx) => this.sendOnce(tx, user, channelId, draft);
    try {
      return await this.writes.run(work, channelId);
    } catch (error) {
      // Another node stored the same clientId meanwhile: this time it is found.
      if (isUniqueViolation(error)) return this.writes.run(work, channelId);
      throw error;
    }
  }

  /**
   * A page of the channel, oldest first: before a number, after a number, or the newest.
   *
   * @throws AppError `channel_not_found`; `validation_failed` when both numbers are given
   */
  async history(
    userId: string,
    channelId: string,
    { before, after, limit }: Around,
  ): Promise<Page<MessageView, number>> {
    await this.channels.requireMember(userId, channelId);
    if (before !== undefined && after !== undefined) {
      const detail = 'give before or after, not both';
      throw new AppError('validation_failed', { errors: [{ pointer: '/after', code: 'onlyOne', detail }] });
    }
    return after === undefined ? this.older(channelId, before, limit) : this.newer(channelId, after, limit);
  }

  /** Rows that changed after `from`, up to `to`, oldest change first. For `changes`, which has checked the membership. */
  async changed(channelId: string, from: number, to: number, limit: number): Promise<MessageView[]> {
    const rows = await this.messages.find({
      where: { channelId, revision: Between(from + 1, to) },
      order: { revision: 'ASC' },
      take: limit,
    });
    return rows.map(toMessageView);
  }

  private async sendOnce(tx: Tx, user: SignedIn, channelId: string, { clientId, body }: Draft): Promise<SentMessage> {
    await this.channels.requireMember(user.id, channelId, tx);
    const earlier = await tx.manager.findOneBy(Message, { authorId: user.id, clientId });
    if (earlier) return repeated(earlier, channelId, body);

    const { seq, revision } = await this.channels.nextSeq(tx, channelId);
    const message: Message = {
      ...{ id: uuid(), channelId, seq, revision, version: 1, clientId, authorId: user.id, body },
      ...{ createdAt: this.clock.now(), editedAt: null, deletedAt: null },
    };
    await tx.manager.insert(Message, message);
    await this.channels.markRead(tx, user.id, channelId, seq);
    const view = toMessageView(message);
    tx.publish({ type: 'message.sent', channelId, revision, message: view });
    return { message: view, deduplicated: false };
  }

  private async older(
    channelId: string,
    before: number | undefined,
    limit: number,
  ): Promise<Page<MessageView, number>> {
    const rows = await this.messages.find({
      where: { channelId, ...(before !== undefined && { seq: LessThan(before) }) },
      order: { seq: 'DESC' },
      take: limit,
    });
    const items = rows.reverse().map(toMessageView);
    const last = items.at(-1);
    // Without holes, the first message of all is number 1: no need to look whether there are more.
    const first = items[0]?.seq ?? 1;
    return { items, before: first > 1 ? first : null, after: before === undefined ? null : (last?.seq ?? null) };
  }

  private async newer(channelId: string, after: number, limit: number): Promise<Page<MessageView, number>> {
    const rows = await this.messages.find({
      where: { channelId, seq: MoreThan(after) },
      order: { seq: 'ASC' },
      take: limit + 1,
    });
    const items = rows.slice(0, limit).map(toMessageView);
    const first = items[0]?.seq ?? after + 1;
    const last = items.at(-1)?.seq ?? null;
    return { items, before: first > 1 ? first : null, after: rows.length > limit ? last : null };
  }
}

function repeated(earlier: Message, channelId: string, body: string): SentMessage {
  if (earlier.channelId !== channelId || earlier.body !== body) throw new AppError('client_id_conflict');
  return { message: toMessageView(earlier), deduplicated: true };
}
