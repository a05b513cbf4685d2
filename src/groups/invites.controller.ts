import { Body, Controller, Delete, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiTags } from '../common/api-docs.js';
import { IdPipe } from '../common/id.js';
import { MyChannelView } from '../channels/channel.view.js';
import { CurrentUser, type SignedIn } from '../common/current-user.js';
import { AfterIdQuery, pageOf } from '../common/page.js';
import type { Page } from '../contract/views.js';
import { GroupView, InviteView } from './group.view.js';
import { CreateInviteDto, TokenDto } from './groups.dto.js';
import { InvitesService } from './invites.service.js';

@ApiTags('groups')
@Controller()
export class InvitesController {
  constructor(private readonly invites: InvitesService) {}

  @Get('groups/:id/invites')
  @ApiOkResponse({ type: pageOf(InviteView) })
  listInvites(
    @CurrentUser() me: SignedIn,
    @Param('id', IdPipe) id: string,
    @Query() { after, limit }: AfterIdQuery,
  ): Promise<Page<InviteView>> {
    return this.invites.list(me.id, id, after, limit);
  }

  /** Makes a link into the group. Its token is shown this once. */
  @Post('groups/:id/invites')
  @ApiCreatedResponse({ type: InviteView })
  createInvite(
    @CurrentUser() me: SignedIn,
    @Param('id', IdPipe) id: string,
    @Body() invite: CreateInviteDto,
  ): Promise<InviteView> {
    return this.invites.create(me.id, id, invite);
  }

  @Delete('groups/:id/invites/:inviteId')
  @HttpCode(204)
  @ApiNoContentResponse()
  revokeInvite(
    @CurrentUser() me: SignedIn,
    @Param('id', IdPipe) id: string,
    @Param('inviteId', IdPipe) inviteId: string,
  ): Promise<void> {
    return this.invites.revoke(me.id, id, inviteId);
  }

  /** The group that an invitation leads into. By POST, since a token does not belong into an address. */
  @Post('invites/look')
  @HttpCode(200)
  @ApiOkResponse({ type: GroupView })
  lookAtInvite(@Body() { token }: TokenDto): Promise<GroupView> {
    return this.invites.look(token);
  }

  /** Comes into the group by an invitation. */
  @Post('invites/accept')
  @HttpCode(200)
  @ApiOkResponse({ type: MyChannelView })
  acceptInvite(@CurrentUser() me: SignedIn, @Body() { token }: TokenDto): Promise<MyChannelView> {
    return this.invites.accept(me.id, token);
  }
}
