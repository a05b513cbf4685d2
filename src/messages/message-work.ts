import { Injectable } from '@nestjs/common';
import type { Channel } from '../channels/channel.entity.js';
import { directUserIds } from '../channels/channel.view.js';
import { ChannelsService, type Here } from '../channels/channels.service.js';
import { AppError } from '../common/app-error.js';
import { type Tx, WriteQueue } from '../database/write-queue.js';
import { BlocksService } from '../users/blocks.service.js';
import { UsersService } from '../users/users.service.js';
import { HistoryService } from './history.service.js';
import { storeMentions } from './mentions.js';
import { Message } from './message.entity.js';

/**
 * Channels that are spoken in by several people in one transaction. Whatever is asked of a channel or a person is asked
 * once; the numbers are counted here, while the rows are locked, and stored at the end.
 */
export class Places {
  private readonly entered = new Map<string, Here>();
  private readonly writable = new Set<Here>();
  private readonly spoken = new Map<string, { channel: Channel; said: Map<string, number> }>();

  constructor(
    private readonly tx: Tx,
    private readonly channels: ChannelsService,
    private readonly work: MessageWork,
  ) {}

  /** @throws AppError `channel_not_found` */
  async enter(userId: string, channelId: string): Promise<Here> {
    const key = `${channelId} ${userId}`;
    const here = this.entered.get(key) ?? (await this.channels.enter(this.tx, userId, channelId));
    this.entered.set(key, here);
    return here;
  }

  /** @throws AppError as MessageWork.requireWritable */
  async requireWritable(here: Here): Promise<void> {
    if (this.writable.has(here)) return;
    await this.work.requireWritable(this.tx, here);
    this.writable.add(here);
  }

  /** The next number in the channel, without a hole: whatever fails afterwards must fail the whole work. */
  next({ channel, membership }: Here): { seq: number; revision: number } {
    let place = this.spoken.get(channel.id);
    if (!place) {
      place = { channel, said: new Map<string, number>() };
      this.spoken.set(channel.id, place);
    }
    const seq = ++place.channel.lastSeq;
    place.said.set(membership.userId, seq);
    return { seq, revision: ++place.channel.revision };
  }

  async store(): Promise<void> {
    for (const { channel, said } of this.spoken.values()) await this.channels.advance(this.tx, channel, said);
  }
}

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

  /** Where the messages of one commit are said. */
  places(tx: Tx): Places {
    return new Places(tx, this.channels, this);
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
