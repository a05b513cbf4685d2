import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { createHash, randomBytes } from 'node:crypto';
import { IsNull, MoreThan, Repository } from 'typeorm';
import { v7 as uuid } from 'uuid';
import { Channel } from '../channels/channel.entity.js';
import type { MyChannelView } from '../channels/channel.view.js';
import { MyChannelsService } from '../channels/my-channels.service.js';
import { AppError } from '../common/app-error.js';
import { Clock } from '../common/clock.js';
import { pageAfterId } from '../common/page.js';
import { LIMITS } from '../contract/limits.js';
import type { GroupView, Page } from '../contract/views.js';
import { forUpdate } from '../database/sql.js';
import type { Tx } from '../database/write-queue.js';
import { GroupMembersService } from './group-members.service.js';
import { GroupWork, permit } from './group-work.js';
import { type InviteView, toGroupView, toInviteView } from './group.view.js';
import { mayRun } from './groups.policy.js';
import { Invite } from './invite.entity.js';

const HOUR = 60 * 60_000;

/** Links into a group. One that is unknown, over, used up or revoked is one and the same: `invite_not_found`. */
@Injectable()
export class InvitesService {
  constructor(
    @InjectRepository(Invite) private readonly invites: Repository<Invite>,
    private readonly work: GroupWork,
    private readonly entrance: GroupMembersService,
    private readonly mine: MyChannelsService,
    private readonly clock: Clock,
  ) {}

  /**
   * @returns the invitation with its token, which is shown this once and kept nowhere
   * @throws AppError `channel_not_found`, `forbidden`, also when the group has LIMITS.invitesPerGroup of them
   */
  create(
    userId: string,
    channelId: string,
    { expiresInHours, maxUses }: { expiresInHours?: number; maxUses?: number },
  ): Promise<InviteView> {
    const token = randomBytes(16).toString('base64url');
    return this.work.within(userId, channelId, async (tx, { membership }) => {
      permit(mayRun(membership.role));
      const { now } = tx;
      if ((await tx.manager.countBy(Invite, { channelId, ...alive() })) >= LIMITS.invitesPerGroup) {
        throw new AppError('forbidden', { detail: `a group has at most ${LIMITS.invitesPerGroup} invitations` });
      }
      const invite: Invite = {
        ...{ id: uuid(), channelId, tokenHash: hash(token), createdById: userId, uses: 0 },
        ...{ maxUses: maxUses ?? null, expiresAt: expiresInHours === undefined ? null : now + expiresInHours * HOUR },
        ...{ revokedAt: null, createdAt: now },
      };
      await tx.manager.insert(Invite, invite);
      return { ...toInviteView(invite), token };
    });
  }

  /**
   * The invitations that were not revoked, in the order of their ids.
   *
   * @throws AppError `channel_not_found`, `forbidden`
   */
  async list(userId: string, channelId: string, after: string | undefined, limit: number): Promise<Page<InviteView>> {
    const { role } = await this.mine.get(userId, channelId);
    permit(mayRun(role));
    const rows = await this.invites.find({
      where: { channelId, ...alive(), ...(after && { id: MoreThan(after) }) },
      order: { id: 'ASC' },
      take: limit + 1,
    });
    return pageAfterId(rows.map(toInviteView), limit, ({ id }) => id);
  }

  /** @throws AppError `channel_not_found`, `forbidden`, `invite_not_found` */
  revoke(userId: string, channelId: string, id: string): Promise<void> {
    return this.work.within(userId, channelId, async (tx, { membership }) => {
      permit(mayRun(membership.role));
      const { affected } = await tx.manager.update(Invite, { id, channelId, ...alive() }, { revokedAt: tx.now });
      if (affected === 0) throw new AppError('invite_not_found');
    });
  }

  /**
   * The group that a link leads into.
   *
   * @throws AppError `invite_not_found`
   */
  async look(token: string): Promise<GroupView> {
    const where = { tokenHash: hash(token), ...alive() };
    const invite = await this.invites.findOne({ where, relations: { channel: true } });
    if (!invite?.channel || !this.isGood(invite, invite.channel)) throw new AppError('invite_not_found');
    return toGroupView(invite.channel);
  }

  /**
   * Comes in by a link. Somebody who is in the group already uses nothing up.
   *
   * @throws AppError `invite_not_found`
   */
  async accept(userId: string, token: string): Promise<MyChannelView> {
    const known = await this.invites.findOneBy({ tokenHash: hash(token) });
    if (!known) throw new AppError('invite_not_found');
    const { channelId } = known;
    await this.work.atDoor(userId, channelId, async (tx, approach) => {
      const invite = await this.take(tx, known.id, approach.channel);
      const isNew = await this.entrance.enter(tx, approach, userId);
      if (isNew) await tx.manager.update(Invite, { id: invite.id }, { uses: invite.uses + 1 });
    });
    return this.mine.get(userId, channelId);
  }

  private async take(tx: Tx, id: string, channel: Channel): Promise<Invite> {
    const invite = await tx.manager.findOne(Invite, { where: { id, ...alive() }, ...forUpdate(tx.manager) });
    if (!invite || !this.isGood(invite, channel)) throw new AppError('invite_not_found');
    return invite;
  }

  private isGood({ uses, maxUses, expiresAt }: Invite, { archivedAt }: Channel): boolean {
    const isOver = expiresAt !== null && expiresAt <= this.clock.now();
    return archivedAt === null && !isOver && (maxUses === null || uses < maxUses);
  }
}

const alive = () => ({ revokedAt: IsNull() });

const hash = (token: string): string => createHash('sha256').update(token).digest('hex');
