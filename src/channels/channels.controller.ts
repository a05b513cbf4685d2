import { Body, Controller, Get, HttpCode, Param, Patch, Post, Put, Query } from '@nestjs/common';
import { ApiOkResponse, ApiProperty, ApiTags } from '../common/api-docs.js';
import { IdPipe } from '../common/id.js';
import { CurrentUser, type SignedIn } from '../common/current-user.js';
import { AfterIdQuery, pageOf } from '../common/page.js';
import type { Page } from '../contract/views.js';
import { Epoch } from '../database/epoch.js';
import { MemberView, MyChannelView, MyMembershipView } from './channel.view.js';
import { ChangeMembershipDto, OpenDirectDto, ReadStateView, SeqDto } from './channels.dto.js';
import { ChannelsService } from './channels.service.js';
import { DirectService } from './direct.service.js';
import { MyChannelsService } from './my-channels.service.js';

class ChannelsPage extends pageOf(MyChannelView) {
  @ApiProperty({ description: "A random id of this database's history; another one means: start over" })
  epoch!: string;
}

@ApiTags('channels')
@Controller('channels')
export class ChannelsController {
  constructor(
    private readonly channels: ChannelsService,
    private readonly mine: MyChannelsService,
    private readonly direct: DirectService,
    private readonly epoch: Epoch,
  ) {}

  /** The channels I am in. */
  @Get()
  @ApiOkResponse({ type: ChannelsPage })
  async listChannels(
    @CurrentUser() me: SignedIn,
    @Query() { after, limit }: AfterIdQuery,
  ): Promise<Page<MyChannelView> & { epoch: string }> {
    return { ...(await this.mine.list(me.id, after, limit)), epoch: this.epoch.current };
  }

  /** The direct channel with a person; made when there is none. */
  @Post('direct')
  @HttpCode(200)
  @ApiOkResponse({ type: MyChannelView })
  openDirect(@CurrentUser() me: SignedIn, @Body() { userId }: OpenDirectDto): Promise<MyChannelView> {
    return this.direct.open(me.id, userId);
  }

  @Get(':id')
  @ApiOkResponse({ type: MyChannelView })
  getChannel(@CurrentUser() me: SignedIn, @Param('id', IdPipe) id: string): Promise<MyChannelView> {
    return this.mine.get(me.id, id);
  }

  @Get(':id/members')
  @ApiOkResponse({ type: pageOf(MemberView) })
  listMembers(
    @CurrentUser() me: SignedIn,
    @Param('id', IdPipe) id: string,
    @Query() { after, limit }: AfterIdQuery,
  ): Promise<Page<MemberView>> {
    return this.channels.members(me.id, id, after, limit);
  }

  /** Everything up to this message is read. The position moves forward only. */
  @Put(':id/read')
  @ApiOkResponse({ type: ReadStateView })
  markRead(
    @CurrentUser() me: SignedIn,
    @Param('id', IdPipe) id: string,
    @Body() { seq }: SeqDto,
  ): Promise<ReadStateView> {
    return this.mine.read(me.id, id, seq);
  }

  /** This message and all after it count as unread again. */
  @Put(':id/unread')
  @ApiOkResponse({ type: ReadStateView })
  markUnread(
    @CurrentUser() me: SignedIn,
    @Param('id', IdPipe) id: string,
    @Body() { seq }: SeqDto,
  ): Promise<ReadStateView> {
    return this.mine.markUnread(me.id, id, seq);
  }

  /** What the channel is to me: how loud, hidden or not. */
  @Patch(':id/membership')
  @ApiOkResponse({ type: MyMembershipView })
  changeMembership(
    @CurrentUser() me: SignedIn,
    @Param('id', IdPipe) id: string,
    @Body() change: ChangeMembershipDto,
  ): Promise<MyMembershipView> {
    return this.mine.change(me.id, id, change);
  }
}
