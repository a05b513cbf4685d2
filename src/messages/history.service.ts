import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { In, Repository } from 'typeorm';
import { ChannelsService } from '../channels/channels.service.js';
import { AppError } from '../common/app-error.js';
import type { MyLikesView } from '../contract/views.js';
import { findRows } from '../database/rows.js';
import { MessageLike } from './message-like.entity.js';
import { Message } from './message.entity.js';
import { type MessagesPage, type MessageView, toMessageView } from './message.view.js';

interface Around {
  before?: number;
  after?: number;
  limit: number;
}

type Slice = Pick<MessagesPage, 'items' | 'before' | 'after'>;

/** What was said, for those who may read it. */
@Injectable()
export class HistoryService {
  constructor(
    @InjectRepository(Message) private readonly messages: Repository<Message>,
    private readonly channels: ChannelsService,
  ) {}

  /** @throws AppError `message_not_found` */
  async get(userId: string, messageId: string): Promise<MessageView> {
    const [message] = await this.getMany(userId, [messageId]);
    if (!message) throw new AppError('message_not_found');
    return message;
  }

  /** Those of `ids` that the person may see, in no order. */
  async getMany(userId: string, ids: string[]): Promise<MessageView[]> {
    // Not a join, which SQLite would begin with the person's channels, and read all that is in them.
    const isHere = `EXISTS (SELECT 1 FROM "membership" p WHERE p."channelId" = "message"."channelId"
      AND p."userId" = :userId AND p."leftAt" IS NULL)`;
    const query = this.messages.createQueryBuilder('message').where({ id: In(ids) });
    const rows = await query.andWhere(isHere, { userId }).getMany();
    return rows.map(toMessageView);
  }

  /**
   * A page of the channel, oldest first: before a number, after a number, or the newest.
   *
   * @throws AppError `channel_not_found`; `validation_failed` when both numbers are given
   */
  async page(userId: string, channelId: string, { before, after, limit }: Around): Promise<MessagesPage> {
    const lastSeq = await this.channels.newestSeq(userId, channelId);
    if (before !== undefined && after !== undefined) {
      const detail = 'give before or after, not both';
      throw new AppError('validation_failed', { errors: [{ pointer: '/after', code: 'onlyOne', detail }] });
    }
    const slice = await (after === undefined
      ? this.older(channelId, lastSeq, before, limit)
      : this.newer(channelId, after, limit));
    const { items } = slice;
    const [first, last] = [items[0]?.seq ?? 0, items.at(-1)?.seq ?? 0];
    const [notices, myLikes] = await Promise.all([
      // What came before the first message of all belongs to it.
      this.channels.noticesBetween(channelId, first === 1 ? 0 : first, last),
      this.likesOf(userId, items),
    ]);
    return { ...slice, notices, myLikes };
  }

  /** Rows that changed after `from`, up to `to`, oldest change first. For `changes`, which has checked the membership. */
  async changed(channelId: string, from: number, to: number, limit: number): Promise<MessageView[]> {
    const rest = '"channelId" = ? AND "revision" > ? AND "revision" <= ? ORDER BY "revision" LIMIT ?';
    const rows = await findRows(this.messages.manager, Message, rest, [channelId, from, to, limit]);
    return rows.map(toMessageView);
  }

  /** A person's own likes of these messages: an entry for each message that has any of theirs. */
  async likesOf(userId: string, messages: readonly MessageView[]): Promise<MyLikesView[]> {
    const liked = messages.filter(({ likes }) => likes.length > 0);
    if (liked.length === 0) return [];
    const where = { userId, messageId: In(liked.map(({ id }) => id)) };
    const rows = await this.messages.manager.find(MessageLike, { where, order: { id: 'ASC' } });
    return liked.flatMap(({ id, channelId, revision }) => {
      const emojis = rows.filter(({ messageId }) => messageId === id).map(({ emoji }) => emoji);
      return emojis.length > 0 ? [{ channelId, messageId: id, revision, emojis }] : [];
    });
  }

  private async older(channelId: string, lastSeq: number, before: number | undefined, limit: number): Promise<Slice> {
    const rest = '"channelId" = ? AND "seq" < ? ORDER BY "seq" DESC LIMIT ?';
    const parameters = [channelId, before ?? Number.MAX_SAFE_INTEGER, limit];
    const rows = await findRows(this.messages.manager, Message, rest, parameters);
    const items = rows.reverse().map(toMessageView);
    const last = items.at(-1)?.seq ?? lastSeq;
    // Without holes, the first message of all is number 1: no need to look whether there are more.
    const first = items[0]?.seq ?? 1;
    return { items, before: first > 1 ? first : null, after: before !== undefined && last < lastSeq ? last : null };
  }

  private async newer(channelId: string, after: number, limit: number): Promise<Slice> {
    const rest = '"channelId" = ? AND "seq" > ? ORDER BY "seq" LIMIT ?';
    const rows = await findRows(this.messages.manager, Message, rest, [channelId, after, limit + 1]);
    const items = rows.slice(0, limit).map(toMessageView);
    const first = items[0]?.seq ?? after + 1;
    const last = items.at(-1)?.seq ?? null;
    return { items, before: first > 1 ? first : null, after: rows.length > limit ? last : null };
  }
}
