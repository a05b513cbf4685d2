import { MessageBody, SubscribeMessage } from '@nestjs/websockets';
import { ChannelDto } from '../channels/channels.dto.js';
import { ChatGateway } from '../common/chat-gateway.js';
import { CurrentUser, type SignedIn } from '../common/current-user.js';
import type { Asked } from '../contract/events.js';
import { GroupMembersService } from './group-members.service.js';
import { ChangeGroupByIdDto, CreateGroupDto } from './groups.dto.js';
import { GroupsService } from './groups.service.js';

@ChatGateway()
export class GroupsGateway {
  constructor(
    private readonly groups: GroupsService,
    private readonly members: GroupMembersService,
  ) {}

  @SubscribeMessage('group:create' satisfies keyof Asked)
  async create(
    @CurrentUser() me: SignedIn,
    @MessageBody() group: CreateGroupDto,
  ): Promise<Asked['group:create']['data']> {
    return { channel: await this.groups.create(me.id, group) };
  }

  @SubscribeMessage('group:change' satisfies keyof Asked)
  async change(
    @CurrentUser() me: SignedIn,
    @MessageBody() { channelId, ...change }: ChangeGroupByIdDto,
  ): Promise<Asked['group:change']['data']> {
    return { channel: await this.groups.change(me.id, channelId, change) };
  }

  @SubscribeMessage('group:join' satisfies keyof Asked)
  async join(
    @CurrentUser() me: SignedIn,
    @MessageBody() { channelId }: ChannelDto,
  ): Promise<Asked['group:join']['data']> {
    return { channel: await this.members.join(me.id, channelId) };
  }

  @SubscribeMessage('group:leave' satisfies keyof Asked)
  async leave(
    @CurrentUser() me: SignedIn,
    @MessageBody() { channelId }: ChannelDto,
  ): Promise<Asked['group:leave']['data']> {
    await this.members.leave(me.id, channelId);
    return {};
  }
}
