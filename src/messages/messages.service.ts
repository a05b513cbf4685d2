import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { Between, In, LessThan, MoreThan, Repository } from 'typeorm';
import { v7 as uuid } from 'uuid';
import { directUserIds } from '../channels/channel.view.js';
import { ChannelsService, type Here } from '../channels/channels.service.js';
import { MyChannelsService } from '../channels/my-channels.service.js';
import { AppError } from '../common/app-error.js';
import type { SignedIn } from '../common/current-user.js';
import type { MyLikesView } from '../contract/views.js';
import { isUniqueViolation } from '../database/translate-database-error.js';
import { type Tx, WriteQueue } from '../database/write-queue.js';
import { BlocksService } from '../users/blocks.service.js';
import { findNamed, storeMentions } from './mentions.js';
import { MessageLike } from './message-like.entity.js';
import { Message } from './message.entity.js';
import { type MessagesPage, type MessageView, type SentMessage, toMessageView } from './message.view.js';
import { mayDelete, mayEdit, mayNameAll } from './messages.policy.js';

interface Draft {
  clientId: string;
  body: string;
  replyToId?: string;
}

interface Around {
  before?: number;
  after?: number;
  limit: number;
}

type Slice = Pick<MessagesPage, 'items' | 'before' | 'after'>;

@Injectable()
export class MessagesService {
  constructor(
    @InjectRepository(Message) private readonly messages: Repository<Message>,
    private readonly channels: ChannelsService,
    private readonly mine: MyChannelsService,
    private readonly blocks: BlocksService,
    private readonly writes: WriteQueue,
  ) {}

  /**
   * Says something in a channel. A retry with the same clientId returns the first result and tells nobody again.
   *
   * @throws AppError `channel_not_found`, `channel_archived`, `person_unavailable`; `message_not_found` for an answer to
   *   what is not in this channel; `client_id_conflict` when the clientId was used for another message
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
   * Gives a message another body. Asking again for the body it has changes nothing.
   *
   * @throws AppError `message_not_found`, `forbidden`, `message_deleted`; `version_conflict` when it was changed meanwhile
   */
  edit(user: SignedIn, messageId: string, { body, version }: { body: string; version: number }): Promise<MessageView> {
    return this.act(user.id, messageId, async (tx, here, message) => {
      if (!mayEdit(user, message)) throw new AppError('forbidden', { detail: 'Only its author edits a message' });
      if (message.deletedAt !== null) throw new AppError('message_deleted');
      if (message.body === body) return toMessageView(message);
      if (message.version !== version) throw new AppError('version_conflict');
      await this.requireWritable(here);
      const named = await findNamed(tx, body, message, message.mentionsAll && mayNameAll(user, here));
      const edited = await this.store(tx, message, { body, ...named, editedAt: tx.now });
      const mentioned = named.mentions.filter((id) => !message.mentions.includes(id));
      tx.publish({ type: 'message.edited', ...told(edited), mentioned });
      return toMessageView(edited);
    });
  }

  /**
   * Leaves a tombstone: the number, the author and the time stay; body, likes and mentions are erased. Once is enough.
   *
   * @throws AppError `message_not_found`, `forbidden`
   */
  delete(user: SignedIn, messageId: string): Promise<MessageView> {
    return this.act(user.id, messageId, async (tx, here, message) => {
      if (!mayDelete(user, message, here)) throw new AppError('forbidden');
      if (message.deletedAt !== null) return toMessageView(message);
      await tx.manager.delete(MessageLike, { messageId });
      const erased = { body: '', replyToId: null, mentions: [], mentionsAll: false, likes: [] };
      const deleted = await this.store(tx, message, { ...erased, deletedAt: tx.now });
      tx.publish({ type: 'message.deleted', ...told(deleted) });
      return toMessageView(deleted);
    });
  }

  /**
   * A change of one message, in its channel's transaction, by someone who may see it.
   *
   * @throws AppError `message_not_found`, alike for messages that do not exist and for those of other people's channels
   */
  async act<Result>(
    userId: string,
    messageId: string,
    work: (tx: Tx, here: Here, message: Message) => Promise<Result>,
  ): Promise<Result> {
    const { channelId } = await this.get(userId, messageId);
    return this.writes.run(async (tx) => {
      const here = await this.channels.enter(tx, userId, channelId).catch((error: unknown) => {
        throw error instanceof AppError && error.code === 'channel_not_found'
          ? new AppError('message_not_found')
          : error;
      });
      return work(tx, here, await tx.manager.findOneByOrFail(Message, { id: messageId }));
    }, channelId);
  }

