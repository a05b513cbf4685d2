import { MessageBody, SubscribeMessage } from '@nestjs/websockets';
import { ChatGateway } from '../common/chat-gateway.js';
import { CurrentUser, type SignedIn } from '../common/current-user.js';
import type { Asked } from '../contract/events.js';
import { TypingDto } from './typing.dto.js';
import { TypingService } from './typing.service.js';

@ChatGateway()
export class TypingGateway {
  constructor(private readonly service: TypingService) {}

  @SubscribeMessage('channel:typing' satisfies keyof Asked)
  async set(
    @CurrentUser() me: SignedIn,
    @MessageBody() { channelId, typing }: TypingDto,
  ): Promise<Asked['channel:typing']['data']> {
    await this.service.set(me.id, channelId, typing);
    return {};
  }
}
