import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { MoreThan, Repository } from 'typeorm';
import { v7 as uuid } from 'uuid';
import { AppError } from '../common/app-error.js';
import { pageAfterId } from '../common/page.js';
import { LIMITS } from '../contract/limits.js';
import type { LikeCount, LikeView, Page } from '../contract/views.js';
import { sql } from '../database/sql.js';
import type { Tx } from '../database/write-queue.js';
import { MessageLike } from '../messages/message-like.entity.js';
import type { Message } from '../messages/message.entity.js';
import { type MyLikesView, toMessageView } from '../messages/message.view.js';
import { HistoryService } from '../messages/history.service.js';
import { MessageWork } from '../messages/message-work.js';
import { BlocksService } from '../users/blocks.service.js';
import { type LikeAnswer, toLikeView } from './likes.dto.js';

@Injectable()
export class MessageLikesService {
  constructor(
    @InjectRepository(MessageLike) private readonly likes: Repository<MessageLike>,
    private readonly work: MessageWork,
    private readonly history: HistoryService,
    private readonly blocks: BlocksService,
  ) {}

  /**
   * Sets the state that is wanted; nothing happens, and nobody is told, when it is so already.
   *
   * @throws AppError `message_not_found`, `message_deleted`, `channel_archived`, `muted`, `too_many_emojis`;
   *   `person_unavailable` where the person or the message's author blocked the other
   */
  set(userId: string, messageId: string, emoji: string, liked: boolean): Promise<LikeAnswer> {
    return this.work.act(userId, messageId, async (tx, here, message) => {
      if (message.deletedAt !== null) throw new AppError('message_deleted');
      const like = { messageId, userId, emoji };
      if ((await tx.manager.existsBy(MessageLike, like)) === liked) return this.answer(tx, userId, message);
      if (liked) {
        await this.work.requireWritable(tx, here);
        await this.requireRoom(userId, message, emoji);
        await tx.manager.insert(MessageLike, { id: uuid(), ...like, createdAt: tx.now });
      } else {
        await tx.manager.delete(MessageLike, like);
      }
      const next = await this.work.store(tx, message, { likes: await count(tx, messageId) });
      const answer = await this.answer(tx, userId, next);
      const { channelId, revision } = next;
      tx.publish({
        type: 'message.liked',
        channelId,
        revision,
        message: answer.message,
        userId,
        myLikes: answer.myLikes,
      });
      return answer;
    });
  }

  /**
   * Who liked a message, the earliest first.
   *
   * @throws AppError `message_not_found`
   */
  async list(
    userId: string,
    messageId: string,
    { emoji, after, limit }: { emoji?: string; after?: string; limit: number },
  ): Promise<Page<LikeView>> {
    await this.history.get(userId, messageId);
    const rows = await this.likes.find({
      where: { messageId, ...(emoji && { emoji }), ...(after && { id: MoreThan(after) }) },
      relations: { user: true },
      order: { id: 'ASC' },
      take: limit + 1,
    });
    const views = rows.flatMap(({ id, emoji: given, user, createdAt }) =>
      user ? [toLikeView({ id, emoji: given, createdAt }, user)] : [],
    );
    return pageAfterId(views, limit, ({ id }) => id);
  }

  private async requireRoom(userId: string, { authorId, likes }: Message, emoji: string): Promise<void> {
    if (await this.blocks.isBetween(userId, authorId)) throw new AppError('person_unavailable');
    const isNew = !likes.some((like) => like.emoji === emoji);
    if (isNew && likes.length >= LIMITS.emojis) throw new AppError('too_many_emojis');
  }

  private async answer(tx: Tx, userId: string, message: Message): Promise<LikeAnswer> {
    const { id: messageId, channelId, revision } = message;
    const rows = await tx.manager.find(MessageLike, { where: { messageId, userId }, order: { id: 'ASC' } });
    const myLikes: MyLikesView = { channelId, messageId, revision, emojis: rows.map(({ emoji }) => emoji) };
    return { message: toMessageView(message), myLikes };
  }
}

/** Counted anew each time, so that a count that ever went wrong is right again with the next like. */
function count(tx: Tx, messageId: string): Promise<LikeCount[]> {
  return sql<{ emoji: string; count: number }>(
    tx.manager,
    `SELECT "emoji", CAST(COUNT(*) AS INTEGER) AS "count" FROM "message_like" WHERE "messageId" = ?
     GROUP BY "emoji" ORDER BY MIN(CAST("id" AS VARCHAR))`,
    [messageId],
  );
}
