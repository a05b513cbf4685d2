import { Injectable } from '@nestjs/common';
import { IsNull } from 'typeorm';
import { v7 as uuid } from 'uuid';
import type { ChannelView, MemberRole, NoticeKind, NoticeView } from '../contract/views.js';
import { forUpdate } from '../database/sql.js';
import type { Tx } from '../database/write-queue.js';
import { User } from '../users/user.entity.js';
import { Channel } from './channel.entity.js';
import { toChannelView, toMemberView, toNoticeView } from './channel.view.js';
import { ChannelsService } from './channels.service.js';
import { Membership } from './membership.entity.js';
import { Notice } from './notice.entity.js';

interface Told {
  kind: NoticeKind;
  actorId: string;
  userId?: string;
  text?: string;
}

/** Who comes and goes. Every method runs in a transaction that has locked the channel's row. */
@Injectable()
export class MembersService {
  constructor(private readonly channels: ChannelsService) {}

  find(tx: Tx, channelId: string, userId: string): Promise<Membership | null> {
    return tx.manager.findOneBy(Membership, { channelId, userId, leftAt: IsNull() });
  }

  /**
   * Puts a person into the channel, or back into it. They start with nothing unread.
   *
   * @param told the notice that the channel shows of it, where it shows one
   * @returns the channel as it is now
   */
  async add(
    tx: Tx,
    channel: Channel,
    user: User,
    { role = 'member', hiddenSeq = null }: { role?: MemberRole; hiddenSeq?: number | null },
    told?: Told,
  ): Promise<Channel> {
    const now = await this.channels.change(tx, channel, { memberCount: channel.memberCount + 1 });
    const earlier = await tx.manager.findOneBy(Membership, { channelId: channel.id, userId: user.id });
    const membership: Membership = {
      ...{ channelId: channel.id, userId: user.id, role, notify: 'all', readSeq: channel.lastSeq },
      ...{ revision: now.revision, joinedAt: tx.now, leftAt: null, unreadFrom: null, hiddenSeq },
      version: (earlier?.version ?? 0) + 1,
    };
    await tx.manager.save(Membership, membership, { reload: false });
    tx.publish({
      ...{ type: 'member.added', channelId: channel.id, revision: now.revision },
      ...{ member: toMemberView(membership, user), channel: toChannelView(now) },
      ...(told && { notice: await this.note(tx, now, told) }),
    });
    return now;
  }

  /** Puts those in who are not yet members. */
  async addAll(tx: Tx, channel: Channel, actorId: string, users: User[]): Promise<void> {
    let now = channel;
    for (const user of users) {
      if (await this.find(tx, channel.id, user.id)) continue;
      now = await this.add(tx, now, user, {}, { kind: 'added', actorId, userId: user.id });
    }
  }

  /** Takes a person out; their row stays, so that `changes` can tell of it. */
  async remove(tx: Tx, channel: Channel, membership: Membership, told: Told): Promise<Channel> {
    const user = await tx.manager.findOneByOrFail(User, { id: membership.userId });
    const now = await this.channels.change(tx, channel, { memberCount: channel.memberCount - 1 });
    const gone = { leftAt: tx.now, revision: now.revision, role: 'member' as const };
    await tx.manager.update(Membership, { channelId: channel.id, userId: user.id }, gone);
    tx.publish({
      ...{ type: 'member.removed', channelId: channel.id, revision: now.revision },
      ...{ member: toMemberView({ ...membership, ...gone }, user), channel: toChannelView(now) },
      notice: await this.note(tx, now, told),
    });
    return now;
  }

  async setRole(tx: Tx, channel: Channel, membership: Membership, role: MemberRole, told?: Told): Promise<Channel> {
    const user = await tx.manager.findOneByOrFail(User, { id: membership.userId });
    return this.changeMember(tx, channel, { ...membership, role }, user, told);
  }

