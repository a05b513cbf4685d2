import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AuditModule } from '../audit/audit.module.js';
import { ChannelsModule } from '../channels/channels.module.js';
import { Message } from '../messages/message.entity.js';
import { MessagesModule } from '../messages/messages.module.js';
import { UsersModule } from '../users/users.module.js';
import { ModerationService } from './moderation.service.js';
import { MutesController } from './mutes.controller.js';
import { Report } from './report.entity.js';
import { ReportsController } from './reports.controller.js';
import { ReportsService } from './reports.service.js';

@Module({
  imports: [TypeOrmModule.forFeature([Message, Report]), AuditModule, ChannelsModule, MessagesModule, UsersModule],
  controllers: [MutesController, ReportsController],
  providers: [ModerationService, ReportsService],
  exports: [ModerationService, ReportsService],
})
export class ModerationModule {}
