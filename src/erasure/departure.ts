import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { IsNull, MoreThan, Repository } from 'typeorm';
import { NIL } from 'uuid';
import type { Channel } from '../channels/channel.entity.js';
import { MembersService } from '../channels/members.service.js';
import { Membership } from '../channels/membership.entity.js';
import { AppError } from '../common/app-error.js';
import { WriteQueue } from '../database/write-queue.js';
import { GroupMembersService } from '../groups/group-members.service.js';
import { ProfileLike } from '../likes/profile-like.entity.js';
import { ProfileLikesService } from '../likes/profile-likes.service.js';

const AT_ONCE = 50;

/** A deleted account goes from among the others, a transaction for each step. */
@Injectable()
export class Departure {
  constructor(
    @InjectRepository(Membership) private readonly memberships: Repository<Membership>,
    private readonly members: MembersService,
    private readonly groups: GroupMembersService,
    private readonly likes: ProfileLikesService,
    private readonly writes: WriteQueue,
  ) {}

  /** From every channel, an owner's place going on as when they leave. */
  async leaveAll(userId: string, signal: AbortSignal): Promise<void> {
    const where = { userId, leftAt: IsNull() };
    const order = { channelId: 'ASC' } as const;
    await eachPage(
      signal,
      (after) =>
        this.memberships.manager.find(Membership, {
          ...{ where: { ...where, channelId: MoreThan(after) }, relations: { channel: true }, order, take: AT_ONCE },
        }),
      async ({ channelId, channel }) => {
        await this.leave(userId, channelId, channel?.kind);
        return channelId;
      },
    );
  }

  private async leave(userId: string, channelId: string, kind: Channel['kind'] | undefined): Promise<void> {
    try {
      if (kind === 'group') await this.groups.leave(userId, channelId);
      else await this.writes.run((tx) => this.members.leave(tx, userId, channelId), channelId);
    } catch (error) {
      // They were removed meanwhile, or another node was faster.
      if (!(error instanceof AppError && error.code === 'channel_not_found')) throw error;
    }
  }

  /** Takes back the likes they gave to people. */
  async unlikeAll(likerId: string, signal: AbortSignal): Promise<void> {
    const order = { id: 'ASC' } as const;
    await eachPage(
      signal,
      (after) =>
        this.memberships.manager.find(ProfileLike, { where: { likerId, id: MoreThan(after) }, order, take: AT_ONCE }),
      async ({ id, userId }) => {
        await this.likes.set(likerId, userId, false);
        return id;
      },
    );
  }
}

/** Does something with each row of a list, until it ends or the server stops; `act` tells the key to go on after. */
async function eachPage<Row>(
  signal: AbortSignal,
  find: (after: string) => Promise<Row[]>,
  act: (row: Row) => Promise<string>,
): Promise<void> {
  let last: string = NIL;
  while (!signal.aborted) {
    const page = await find(last);
    for (const row of page) last = await act(row);
    if (page.length < AT_ONCE) return;
  }
}
