import { ApiProperty, ApiPropertyOptional } from '../common/api-docs.js';
import { IsBoolean } from 'class-validator';
import { IsId, Maybe } from '../common/id.js';
import { isoTime } from '../common/iso-time.js';
import { AfterIdQuery } from '../common/page.js';
import type * as contract from '../contract/events.js';
import type * as views from '../contract/views.js';
import { MessageView, MyLikesView } from '../messages/message.view.js';
import type { User } from '../users/user.entity.js';
import { toUserView, UserView } from '../users/user.view.js';
import { HEART, IsEmoji } from './emoji.js';

export class EmojiDto {
  @ApiPropertyOptional({ default: HEART, description: 'One emoji' })
  @Maybe()
  @IsEmoji()
  emoji: string = HEART;
}

export class SetLikeDto extends EmojiDto {
  @IsId()
  messageId!: string;

  @IsBoolean()
  liked!: boolean;
}

export class ProfileLikeDto {
  @IsId()
  userId!: string;

  @IsBoolean()
  liked!: boolean;
}

export class LikesQuery extends AfterIdQuery {
  @ApiPropertyOptional({ description: 'Likes of this emoji alone' })
  @Maybe()
  @IsEmoji()
  emoji?: string;
}

export class LikeAnswer {
  @ApiProperty()
  message!: MessageView;
  @ApiProperty()
  myLikes!: MyLikesView;
}

export class LikeView implements views.LikeView {
  @ApiProperty({ format: 'uuid' })
  id!: string;
  @ApiProperty()
  emoji!: string;
  @ApiProperty()
  user!: UserView;
  @ApiProperty({ format: 'date-time' })
  createdAt!: string;
}

export class ProfileLikeView implements contract.ProfileLike {
  @ApiProperty({ format: 'uuid' })
  userId!: string;
  @ApiProperty({ description: 'How many people like this profile' })
  likes!: number;
  @ApiProperty({ description: 'I am one of them' })
  liked!: boolean;
}

/** Who gave what, of a message or of a profile. */
export const toLikeView = (
  { id, emoji, createdAt }: Pick<LikeView, 'id' | 'emoji'> & { createdAt: number },
  user: User,
): LikeView => ({ id, emoji, user: toUserView(user), createdAt: isoTime(createdAt) });
