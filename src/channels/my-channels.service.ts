import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { IsNull, MoreThan, Repository } from 'typeorm';
import { AppError } from '../common/app-error.js';
import { pageAfterId } from '../common/page.js';
import type { ReadState } from '../contract/events.js';
import { LIMITS } from '../contract/limits.js';
import type { NotifyLevel, Page } from '../contract/views.js';
import { sql } from '../database/sql.js';
import { type Tx, WriteQueue } from '../database/write-queue.js';
import { Channel } from './channel.entity.js';
import {
  type MyChannelView,
  type MyMembershipView,
  readUpTo,
  toMyChannelView,
  toMyMembershipView,
} from './channel.view.js';
import { ChannelsService } from './channels.service.js';
import { lastMessages } from './last-messages.js';
import { Membership } from './membership.entity.js';

/** What channels are to one person: the list, what is read, how loud, hidden or not. */
@Injectable()
export class MyChannelsService {
  constructor(
    @InjectRepository(Membership) private readonly memberships: Repository<Membership>,
    private readonly channels: ChannelsService,
    private readonly writes: WriteQueue,
  ) {}

  /** @throws AppError `channel_not_found` */
  async get(userId: string, channelId: string): Promise<MyChannelView> {
    const { channel, membership } = await this.channels.look(userId, channelId);
    const news = await this.news(userId, [channelId]);
    return toMyChannelView(channel, membership, news(channelId));
  }

  /** The channels a person is in, hidden ones too, in the order of their ids. */
  async list(userId: string, after: string | undefined, limit: number): Promise<Page<MyChannelView>> {
    const rows = await this.memberships.find({
      where: { userId, leftAt: IsNull(), ...(after && { channelId: MoreThan(after) }) },
      relations: { channel: true },
      order: { channelId: 'ASC' },
      take: limit + 1,
    });
    const news = await this.news(
      userId,
      rows.map(({ channelId }) => channelId),
    );
    const channels = rows.flatMap((row) =>
      row.channel ? [toMyChannelView(row.channel, row, news(row.channelId))] : [],
    );
    return pageAfterId(channels, limit, ({ id }) => id);
  }

  /**
   * Marks everything up to a message as read. The position moves forward only; a mark as unread is forgotten.
   *
   * @throws AppError `channel_not_found`; `validation_failed` for a message that is not there yet
   */
  async read(userId: string, channelId: string, seq: number): Promise<ReadState> {
    return this.changeReading(userId, channelId, seq, ({ readSeq }) => ({
      readSeq: Math.max(readSeq, seq),
      unreadFrom: null,
    }));
  }

  /**
   * Lets a message and all after it count as unread, until the next one is read or sent.
   *
   * @throws AppError `channel_not_found`; `validation_failed` for a message that is not there yet
   */
  async markUnread(userId: string, channelId: string, seq: number): Promise<ReadState> {
    return this.changeReading(userId, channelId, seq, ({ readSeq }) => ({
      readSeq,
      unreadFrom: seq <= readSeq ? Math.max(seq, 1) : null,
    }));
  }

  /**
   * How loud a channel is, and whether the person's list hides it until something new is said.
   *
   * @throws AppError `channel_not_found`
   */
  async change(
    userId: string,
    channelId: string,
    { notify, hidden }: { notify?: NotifyLevel; hidden?: boolean },
  ): Promise<MyMembershipView> {
    return this.writes.run(async (tx) => {
      const { channel, membership } = await this.channels.enter(tx, userId, channelId);
      const hiddenSeq = hidden === undefined ? membership.hiddenSeq : hidden ? channel.lastSeq : null;
      return this.store(tx, membership, { notify: notify ?? membership.notify, hiddenSeq });
    }, channelId);
  }

  private changeReading(
    userId: string,
    channelId: string,
    seq: number,
    change: (membership: Membership) => Pick<Membership, 'readSeq' | 'unreadFrom'>,
  ): Promise<ReadState> {
    return this.writes.run(async (tx) => {
      const { channel, membership } = await this.channels.enter(tx, userId, channelId);
      if (seq > channel.lastSeq) throw notThereYet(channel);
      const next = change(membership);
      await this.store(tx, membership, next);
      return { readSeq: next.readSeq, unread: channel.lastSeq - readUpTo(next) };
    }, channelId);
  }

  private async store(tx: Tx, membership: Membership, change: Partial<Membership>): Promise<MyMembershipView> {
    const { channelId, userId } = membership;
    const next = { ...membership, ...change };
    const changed = Object.keys(change).some(
      (key) => next[key as keyof Membership] !== membership[key as keyof Membership],
    );
    if (!changed) return toMyMembershipView(membership);
    next.version = membership.version + 1;
    await tx.manager.update(Membership, { channelId, userId }, { ...change, version: next.version });
    const view = toMyMembershipView(next);
    tx.publish({ type: 'membership.changed', userId, membership: view });
    return view;
  }

  /** What was said in these channels, as far as a list of them shows it. */
  private async news(userId: string, channelIds: string[]) {
    const [mentions, last] = await Promise.all([
      this.unreadMentions(userId, channelIds),
      lastMessages(this.memberships.manager, channelIds),
    ]);
    return (id: string) => ({ unreadMentions: mentions.get(id) ?? [], lastMessage: last.get(id) ?? null });
  }

  /** Numbers of the unread messages that name the person, or everybody, in each of these channels. */
  private async unreadMentions(userId: string, channelIds: string[]): Promise<Map<string, number[]>> {
    const found = new Map<string, number[]>();
    if (channelIds.length === 0) return found;
    const rows = await sql<{ channelId: string; seq: number }>(
      this.memberships.manager,
      `SELECT "channelId", "seq" FROM (
         SELECT DISTINCT n."channelId", n."seq", DENSE_RANK() OVER (PARTITION BY n."channelId" ORDER BY n."seq" DESC) AS "place"
         FROM "membership" m JOIN "mention" n ON n."channelId" = m."channelId"
         WHERE m."userId" = ? AND m."channelId" IN (${channelIds.map(() => '?').join()})
           AND (n."userId" = ? OR n."userId" IS NULL) AND n."authorId" <> ?
           AND n."seq" > CASE WHEN m."unreadFrom" <= m."readSeq" THEN m."unreadFrom" - 1 ELSE m."readSeq" END
           AND NOT EXISTS (SELECT 1 FROM "block" b WHERE b."blockerId" = m."userId" AND b."userId" = n."authorId")
       ) AS found WHERE "place" <= ${LIMITS.unreadMentions} ORDER BY "seq"`,
      [userId, ...channelIds, userId, userId],
    );
    for (const { channelId, seq } of rows) found.set(channelId, [...(found.get(channelId) ?? []), seq]);
    return found;
  }
}

const notThereYet = ({ lastSeq }: Channel): AppError =>
  new AppError('validation_failed', {
    errors: [{ pointer: '/seq', code: 'max', detail: `seq must not be greater than ${lastSeq}` }],
  });
