import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { UsersModule } from '../users/users.module.js';
import { Channel } from './channel.entity.js';
import { ChannelsController } from './channels.controller.js';
import { ChannelsGateway } from './channels.gateway.js';
import { ChannelsService } from './channels.service.js';
import { DirectService } from './direct.service.js';
import { MembersService } from './members.service.js';
import { Membership } from './membership.entity.js';
import { Mention } from './mention.entity.js';
import { MyChannelsService } from './my-channels.service.js';
import { Notice } from './notice.entity.js';

@Module({
  imports: [TypeOrmModule.forFeature([Channel, Membership, Mention, Notice]), UsersModule],
  controllers: [ChannelsController],
  providers: [ChannelsService, MembersService, MyChannelsService, DirectService, ChannelsGateway],
  exports: [ChannelsService, MembersService, MyChannelsService],
})
export class ChannelsModule {}
