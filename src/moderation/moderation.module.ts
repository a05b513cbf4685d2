import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AuditModule } from '../audit/audit.module.js';
import { ChannelsModule } from '../channels/channels.module.js';
import { Message } from '../messages/message.entity.js';
import { MessagesModule } from '../messages/messages.module.js';
import { ModerationService } from './moderation.service.js';

@Module({
  imports: [TypeOrmModule.forFeature([Message]), AuditModule, ChannelsModule, MessagesModule],
  providers: [ModerationService],
  exports: [ModerationService],
})
export class ModerationModule {}
