import { MessageBody, SubscribeMessage } from '@nestjs/websockets';
import { ChatGateway } from '../common/chat-gateway.js';
import { CurrentUser, type SignedIn } from '../common/current-user.js';
import type { Asked } from '../contract/events.js';
import { MessagesService } from './messages.service.js';
import { SendMessageDto } from './send-message.dto.js';

@ChatGateway()
export class MessagesGateway {
  constructor(private readonly messages: MessagesService) {}

  @SubscribeMessage('message:send' satisfies keyof Asked)
  send(
    @CurrentUser() me: SignedIn,
    @MessageBody() { channelId, ...draft }: SendMessageDto,
  ): Promise<Asked['message:send']['data']> {
    return this.messages.send(me, channelId, draft);
  }
}
