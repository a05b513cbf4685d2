import { Controller, Get, Param, ParseUUIDPipe, Query } from '@nestjs/common';
import { ApiOkResponse, ApiProperty, ApiTags } from '@nestjs/swagger';
import { CurrentUser, type SignedIn } from '../common/current-user.js';
import { AfterIdQuery, pageOf } from '../common/page.js';
import type { Page } from '../contract/views.js';
import { Epoch } from '../database/epoch.js';
import { MemberView, MyChannelView } from './channel.view.js';
import { ChannelsService } from './channels.service.js';

class ChannelsPage extends pageOf(MyChannelView) {
  @ApiProperty({ description: "A random id of this database's history; another one means: start over" })
  epoch!: string;
}

@ApiTags('channels')
@Controller('channels')
export class ChannelsController {
  constructor(
    private readonly channels: ChannelsService,
    private readonly epoch: Epoch,
  ) {}

  /** The channels I am in. */
  @Get()
  @ApiOkResponse({ type: ChannelsPage })
  async listChannels(
    @CurrentUser() me: SignedIn,
    @Query() { after, limit }: AfterIdQuery,
  ): Promise<Page<MyChannelView> & { epoch: string }> {
    return { ...(await this.channels.list(me.id, after, limit)), epoch: this.epoch.current };
  }

  @Get(':id')
  @ApiOkResponse({ type: MyChannelView })
  getChannel(@CurrentUser() me: SignedIn, @Param('id', ParseUUIDPipe) id: string): Promise<MyChannelView> {
    return this.channels.get(me.id, id);
  }

  @Get(':id/members')
  @ApiOkResponse({ type: pageOf(MemberView) })
  listMembers(
    @CurrentUser() me: SignedIn,
    @Param('id', ParseUUIDPipe) id: string,
    @Query() { after, limit }: AfterIdQuery,
  ): Promise<Page<MemberView>> {
    return this.channels.members(me.id, id, after, limit);
  }
}
