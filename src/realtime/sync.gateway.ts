import { MessageBody, SubscribeMessage } from '@nestjs/websockets';
import { ChatGateway } from '../common/chat-gateway.js';
import { CurrentUser, type SignedIn } from '../common/current-user.js';
import type { Asked } from '../contract/events.js';
import { SyncDto } from './sync.dto.js';
import { SyncService } from './sync.service.js';

@ChatGateway()
export class SyncGateway {
  constructor(private readonly service: SyncService) {}

  @SubscribeMessage('sync' satisfies keyof Asked)
  sync(@CurrentUser() me: SignedIn, @MessageBody() request: SyncDto): Promise<Asked['sync']['data']> {
    return this.service.sync(me.id, request);
  }
}
