import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { IsNull, Repository } from 'typeorm';
import { Channel } from '../channels/channel.entity.js';
import { type ChannelView, type MyChannelView, toChannelView } from '../channels/channel.view.js';
import { MembersService } from '../channels/members.service.js';
import { MyChannelsService } from '../channels/my-channels.service.js';
import { nameKey } from '../channels/name-key.js';
import { AppError } from '../common/app-error.js';
import { pageAfterId } from '../common/page.js';
import type { ChangeGroup, CreateGroup } from '../contract/events.js';
import type { GroupView, Page } from '../contract/views.js';
import { BlocksService } from '../users/blocks.service.js';
import { User } from '../users/user.entity.js';
import { GroupWork, permit } from './group-work.js';
import { toGroupView } from './group.view.js';
import { mayRule, mayRun } from './groups.policy.js';

/** Named circles of people. A group is a channel of the kind `group`, and has its id. */
@Injectable()
export class GroupsService {
  constructor(
    @InjectRepository(Channel) private readonly groups: Repository<Channel>,
    private readonly work: GroupWork,
    private readonly members: MembersService,
    private readonly mine: MyChannelsService,
    private readonly blocks: BlocksService,
  ) {}

  /** @throws AppError `user_not_found`, `person_unavailable` for someone to begin with */
  async create(userId: string, { name, topic = '', visibility, userIds = [] }: CreateGroup): Promise<MyChannelView> {
    const others = await this.blocks.requireReachable(userId, userIds);
    const about = { name, nameKey: nameKey(name), topic, visibility: visibility ?? 'private' };
    const id = await this.work.run(async (tx) => {
      const owner = await tx.manager.findOneByOrFail(User, { id: userId });
      const channel = await this.members.create(tx, { kind: 'group', ...about });
      const now = await this.members.add(tx, channel, owner, { role: 'owner' });
      await this.members.addAll(tx, now, userId, others);
      return channel.id;
    });
    return this.mine.get(userId, id);
  }

  /** Public groups whose name has `name` in it, in the order of their ids. */
  async list(name: string, after: string | undefined, limit: number): Promise<Page<GroupView>> {
    const query = this.groups
      .createQueryBuilder('channel')
      .where({ kind: 'group', visibility: 'public', archivedAt: IsNull() })
      .andWhere(`channel.nameKey LIKE :part ESCAPE '\\'`, { part: `%${nameKey(name).replace(/[\\%_]/g, '\\$&')}%` })
      .orderBy('channel.id')
      .limit(limit + 1);
    if (after) query.andWhere('channel.id > :after', { after });
    return pageAfterId((await query.getMany()).map(toGroupView), limit, ({ id }) => id);
  }

  /**
   * The person may see the picture that the group has now: they are in it, or everybody may come in.
   *
   * @throws AppError `channel_not_found`, alike for groups that do not exist and for those that are not theirs
   */
  async requirePicture(userId: string, id: string, avatarId: string): Promise<void> {
    const isMember = `EXISTS (SELECT 1 FROM "membership" m WHERE m."channelId" = channel.id AND m."userId" = :userId AND m."leftAt" IS NULL)`;
    const found = await this.groups
      .createQueryBuilder('channel')
      .where({ id, avatarId })
      .andWhere(`(channel.visibility = 'public' OR ${isMember})`, { userId })
      .getExists();
    if (!found) throw new AppError('channel_not_found');
  }

  /** @throws AppError `channel_not_found`, `forbidden` */
  change(userId: string, channelId: string, { name, topic, visibility, archived }: ChangeGroup): Promise<ChannelView> {
    return this.work.within(userId, channelId, async (tx, { channel, membership }) => {
      permit(mayRun(membership.role));
      if (visibility !== undefined || archived !== undefined) permit(mayRule(membership.role));
      const wanted: Partial<Channel> = {
        ...(name !== undefined && { name, nameKey: nameKey(name) }),
        ...(topic !== undefined && { topic }),
        ...(visibility !== undefined && { visibility }),
        ...(archived !== undefined &&
          archived !== (channel.archivedAt !== null) && { archivedAt: archived ? tx.now : null }),
      };
      const differs = Object.entries(wanted).some(([key, value]) => channel[key as keyof Channel] !== value);
      return differs ? this.members.change(tx, userId, channel, wanted) : toChannelView(channel);
    });
  }
}
