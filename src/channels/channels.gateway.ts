import { MessageBody, SubscribeMessage } from '@nestjs/websockets';
import { ChatGateway } from '../common/chat-gateway.js';
import { CurrentUser, type SignedIn } from '../common/current-user.js';
import type { Asked } from '../contract/events.js';
import { ChangeMyChannelDto, OpenDirectDto, ReadDto } from './channels.dto.js';
import { DirectService } from './direct.service.js';
import { MyChannelsService } from './my-channels.service.js';

@ChatGateway()
export class ChannelsGateway {
  constructor(
    private readonly mine: MyChannelsService,
    private readonly direct: DirectService,
  ) {}

  @SubscribeMessage('channel:read' satisfies keyof Asked)
  read(
    @CurrentUser() me: SignedIn,
    @MessageBody() { channelId, seq }: ReadDto,
  ): Promise<Asked['channel:read']['data']> {
    return this.mine.read(me.id, channelId, seq);
  }

  @SubscribeMessage('channel:unread' satisfies keyof Asked)
  unread(
    @CurrentUser() me: SignedIn,
    @MessageBody() { channelId, seq }: ReadDto,
  ): Promise<Asked['channel:unread']['data']> {
    return this.mine.markUnread(me.id, channelId, seq);
  }

  @SubscribeMessage('channel:change' satisfies keyof Asked)
  async change(
    @CurrentUser() me: SignedIn,
    @MessageBody() { channelId, ...change }: ChangeMyChannelDto,
  ): Promise<Asked['channel:change']['data']> {
    return { membership: await this.mine.change(me.id, channelId, change) };
  }

  @SubscribeMessage('direct:open' satisfies keyof Asked)
  async open(
    @CurrentUser() me: SignedIn,
    @MessageBody() { userId }: OpenDirectDto,
  ): Promise<Asked['direct:open']['data']> {
    return { channel: await this.direct.open(me.id, userId) };
  }
}
