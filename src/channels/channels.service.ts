import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { MoreThan, Repository } from 'typeorm';
import { AppError } from '../common/app-error.js';
import { Clock } from '../common/clock.js';
import { pageAfterId } from '../common/page.js';
import type { Page } from '../contract/views.js';
import { forUpdate, sql } from '../database/sql.js';
import type { Tx } from '../database/write-queue.js';
import type { User } from '../users/user.entity.js';
import { Channel } from './channel.entity.js';
import { type MemberView, type MyChannelView, toChannelView, toMemberView, toMyChannelView } from './channel.view.js';
import { Membership } from './membership.entity.js';

/** The only door to "may this person be here?". */
@Injectable()
export class ChannelsService {
  constructor(
    @InjectRepository(Channel) private readonly channels: Repository<Channel>,
    @InjectRepository(Membership) private readonly memberships: Repository<Membership>,
    private readonly clock: Clock,
  ) {}

  /**
   * The person's own row in the channel. The first line of everything that happens in a channel.
   *
   * @param tx when the answer must still hold at commit: the row is locked until then
   * @throws AppError `channel_not_found`, alike for channels that do not exist and for those that are not theirs
   */
  async requireMember(userId: string, channelId: string, tx?: Tx): Promise<Membership> {
    const memberships = tx?.manager.getRepository(Membership) ?? this.memberships;
    const membership = await memberships.findOne({ where: { channelId, userId }, ...(tx && forUpdate(tx.manager)) });
    if (!membership) throw new AppError('channel_not_found');
    return membership;
  }

  /** @throws AppError `channel_not_found` */
  async get(userId: string, channelId: string): Promise<MyChannelView> {
    const membership = await this.requireMember(userId, channelId);
    return toMyChannelView(await this.channels.findOneByOrFail({ id: channelId }), membership);
  }

  async list(userId: string, after: string | undefined, limit: number): Promise<Page<MyChannelView>> {
    const rows = await this.memberships.find({
      where: { userId, ...(after && { channelId: MoreThan(after) }) },
      relations: { channel: true },
      order: { channelId: 'ASC' },
      take: limit + 1,
    });
    const channels = rows.flatMap((row) => (row.channel ? [toMyChannelView(row.channel, row)] : []));
    return pageAfterId(channels, limit, ({ id }) => id);
  }

  /** @throws AppError `channel_not_found` */
  async members(
    userId: string,
    channelId: string,
    after: string | undefined,
    limit: number,
  ): Promise<Page<MemberView>> {
    await this.requireMember(userId, channelId);
    const rows = await this.memberships.find({
      where: { channelId, ...(after && { userId: MoreThan(after) }) },
      relations: { user: true },
      order: { userId: 'ASC' },
      take: limit + 1,
    });
    const members = rows.flatMap((row) => (row.user ? [toMemberView(row, row.user)] : []));
    return pageAfterId(members, limit, ({ user }) => user.id);
  }

  /** The newest revision of every channel the person is in. */
  async heads(userId: string): Promise<Record<string, number>> {
    const rows = await sql<{ id: string; revision: number }>(
      this.channels.manager,
      `SELECT c."id", c."revision" FROM "membership" m JOIN "channel" c ON c."id" = m."channelId" WHERE m."userId" = ?`,
      [userId],
    );
    return Object.fromEntries(rows.map(({ id, revision }) => [id, revision]));
  }

  /** Takes the next number in the channel; the row is locked until the transaction ends, so there is never a hole. */
  async nextSeq(tx: Tx, channelId: string): Promise<{ seq: number; revision: number }> {
    const [row] = await sql<{ seq: number; revision: number }>(
      tx.manager,
      `UPDATE "channel" SET "lastSeq" = "lastSeq" + 1, "revision" = "revision" + 1 WHERE "id" = ?
       RETURNING "lastSeq" AS "seq", "revision"`,
      [channelId],
    );
    if (!row) throw new AppError('channel_not_found');
    return row;
  }

  /** Moves the person's read position forward, never back. */
  async markRead(tx: Tx, userId: string, channelId: string, seq: number): Promise<void> {
    await tx.manager
      .createQueryBuilder()
      .update(Membership)
      .set({ readSeq: seq })
      .where({ channelId, userId })
      .andWhere('"readSeq" < :seq', { seq })
      .execute();
  }

  /** Puts a new person into the general channel, which everyone is in. They start with nothing unread. */
  async joinGeneral(tx: Tx, user: User): Promise<void> {
    const [general] = await sql<Channel>(
      tx.manager,
      `UPDATE "channel" SET "memberCount" = "memberCount" + 1, "revision" = "revision" + 1, "ownRevision" = "revision" + 1
       WHERE "kind" = ? RETURNING *`,
      ['general'],
    );
    if (!general) throw new Error('the general channel is missing');
    const { id: channelId, revision, lastSeq } = general;
    const membership: Membership = {
      channelId,
      userId: user.id,
      role: 'member',
      notify: 'all',
      readSeq: lastSeq,
      revision,
      joinedAt: this.clock.now(),
    };
    await tx.manager.insert(Membership, membership);
    tx.publish({
      type: 'member.added',
      channelId,
      revision,
      member: toMemberView(membership, user),
      channel: toChannelView(general),
    });
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

  /** The channel, if what is its own (name, topic, number of members) changed after `from`. */
  changedSince(channelId: string, from: number): Promise<Channel | null> {
    return this.channels.findOneBy({ id: channelId, ownRevision: MoreThan(from) });
  }

  /** @throws AppError `channel_not_found` */
  async getForMember(userId: string, channelId: string): Promise<Channel> {
    await this.requireMember(userId, channelId);
    return this.channels.findOneByOrFail({ id: channelId });
  }
}
