import { Module } from '@nestjs/common';
import { AuthModule } from '../auth/auth.module.js';
import { ChannelsModule } from '../channels/channels.module.js';
import { MessagesModule } from '../messages/messages.module.js';
import { UsersModule } from '../users/users.module.js';
import { Broadcaster } from './broadcaster.js';
import { ConnectionGateway } from './connection.gateway.js';
import { SyncController } from './sync.controller.js';
import { SyncGateway } from './sync.gateway.js';
import { SyncService } from './sync.service.js';

@Module({
  imports: [AuthModule, ChannelsModule, MessagesModule, UsersModule],
  controllers: [SyncController],
  providers: [Broadcaster, ConnectionGateway, SyncGateway, SyncService],
})
export class RealtimeModule {}
