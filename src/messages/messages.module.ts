import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AuditModule } from '../audit/audit.module.js';
import { ChannelsModule } from '../channels/channels.module.js';
import { UploadsModule } from '../uploads/uploads.module.js';
import { UsersModule } from '../users/users.module.js';
import { HistoryService } from './history.service.js';
import { MessageLike } from './message-like.entity.js';
import { MessageWork } from './message-work.js';
import { Message } from './message.entity.js';
import { MessagesController } from './messages.controller.js';
import { MessagesGateway } from './messages.gateway.js';
import { MessagesService } from './messages.service.js';

@Module({
  imports: [TypeOrmModule.forFeature([Message, MessageLike]), AuditModule, ChannelsModule, UploadsModule, UsersModule],
  controllers: [MessagesController],
  providers: [HistoryService, MessageWork, MessagesService, MessagesGateway],
  exports: [HistoryService, MessageWork, MessagesService],
})
export class MessagesModule {}
