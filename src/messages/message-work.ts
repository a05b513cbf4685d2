import { Injectable } from '@nestjs/common';
import { directUserIds } from '../channels/channel.view.js';
import { ChannelsService, type Here } from '../channels/channels.service.js';
import { AppError } from '../common/app-error.js';
import { type Tx, WriteQueue } from '../database/write-queue.js';
import { BlocksService } from '../users/blocks.service.js';
import { UsersService } from '../users/users.service.js';
import { HistoryService } from './history.service.js';
import { storeMentions } from './mentions.js';
import { Message } from './message.entity.js';

/** The transactions in which messages are written. */
@Injectable()
export class MessageWork {
  constructor(
    private readonly history: HistoryService,
    private readonly channels: ChannelsService,
    private readonly blocks: BlocksService,
    private readonly users: UsersService,
    private readonly writes: WriteQueue,
  ) {}

  /**
   * Work in a channel by one of its members, done once more where another node was faster: see WriteQueue.runOnce.
   *
   * @throws AppError `channel_not_found`
   */
  within<Result>(userId: string, channelId: string, work: (tx: Tx, here: Here) => Promise<Result>): Promise<Result> {
    return this.writes.runOnce(async (tx) => work(tx, await this.channels.enter(tx, userId, channelId)), channelId);
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
    const { channelId } = await this.history.get(userId, messageId);
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

  /**
   * Something may be said here at all, and by this person.
   *
   * @throws AppError `channel_archived`; `muted`; `person_unavailable` where one of the two blocked the other, or is gone
   */
  async requireWritable(tx: Tx, { channel, membership }: Here): Promise<void> {
    if (channel.archivedAt !== null) throw new AppError('channel_archived');
    await this.users.requireVoice(tx, membership.userId);
    const ids = directUserIds(channel);
    // Nobody leaves a conversation of two but who deletes their account.
    if (ids && channel.memberCount < ids.length) throw new AppError('person_unavailable');
    const other = ids?.find((id) => id !== membership.userId);
    if (other !== undefined && (await this.blocks.isBetween(membership.userId, other))) {
      throw new AppError('person_unavailable');
    }
  }
}
