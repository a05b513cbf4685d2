import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { ChannelsModule } from '../channels/channels.module.js';
import { Membership } from '../channels/membership.entity.js';
import { GroupsModule } from '../groups/groups.module.js';
import { LikesModule } from '../likes/likes.module.js';
import { Message } from '../messages/message.entity.js';
import { MessagesModule } from '../messages/messages.module.js';
import { User } from '../users/user.entity.js';
import { Departure } from './departure.js';
import { ErasureService } from './erasure.service.js';
import { MessageErasure } from './message-erasure.js';

@Module({
  imports: [
    TypeOrmModule.forFeature([Membership, Message, User]),
    ChannelsModule,
    GroupsModule,
    LikesModule,
    MessagesModule,
  ],
  providers: [Departure, ErasureService, MessageErasure],
})
export class ErasureModule {}
