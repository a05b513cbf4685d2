import { Injectable } from '@nestjs/common';
import { type FindOptionsWhere, IsNull } from 'typeorm';
import type { Channel } from '../channels/channel.entity.js';
import type { Approach } from '../channels/channels.service.js';
import type { MyChannelView } from '../channels/channel.view.js';
import { MembersService } from '../channels/members.service.js';
import { Membership } from '../channels/membership.entity.js';
import { MyChannelsService } from '../channels/my-channels.service.js';
import { AppError } from '../common/app-error.js';
import type { Tx } from '../database/write-queue.js';
import { BlocksService } from '../users/blocks.service.js';
import { User } from '../users/user.entity.js';
import { GroupWork, permit } from './group-work.js';
import { Invite } from './invite.entity.js';
import { mayRemove, mayRule, mayRun } from './groups.policy.js';

/** Who is in a group: come, go, add, remove, roles. There is exactly one owner while anybody is in it. */
@Injectable()
export class GroupMembersService {
  constructor(
    private readonly work: GroupWork,
    private readonly members: MembersService,
    private readonly mine: MyChannelsService,
    private readonly blocks: BlocksService,
  ) {}

  /**
   * Comes into a public group; nothing happens for someone who is in it.
   *
   * @throws AppError `channel_not_found`, alike for private groups and for none; `channel_archived`
   */
  async join(userId: string, channelId: string): Promise<MyChannelView> {
    await this.work.atDoor(userId, channelId, async (tx, approach) => {
      const { channel, membership } = approach;
      const isOpen = channel.kind === 'group' && channel.visibility === 'public';
      if (!isOpen && !membership) throw new AppError('channel_not_found');
      await this.enter(tx, approach, userId);
    });
    return this.mine.get(userId, channelId);
  }

  /**
   * Lets a person in who may come in; for `join` and for invitations.
   *
   * @returns false for someone who is in already: then nothing happened
   * @throws AppError `channel_archived`
   */
  async enter(tx: Tx, { channel, membership }: Approach, userId: string): Promise<boolean> {
    if (membership) return false;
    if (channel.archivedAt !== null) throw new AppError('channel_archived');
    const user = await tx.manager.findOneByOrFail(User, { id: userId });
    await this.members.add(tx, channel, user, {}, { kind: 'joined', actorId: userId });
    return true;
  }

  /** @throws AppError `channel_not_found`, `forbidden`, `channel_archived`, `user_not_found`, `person_unavailable` */
  async add(userId: string, channelId: string, userIds: string[]): Promise<void> {
    await this.work.within(userId, channelId, async (tx, { channel, membership }) => {
      permit(mayRun(membership.role));
      if (channel.archivedAt !== null) throw new AppError('channel_archived');
      await this.members.addAll(tx, channel, userId, await this.blocks.requireReachable(userId, userIds));
    });
  }

  /**
   * Goes. An owner's place goes to the moderator who is in it longest, else to the member who is; the last one to leave
   * leaves an archived group behind.
   *
   * @throws AppError `channel_not_found`; `forbidden` for the general channel and direct ones
   */
  leave(userId: string, channelId: string): Promise<void> {
    return this.work.within(userId, channelId, async (tx, { channel, membership }) => {
      const now = await this.members.remove(tx, channel, membership, { kind: 'left', actorId: userId });
      if (membership.role !== 'owner') return;
      const heir = await this.heir(tx, channelId);
      if (heir) await this.crown(tx, now, heir, userId);
      else await this.members.change(tx, userId, now, { archivedAt: tx.now });
    });
  }

  /**
   * Removes somebody, and revokes the invitations they made, or they would come back by one.
   *
   * @throws AppError `channel_not_found`, `forbidden`, `member_not_found`
   */
  remove(userId: string, channelId: string, otherId: string): Promise<void> {
    return this.work.within(userId, channelId, async (tx, { channel, membership }) => {
      permit(mayRun(membership.role));
      const other = await this.requireOther(tx, channelId, otherId);
      permit(mayRemove(membership.role, other.role));
      await this.members.remove(tx, channel, other, { kind: 'removed', actorId: userId, userId: otherId });
      const theirs = { channelId, createdById: otherId, revokedAt: IsNull() };
      await tx.manager.update(Invite, theirs, { revokedAt: tx.now });
    });
  }

  /** @throws AppError `channel_not_found`, `forbidden`, `member_not_found` */
  setMemberRole(userId: string, channelId: string, otherId: string, role: 'member' | 'moderator'): Promise<void> {
    return this.work.within(userId, channelId, async (tx, { channel, membership }) => {
      permit(mayRule(membership.role));
      const other = await this.requireOther(tx, channelId, otherId);
      permit(other.role !== 'owner', 'Hand the group over to somebody else instead');
      if (other.role !== role) await this.members.setRole(tx, channel, other, role);
    });
  }

  /**
   * Makes another member the owner; the former one becomes a moderator.
   *
   * @throws AppError `channel_not_found`, `forbidden`, `member_not_found`
   */
  handOver(userId: string, channelId: string, otherId: string): Promise<void> {
    return this.work.within(userId, channelId, async (tx, { channel, membership }) => {
      permit(mayRule(membership.role));
      const other = await this.requireOther(tx, channelId, otherId);
      if (otherId === userId) return;
      const now = await this.members.setRole(tx, channel, membership, 'moderator');
      await this.crown(tx, now, other, userId);
    });
  }

  private async crown(tx: Tx, channel: Channel, membership: Membership, actorId: string): Promise<void> {
    const told = { kind: 'owner' as const, actorId, userId: membership.userId };
    await this.members.setRole(tx, channel, membership, 'owner', told);
  }

  private async heir(tx: Tx, channelId: string): Promise<Membership | null> {
    const order = { joinedAt: 'ASC', userId: 'ASC' } as const;
    const oldest = (where: FindOptionsWhere<Membership>) =>
      tx.manager.findOne(Membership, { where: { channelId, leftAt: IsNull(), ...where }, order });
    const user = { deactivatedAt: IsNull() };
    return (
      (await oldest({ role: 'moderator', user })) ?? (await oldest({ role: 'member', user })) ?? (await oldest({}))
    );
  }

  /** @throws AppError `member_not_found` */
  private async requireOther(tx: Tx, channelId: string, userId: string): Promise<Membership> {
    const other = await this.members.find(tx, channelId, userId);
    if (!other) throw new AppError('member_not_found');
    return other;
  }
}
