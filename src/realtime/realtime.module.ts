import { Module } from '@nestjs/common';
import { AuthModule } from '../auth/auth.module.js';
import { ChannelsModule } from '../channels/channels.module.js';
import { MessagesModule } from '../messages/messages.module.js';
import { UsersModule } from '../users/users.module.js';
import { BlocksCache } from './blocks-cache.js';
import { Broadcaster } from './broadcaster.js';
import { ConnectionGateway } from './connection.gateway.js';
import { Ephemeral } from './ephemeral.js';
import { PresenceGateway } from './presence.gateway.js';
import { PresenceService } from './presence.service.js';
import { SyncController } from './sync.controller.js';
import { SyncGateway } from './sync.gateway.js';
import { SyncService } from './sync.service.js';
import { Timers } from './timers.js';
import { TIMES, TIMES_IN_USE } from './times.js';
import { TypingGateway } from './typing.gateway.js';
import { TypingService } from './typing.service.js';

@Module({
  imports: [AuthModule, ChannelsModule, MessagesModule, UsersModule],
  controllers: [SyncController],
  providers: [
    ...[Broadcaster, ConnectionGateway, SyncGateway, SyncService],
    ...[PresenceGateway, PresenceService, TypingGateway, TypingService, BlocksCache, Ephemeral, Timers],
    { provide: TIMES, useValue: { ...TIMES_IN_USE } },
  ],
  exports: [PresenceService],
})
export class RealtimeModule {}