  /** Changes what is the channel's own, tells of it, and shows in the channel what people should see. */
  async change(tx: Tx, actorId: string, channel: Channel, wanted: Partial<Channel>): Promise<ChannelView> {
    const now = await this.channels.change(tx, channel, wanted);
    const kind = noticeOf(channel, now);
    const text = kind === 'renamed' ? now.name : undefined;
    const notice = kind && (await this.note(tx, now, { kind, actorId, ...(text && { text }) }));
    const view = toChannelView(now);
    const { id: channelId, revision } = now;
    tx.publish({ type: 'channel.changed', channelId, revision, channel: view, ...(notice && { notice }) });
    return view;
  }

  /** Keeps what happened for the channel to show, at the channel's revision. */
  async note(tx: Tx, channel: Channel, { kind, actorId, userId, text }: Told): Promise<NoticeView> {
    const notice: Notice = {
      ...{ id: uuid(), channelId: channel.id, seq: channel.lastSeq, revision: channel.revision },
      ...{ kind, actorId, userId: userId ?? null, text: text ?? null, createdAt: tx.now },
    };
    await tx.manager.insert(Notice, notice);
    return toNoticeView(notice);
  }

  /** Makes a channel in which nothing has happened yet. */
  async create(tx: Tx, own: Partial<Channel> & Pick<Channel, 'kind'>): Promise<Channel> {
    const channel: Channel = {
      ...{ id: uuid(), name: '', nameKey: '', topic: '', lastSeq: 0, revision: 0, ownRevision: 0, memberCount: 0 },
      ...{
        directKey: null,
        avatarId: null,
        visibility: 'private',
        archivedAt: null,
        lastMessageAt: null,
        createdAt: tx.now,
      },
      ...own,
    };
    await tx.manager.insert(Channel, channel);
    return channel;
  }

  /** Puts a new person into the general channel, which everyone is in. */
  async joinGeneral(tx: Tx, user: User): Promise<void> {
    await this.add(tx, await this.general(tx), user, {}, { kind: 'joined', actorId: user.id });
  }

  /**
   * Takes a person out by their own act. Groups have an owner's place to pass on: see GroupMembersService.leave.
   *
   * @throws AppError `channel_not_found`
   */
  async leave(tx: Tx, userId: string, channelId: string): Promise<void> {
    const { channel, membership } = await this.channels.enter(tx, userId, channelId);
    await this.remove(tx, channel, membership, { kind: 'left', actorId: userId });
  }

  /** Takes a person out of the general channel, and so out of the list of all people. */
  async leaveGeneral(tx: Tx, userId: string): Promise<void> {
    await this.leave(tx, userId, (await this.general(tx)).id);
  }

  /**
   * Tells everybody how a person looks now: the members of the general channel, where everyone is, are the list of all
   * people, and so what changed about a person is found again by `changes` like everything else.
   */
  async tellOfPerson(tx: Tx, user: User): Promise<void> {
    const general = await this.general(tx);
    const membership = await this.find(tx, general.id, user.id);
    if (membership) await this.changeMember(tx, general, membership, user);
  }

  /** Keeps a member's row as it is given, at the channel's next revision, and tells of it. */
  private async changeMember(
    tx: Tx,
    channel: Channel,
    membership: Membership,
    user: User,
    told?: Told,
  ): Promise<Channel> {
    const { channelId, userId, role } = membership;
    const revision = await this.channels.nextRevision(tx, channelId);
    await tx.manager.update(Membership, { channelId, userId }, { role, revision });
    const now = { ...channel, revision };
    tx.publish({
      ...{ type: 'member.changed', channelId, revision },
      member: toMemberView({ ...membership, revision }, user),
      ...(told && { notice: await this.note(tx, now, told) }),
    });
    return now;
  }

  private general({ manager }: Tx): Promise<Channel> {
    return manager.findOneOrFail(Channel, { where: { kind: 'general' }, ...forUpdate(manager) });
  }
}

function noticeOf(before: Channel, now: Channel): NoticeKind | null {
  if (before.name !== now.name) return 'renamed';
  if (before.archivedAt === now.archivedAt) return null;
  return now.archivedAt === null ? 'unarchived' : 'archived';
}
