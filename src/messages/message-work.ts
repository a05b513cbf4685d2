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

interface Speaker {
  userId: string;
  channelId: string;
}

/**
 * Channels that are spoken in by several people in one transaction. What is asked of channels and people is asked once for
 * all; the numbers are counted here, while the rows are locked, and stored at the end.
 */
export class Places {
  private readonly entered: Map<string, Here>;
  private readonly writable = new Set<Here>();
  private readonly spoken = new Set<Channel>();
  private readonly said = new Map<Here, number>();

  constructor(
    here: readonly Here[],
    private readonly mutes: ReadonlyMap<string, AppError>,
    private readonly work: MessageWork,
  ) {
    this.entered = new Map(here.map((one) => [keyOf(one.membership), one]));
  }

  /** @throws AppError `channel_not_found` */
  enter(speaker: Speaker): Here {
    const here = this.entered.get(keyOf(speaker));
    if (!here) throw new AppError('channel_not_found');
    return here;
  }

  /** @throws AppError as MessageWork.requireWritable */
  async requireWritable(here: Here): Promise<void> {
    if (this.writable.has(here)) return;
    await this.work.requireOpen(here, this.mutes);
    this.writable.add(here);
  }

  /** The next number in the channel, without a hole: whatever fails afterwards must fail the whole work. */
  next(here: Here): { seq: number; revision: number } {
    const { channel } = here;
    this.spoken.add(channel);
    const seq = ++channel.lastSeq;
    this.said.set(here, seq);
    return { seq, revision: ++channel.revision };
  }

  /** How far each channel was counted, and the last number of each speaker there. */
  counted(): { channels: Channel[]; said: [channelId: string, userId: string, seq: number][] } {
    return {
      channels: [...this.spoken],
      said: [...this.said].map(([{ membership }, seq]) => [membership.channelId, membership.userId, seq]),
    };
  }
}

/** Ids come as people write them, and from PostgreSQL in small letters. */
const keyOf = ({ channelId, userId }: Speaker): string => `${channelId} ${userId}`.toLowerCase();

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

  /** Where these people say something in one commit. */
  async places(tx: Tx, speakers: readonly Speaker[]): Promise<Places> {
    const each = new Map(speakers.map((speaker) => [keyOf(speaker), speaker]));
    const here = await this.channels.enterAll(tx, [...each.values()]);
    const userIds = new Set(here.map(({ membership }) => membership.userId));
    return new Places(here, await this.users.mutes(tx, [...userIds]), this);
  }

  /** Keeps what was said there. */
  async advance(tx: Tx, places: Places): Promise<void> {
    const { channels, said } = places.counted();
    if (said.length > 0) await this.channels.advance(tx, channels, said);
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
  async requireWritable(tx: Tx, here: Here): Promise<void> {
    await this.requireOpen(here, await this.users.mutes(tx, [here.membership.userId]));
  }

  /** The same, when it is known who is muted. */
  async requireOpen({ channel, membership }: Here, mutes: ReadonlyMap<string, AppError>): Promise<void> {
    if (channel.archivedAt !== null) throw new AppError('channel_archived');
    const muted = mutes.get(membership.userId);
    if (muted) throw muted;
    const ids = directUserIds(channel);
    // Nobody leaves a conversation of two but who deletes their account.
    if (ids && channel.memberCount < ids.length) throw new AppError('person_unavailable');
    const other = ids?.find((id) => id !== membership.userId);
    if (other !== undefined && (await this.blocks.isBetween(membership.userId, other))) {
      throw new AppError('person_unavailable');
    }
  }
}
