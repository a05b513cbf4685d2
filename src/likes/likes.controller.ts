import { Body, Controller, Delete, Get, HttpCode, Param, Put, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '../common/api-docs.js';
import { IdPipe } from '../common/id.js';
import { CurrentUser, type SignedIn } from '../common/current-user.js';
import { AfterIdQuery, pageOf } from '../common/page.js';
import type { Page } from '../contract/views.js';
import { EmojiDto, LikeAnswer, LikesQuery, LikeView, ProfileLikeView } from './likes.dto.js';
import { MessageLikesService } from './message-likes.service.js';
import { ProfileLikesService } from './profile-likes.service.js';

@ApiTags('likes')
@Controller()
export class LikesController {
  constructor(
    private readonly messageLikes: MessageLikesService,
    private readonly profileLikes: ProfileLikesService,
  ) {}

  /** Who liked a message. */
  @Get('messages/:id/likes')
  @ApiOkResponse({ type: pageOf(LikeView) })
  listMessageLikes(
    @CurrentUser() me: SignedIn,
    @Param('id', IdPipe) id: string,
    @Query() query: LikesQuery,
  ): Promise<Page<LikeView>> {
    return this.messageLikes.list(me.id, id, query);
  }

  /** I like this message, with ♥ where no emoji is given. */
  @Put('messages/:id/likes')
  @ApiOkResponse({ type: LikeAnswer })
  likeMessage(
    @CurrentUser() me: SignedIn,
    @Param('id', IdPipe) id: string,
    @Body() { emoji }: EmojiDto,
  ): Promise<LikeAnswer> {
    return this.messageLikes.set(me.id, id, emoji, true);
  }

  /** I do not like it any more. */
  @Delete('messages/:id/likes')
  @HttpCode(200)
  @ApiOkResponse({ type: LikeAnswer })
  unlikeMessage(
    @CurrentUser() me: SignedIn,
    @Param('id', IdPipe) id: string,
    @Query() { emoji }: EmojiDto,
  ): Promise<LikeAnswer> {
    return this.messageLikes.set(me.id, id, emoji, false);
  }

  /** How many like a profile, and whether I do. */
  @Get('users/:id/like')
  @ApiOkResponse({ type: ProfileLikeView })
  getProfileLike(@CurrentUser() me: SignedIn, @Param('id', IdPipe) id: string): Promise<ProfileLikeView> {
    return this.profileLikes.get(me.id, id);
  }

  @Put('users/:id/like')
  @ApiOkResponse({ type: ProfileLikeView })
  likeProfile(@CurrentUser() me: SignedIn, @Param('id', IdPipe) id: string): Promise<ProfileLikeView> {
    return this.profileLikes.set(me.id, id, true);
  }

  @Delete('users/:id/like')
  @ApiOkResponse({ type: ProfileLikeView })
  unlikeProfile(@CurrentUser() me: SignedIn, @Param('id', IdPipe) id: string): Promise<ProfileLikeView> {
    return this.profileLikes.set(me.id, id, false);
  }

  /** Who likes a profile. */
  @Get('users/:id/likes')
  @ApiOkResponse({ type: pageOf(LikeView) })
  listProfileLikes(@Param('id', IdPipe) id: string, @Query() { after, limit }: AfterIdQuery): Promise<Page<LikeView>> {
    return this.profileLikes.list(id, after, limit);
  }
}
