import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { ChannelsModule } from '../channels/channels.module.js';
import { MessageLike } from '../messages/message-like.entity.js';
import { MessagesModule } from '../messages/messages.module.js';
import { UsersModule } from '../users/users.module.js';
import { LikesController } from './likes.controller.js';
import { LikesGateway } from './likes.gateway.js';
import { MessageLikesService } from './message-likes.service.js';
import { ProfileLike } from './profile-like.entity.js';
import { ProfileLikesService } from './profile-likes.service.js';

@Module({
  imports: [TypeOrmModule.forFeature([MessageLike, ProfileLike]), ChannelsModule, MessagesModule, UsersModule],
  controllers: [LikesController],
  providers: [MessageLikesService, ProfileLikesService, LikesGateway],
  exports: [ProfileLikesService],
})
export class LikesModule {}
