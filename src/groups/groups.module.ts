import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AuditModule } from '../audit/audit.module.js';
import { Channel } from '../channels/channel.entity.js';
import { ChannelsModule } from '../channels/channels.module.js';
import { FilesModule } from '../files/files.module.js';
import { UsersModule } from '../users/users.module.js';
import { GroupAvatarsController } from './group-avatars.controller.js';
import { GroupAvatarsService } from './group-avatars.service.js';
import { GroupMembersService } from './group-members.service.js';
import { GroupModerationService } from './group-moderation.service.js';
import { GroupWork } from './group-work.js';
import { GroupsController } from './groups.controller.js';
import { GroupsGateway } from './groups.gateway.js';
import { GroupsService } from './groups.service.js';
import { Invite } from './invite.entity.js';
import { InvitesController } from './invites.controller.js';
import { InvitesService } from './invites.service.js';

@Module({
  imports: [TypeOrmModule.forFeature([Channel, Invite]), AuditModule, ChannelsModule, FilesModule, UsersModule],
  controllers: [GroupsController, GroupAvatarsController, InvitesController],
  providers: [
    GroupWork,
    GroupsService,
    GroupAvatarsService,
    GroupMembersService,
    GroupModerationService,
    InvitesService,
    GroupsGateway,
  ],
  exports: [GroupMembersService, GroupModerationService],
})
export class GroupsModule {}
