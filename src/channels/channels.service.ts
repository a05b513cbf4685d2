import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { Between, IsNull, MoreThan, Repository } from 'typeorm';
import { AppError } from '../common/app-error.js';
import { pageAfterId } from '../common/page.js';
import { LIMITS } from '../contract/limits.js';
import type { NoticeView, Page } from '../contract/views.js';
import { findRows } from '../database/rows.js';
import { listed, locked, sql } from '../database/sql.js';
import type { Tx } from '../database/write-queue.js';
import { Channel } from './channel.entity.js';
import { type MemberView, toMemberView, toNoticeView } from './channel.view.js';
import { Membership } from './membership.entity.js';
import { Notice } from './notice.entity.js';

/** A channel, and what it is to the person who asked for it. */
export interface Here {
  channel: Channel;
  membership: Membership;
}

/** The same, where there may be no membership. */
export interface Approach {
  channel: Channel;
  membership: Membership | null;
}

/** How far a channel has changed, and its parts; its messages are not counted apart. */
export interface Head {
  channelId: string;
  revision: number;
  ownRevision: number;
  membersRevision: number;
  noticesRevision: number;
}

/** The only door to "may this person be here?". */
@Injectable()
export class ChannelsService {
  constructor(
    @InjectRepository(Channel) private readonly channels: Repository<Channel>,
    @InjectRepository(Membership) private readonly memberships: Repository<Membership>,
    @InjectRepository(Notice) private readonly notices: Repository<Notice>,
  ) {}

  /**
   * The person's own row in the channel. The first line of everything that is read in a channel.
   *
   * @throws AppError `channel_not_found`, alike for channels that do not exist and for those that are not theirs
   */
  async requireMember(userId: string, channelId: string): Promise<Membership> {
    const membership = await this.memberships.findOneBy({ channelId, userId, leftAt: IsNull() });
    if (!membership) throw new AppError('channel_not_found');
    return membership;
  }

  /**
   * The first line of everything that is written in a channel: its row is locked until the transaction ends, and whoever
   * changes its members locks it too, so the answer still holds at commit.
   *
   * @throws AppError `channel_not_found`, alike for channels that do not exist and for those that are not theirs
   */
  async enter(tx: Tx, userId: string, channelId: string): Promise<Here> {
    const { channel, membership } = await this.approach(tx, userId, channelId);
    if (!membership) throw new AppError('channel_not_found');
    return { channel, membership };
  }

  /** The same for many at once, who need not be members of the same channel: those who may not enter are left out. */
  async enterAll({ manager }: Tx, who: readonly { userId: string; channelId: string }[]): Promise<Here[]> {
    const list = [JSON.stringify(who.map(({ channelId, userId }) => [channelId, userId]))];
    const pairs = listed(manager, 'uuid', 'uuid');
    const channels = await findRows(
      manager,
      Channel,
      `"id" IN (SELECT p."a" FROM ${pairs} p) ${locked(manager)}`,
      list,
    );
    const isOne = `("channelId", "userId") IN ${pairs} AND "leftAt" IS NULL`;
    const memberships = await findRows(manager, Membership, isOne, list);
    const byId = new Map(channels.map((channel) => [channel.id, channel]));
    return memberships.flatMap((membership) => {
      const channel = byId.get(membership.channelId);
      return channel ? [{ channel, membership }] : [];
    });
  }

  /**
   * The same for someone who may be no member: the caller has to look who it is. Both rows are always asked for, so that a
   * channel of others takes as long as one that does not exist.
   *
   * @throws AppError `channel_not_found`
   */
  async approach(tx: Tx, userId: string, channelId: string): Promise<Approach> {
    const { manager } = tx;
    const [channel] = await findRows(manager, Channel, `"id" = ? ${locked(manager)}`, [channelId]);
    const ids = [channelId, userId];
    const [membership = null] = await findRows(
      manager,
      Membership,
      '"channelId" = ? AND "userId" = ? AND "leftAt" IS NULL',
      ids,
    );
    if (!channel) throw new AppError('channel_not_found');
    return { channel, membership };
  }

  /**
   * A channel and the person's row in it, in one query, for those who only look.
   *
   * @throws AppError `channel_not_found`, as requireMember
   */
  async look(userId: string, channelId: string): Promise<Here> {
    const where = { channelId, userId, leftAt: IsNull() };
    const membership = await this.memberships.findOne({ where, relations: { channel: true } });
    if (!membership?.channel) throw new AppError('channel_not_found');
    return { channel: membership.channel, membership };
  }

  /**
   * The number of the channel's newest message, for those who may look.
   *
   * @throws AppError `channel_not_found`, as requireMember
   */
  async newestSeq(userId: string, channelId: string): Promise<number> {
    const [here] = await sql<{ lastSeq: number }>(
      this.channels.manager,
      `SELECT c."lastSeq" FROM "membership" m JOIN "channel" c ON c."id" = m."channelId"
       WHERE m."channelId" = ? AND m."userId" = ? AND m."leftAt" IS NULL`,
      [channelId, userId],
    );
    if (!here) throw new AppError('channel_not_found');
    return here.lastSeq;
  }

  /** The id of the channel that everyone is in. */
  async generalId(): Promise<string> {
    const { id } = await this.channels.findOneOrFail({ where: { kind: 'general' }, select: { id: true } });
    return id;
  }

