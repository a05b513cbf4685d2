import { Controller, Delete, Get, HttpCode, Param, Put, Query } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiTags } from '../common/api-docs.js';
import { IdPipe } from '../common/id.js';
import { CurrentUser, type SignedIn } from '../common/current-user.js';
import { AfterIdQuery, pageOf } from '../common/page.js';
import type { Page } from '../contract/views.js';
import { BlocksService } from './blocks.service.js';
import { BlockView } from './user.view.js';

@ApiTags('users')
@Controller('users/me/blocks')
export class BlocksController {
  constructor(private readonly blocks: BlocksService) {}

  /** The people I do not want to hear from. */
  @Get()
  @ApiOkResponse({ type: pageOf(BlockView) })
  listBlocks(@CurrentUser() me: SignedIn, @Query() { after, limit }: AfterIdQuery): Promise<Page<BlockView>> {
    return this.blocks.list(me.id, after, limit);
  }

  @Put(':userId')
  @HttpCode(204)
  @ApiNoContentResponse()
  blockUser(@CurrentUser() me: SignedIn, @Param('userId', IdPipe) userId: string): Promise<void> {
    return this.blocks.set(me.id, userId, true);
  }

  @Delete(':userId')
  @HttpCode(204)
  @ApiNoContentResponse()
  unblockUser(@CurrentUser() me: SignedIn, @Param('userId', IdPipe) userId: string): Promise<void> {
    return this.blocks.set(me.id, userId, false);
  }
}
