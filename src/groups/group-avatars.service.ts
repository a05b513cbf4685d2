import { Injectable } from '@nestjs/common';
import type { Channel } from '../channels/channel.entity.js';
import { ChannelsService, type Here } from '../channels/channels.service.js';
import { MembersService } from '../channels/members.service.js';
import type { ChannelView } from '../contract/views.js';
import type { Tx } from '../database/write-queue.js';
import { AvatarsService, type Portrait } from '../files/avatars.service.js';
import { toChannelView } from '../channels/channel.view.js';
import { GroupWork, permit } from './group-work.js';
import { mayRun } from './groups.policy.js';

/** The pictures of groups, set by those who run them. */
@Injectable()
export class GroupAvatarsService {
  constructor(
    private readonly channels: ChannelsService,
    private readonly members: MembersService,
    private readonly avatars: AvatarsService,
    private readonly work: GroupWork,
  ) {}

  /** @throws AppError `channel_not_found`, `forbidden`, before a byte is read; as AvatarsService.receive */
  async set(userId: string, channelId: string, portrait: Portrait): Promise<ChannelView> {
    permitPicture(await this.channels.look(userId, channelId));
    return this.avatars.receive(
      portrait,
      async (tx, avatarId) => this.replace(tx, userId, await this.channels.enter(tx, userId, channelId), avatarId),
      channelId,
    );
  }

  /**
   * Nothing happens when there is none.
   *
   * @throws AppError `channel_not_found`, `forbidden`
   */
  remove(userId: string, channelId: string): Promise<ChannelView> {
    return this.work.within(userId, channelId, (tx, here) => this.replace(tx, userId, here, null));
  }

  private async replace(tx: Tx, userId: string, here: Here, avatarId: string | null): Promise<ChannelView> {
    permitPicture(here);
    const { channel } = here;
    if (channel.avatarId === avatarId) return toChannelView(channel);
    await this.avatars.drop(tx, channel.avatarId);
    return this.members.change(tx, userId, channel, { avatarId } satisfies Partial<Channel>);
  }
}

function permitPicture({ channel, membership }: Here): void {
  permit(channel.kind === 'group', 'This is no group');
  permit(mayRun(membership.role));
}
