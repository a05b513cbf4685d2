import { MessageBody, SubscribeMessage } from '@nestjs/websockets';
import { ChatGateway } from '../common/chat-gateway.js';
import { CurrentUser, type SignedIn } from '../common/current-user.js';
import type { Asked } from '../contract/events.js';
import { EditMessageDto, MessageIdDto, SendMessageDto } from './messages.dto.js';
import { MessagesService } from './messages.service.js';

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

  @SubscribeMessage('message:edit' satisfies keyof Asked)
  async edit(
    @CurrentUser() me: SignedIn,
    @MessageBody() { messageId, ...edit }: EditMessageDto,
  ): Promise<Asked['message:edit']['data']> {
    return { message: await this.messages.edit(me, messageId, edit) };
  }

  @SubscribeMessage('message:delete' satisfies keyof Asked)
  async delete(
    @CurrentUser() me: SignedIn,
    @MessageBody() { messageId }: MessageIdDto,
  ): Promise<Asked['message:delete']['data']> {
    return { message: await this.messages.delete(me, messageId) };
  }
}
