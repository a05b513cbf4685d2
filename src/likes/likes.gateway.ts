import { MessageBody, SubscribeMessage } from '@nestjs/websockets';
import { ChatGateway } from '../common/chat-gateway.js';
import { CurrentUser, type SignedIn } from '../common/current-user.js';
import type { Asked } from '../contract/events.js';
import { ProfileLikeDto, SetLikeDto } from './likes.dto.js';
import { MessageLikesService } from './message-likes.service.js';
import { ProfileLikesService } from './profile-likes.service.js';

@ChatGateway()
export class LikesGateway {
  constructor(
    private readonly messageLikes: MessageLikesService,
    private readonly profileLikes: ProfileLikesService,
  ) {}

  @SubscribeMessage('like:set' satisfies keyof Asked)
  likeMessage(
    @CurrentUser() me: SignedIn,
    @MessageBody() { messageId, emoji, liked }: SetLikeDto,
  ): Promise<Asked['like:set']['data']> {
    return this.messageLikes.set(me.id, messageId, emoji, liked);
  }

  @SubscribeMessage('profile:like' satisfies keyof Asked)
  likeProfile(
    @CurrentUser() me: SignedIn,
    @MessageBody() { userId, liked }: ProfileLikeDto,
  ): Promise<Asked['profile:like']['data']> {
    return this.profileLikes.set(me.id, userId, liked);
  }
}