  /** Keeps a changed message at the next revision of its channel. */
  async store(tx: Tx, message: Message, change: Partial<Message>): Promise<Message> {
    const revision = await this.channels.nextRevision(tx, message.channelId);
    const isOther = 'body' in change;
    const next = { ...message, ...change, revision, version: message.version + (isOther ? 1 : 0) };
    await tx.manager.update(Message, { id: message.id }, { ...change, revision, version: next.version });
    if (isOther) await storeMentions(tx, message, next);
    return next;
  }

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
  async history(userId: string, channelId: string, { before, after, limit }: Around): Promise<MessagesPage> {
    const { lastSeq } = await this.channels.getForMember(userId, channelId);
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
    const rows = await this.messages.find({
      where: { channelId, revision: Between(from + 1, to) },
      order: { revision: 'ASC' },
      take: limit,
    });
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

  /**
   * Something may be said here at all.
   *
   * @throws AppError `channel_archived`; `person_unavailable` where one of the two blocked the other
   */
  async requireWritable({ channel, membership }: Here): Promise<void> {
    if (channel.archivedAt !== null) throw new AppError('channel_archived');
    const other = directUserIds(channel)?.find((id) => id !== membership.userId);
    if (other !== undefined && (await this.blocks.isBetween(membership.userId, other))) {
      throw new AppError('person_unavailable');
    }
  }

  private async sendOnce(tx: Tx, user: SignedIn, channelId: string, draft: Draft): Promise<SentMessage> {
    const here = await this.channels.enter(tx, user.id, channelId);
    const { clientId, body, replyToId = null } = draft;
    const earlier = await tx.manager.findOneBy(Message, { authorId: user.id, clientId });
    if (earlier) return repeated(earlier, channelId, draft);

    await this.requireWritable(here);
    if (replyToId !== null && !(await tx.manager.existsBy(Message, { id: replyToId, channelId }))) {
      throw new AppError('message_not_found', { detail: 'There is no such message to answer in this channel' });
    }
    const named = await findNamed(tx, body, { channelId, authorId: user.id }, mayNameAll(user, here));
    const { seq, revision } = await this.channels.nextSeq(tx, channelId);
    const message: Message = {
      ...{ id: uuid(), channelId, seq, revision, version: 1, clientId, authorId: user.id, body, replyToId },
      ...{ ...named, likes: [], createdAt: tx.now, editedAt: null, deletedAt: null },
    };
    // A copy: on PostgreSQL TypeORM writes the columns that have defaults back into it, JSON as text.
    await tx.manager.insert(Message, { ...message });
    await storeMentions(tx, { mentions: [], mentionsAll: false }, message);
    await this.mine.sent(tx, here.membership, seq);
    tx.publish({ type: 'message.sent', ...told(message), mentioned: named.mentions });
    return { message: toMessageView(message), deduplicated: false };
  }

  private async older(channelId: string, lastSeq: number, before: number | undefined, limit: number): Promise<Slice> {
    const rows = await this.messages.find({
      where: { channelId, ...(before !== undefined && { seq: LessThan(before) }) },
      order: { seq: 'DESC' },
      take: limit,
    });
    const items = rows.reverse().map(toMessageView);
    const last = items.at(-1)?.seq ?? lastSeq;
    // Without holes, the first message of all is number 1: no need to look whether there are more.
    const first = items[0]?.seq ?? 1;
    return { items, before: first > 1 ? first : null, after: before !== undefined && last < lastSeq ? last : null };
  }

  private async newer(channelId: string, after: number, limit: number): Promise<Slice> {
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

const told = (message: Message) => ({
  channelId: message.channelId,
  revision: message.revision,
  message: toMessageView(message),
});

/** What was changed since cannot be compared any more; its clientId still says that it is the same message. */
function repeated(earlier: Message, channelId: string, { body, replyToId }: Draft): SentMessage {
  const asSent = earlier.version === 1;
  const differs = earlier.body !== body || earlier.replyToId !== (replyToId ?? null);
  if (earlier.channelId !== channelId || (asSent && differs)) throw new AppError('client_id_conflict');
  return { message: toMessageView(earlier), deduplicated: true };
}