  /**
   * Who is in the channel, in the order of their ids.
   *
   * @throws AppError `channel_not_found`
   */
  async members(
    userId: string,
    channelId: string,
    after: string | undefined,
    limit: number,
  ): Promise<Page<MemberView>> {
    await this.requireMember(userId, channelId);
    const rows = await this.memberships.find({
      where: { channelId, leftAt: IsNull(), ...(after && { userId: MoreThan(after) }) },
      relations: { user: true },
      order: { userId: 'ASC' },
      take: limit + 1,
    });
    const members = rows.flatMap((row) => (row.user ? [toMemberView(row, row.user)] : []));
    return pageAfterId(members, limit, ({ user }) => user.id);
  }

  /**
   * Stores how far channels were counted whose rows are locked since they were entered, and that the speakers have read what
   * they said. Nobody is told of the latter: a person's other devices see whose message it is.
   *
   * @param said the last number of each speaker
   */
  async advance(
    { manager, now }: Tx,
    channels: readonly Pick<Channel, 'id' | 'lastSeq' | 'revision'>[],
    said: readonly [channelId: string, userId: string, seq: number][],
  ): Promise<void> {
    const heads = channels.map(({ id, lastSeq, revision }) => [id, lastSeq, revision]);
    await sql(
      manager,
      `UPDATE "channel" SET "lastSeq" = h."b", "revision" = h."c", "lastMessageAt" = ?
       FROM ${listed(manager, 'uuid', 'bigint', 'bigint')} h WHERE "id" = h."a"`,
      [now, JSON.stringify(heads)],
    );
    await sql(
      manager,
      `UPDATE "membership" SET "readSeq" = s."c", "unreadFrom" = NULL
       FROM ${listed(manager, 'uuid', 'uuid', 'bigint')} s WHERE "channelId" = s."a" AND "userId" = s."b"`,
      [JSON.stringify(said)],
    );
  }

  /** Takes the next revision of the channel, for a change that is no new message. */
  async nextRevision(tx: Tx, channelId: string): Promise<number> {
    const [row] = await sql<{ revision: number }>(
      tx.manager,
      `UPDATE "channel" SET "revision" = "revision" + 1 WHERE "id" = ? RETURNING "revision"`,
      [channelId],
    );
    if (!row) throw new AppError('channel_not_found');
    return row.revision;
  }

  /** Changes what is the channel's own, and takes the next revision for it. */
  async change(tx: Tx, channel: Channel, change: Partial<Channel>): Promise<Channel> {
    const revision = await this.nextRevision(tx, channel.id);
    const own = { ...change, ownRevision: revision };
    await tx.manager.update(Channel, { id: channel.id }, own);
    return { ...channel, ...own, revision };
  }

  /** The heads of those of `ids` that the person is in, in no order. */
  async heads(userId: string, ids: string[]): Promise<Head[]> {
    if (ids.length === 0) return [];
    const newest = (table: string) =>
      `COALESCE((SELECT MAX("revision") FROM "${table}" WHERE "channelId" = c."id"), 0)`;
    return sql(
      this.channels.manager,
      `SELECT c."id" AS "channelId", c."revision", c."ownRevision", ${newest('membership')} AS "membersRevision",
         ${newest('notice')} AS "noticesRevision"
       FROM "membership" m JOIN "channel" c ON c."id" = m."channelId"
       WHERE m."userId" = ? AND m."leftAt" IS NULL AND m."channelId" IN (${ids.map(() => '?').join()})`,
      [userId, ...ids],
    );
  }

  /** Rows that changed after `from`, up to `to`, oldest change first. For `changes`, which has checked the membership. */
  async membersChanged(channelId: string, from: number, to: number, limit: number): Promise<MemberView[]> {
    const rows = await this.memberships
      .createQueryBuilder('m')
      .innerJoinAndSelect('m.user', 'user')
      .where('m.channelId = :channelId AND m.revision > :from AND m.revision <= :to', { channelId, from, to })
      .orderBy('m.revision')
      .limit(limit)
      .getMany();
    return rows.flatMap((row) => (row.user ? [toMemberView(row, row.user)] : []));
  }

  /** The same for notices. */
  async noticesChanged(channelId: string, from: number, to: number, limit: number): Promise<NoticeView[]> {
    const where = { channelId, revision: Between(from + 1, to) };
    return (await this.notices.find({ where, order: { revision: 'ASC' }, take: limit })).map(toNoticeView);
  }

  /** What happened between two messages, the newest LIMITS.noticesInPage, oldest first. For a page of history. */
  async noticesBetween(channelId: string, fromSeq: number, toSeq: number): Promise<NoticeView[]> {
    const rest = '"channelId" = ? AND "seq" BETWEEN ? AND ? ORDER BY "seq" DESC, "revision" DESC LIMIT ?';
    const parameters = [channelId, fromSeq, toSeq, LIMITS.noticesInPage];
    return (await findRows(this.notices.manager, Notice, rest, parameters)).reverse().map(toNoticeView);
  }

  /** The channel, if what is its own (name, topic, number of members) changed after `from`. */
  changedSince(channelId: string, from: number): Promise<Channel | null> {
    return this.channels.findOneBy({ id: channelId, ownRevision: MoreThan(from) });
  }
}
