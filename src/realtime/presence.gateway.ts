import {
  ConnectedSocket,
  MessageBody,
  type OnGatewayConnection,
  type OnGatewayDisconnect,
  SubscribeMessage,
} from '@nestjs/websockets';
import { ChatGateway } from '../common/chat-gateway.js';
import { CurrentUser, type SignedIn } from '../common/current-user.js';
import type { Asked } from '../contract/events.js';
import { GetPresenceDto, SetPresenceDto } from './presence.dto.js';
import { PresenceService } from './presence.service.js';
import type { ChatSocket } from './socket-limits.js';

@ChatGateway()
export class PresenceGateway implements OnGatewayConnection<ChatSocket>, OnGatewayDisconnect<ChatSocket> {
  constructor(private readonly presence: PresenceService) {}

  handleConnection({ id, data }: ChatSocket): void {
    this.presence.open(data.user.id, id);
  }

  handleDisconnect({ id, data }: ChatSocket): void {
    this.presence.close(data.user.id, id);
  }

  @SubscribeMessage('presence:set' satisfies keyof Asked)
  set(
    @CurrentUser() me: SignedIn,
    @ConnectedSocket() { id }: ChatSocket,
    @MessageBody() { active }: SetPresenceDto,
  ): Asked['presence:set']['data'] {
    this.presence.set(me.id, id, active);
    return {};
  }

  @SubscribeMessage('presence:get' satisfies keyof Asked)
  get(@CurrentUser() me: SignedIn, @MessageBody() { userIds }: GetPresenceDto): Asked['presence:get']['data'] {
    return { users: this.presence.get(me.id, userIds) };
  }
}
