import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Put, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiTags } from '../common/api-docs.js';
import { IdPipe } from '../common/id.js';
import { ChannelView, MyChannelView } from '../channels/channel.view.js';
import { CurrentUser, type SignedIn } from '../common/current-user.js';
import { pageOf } from '../common/page.js';
import type { Page } from '../contract/views.js';
import { GroupMembersService } from './group-members.service.js';
import { GroupView } from './group.view.js';
import { AddMembersDto, ChangeGroupDto, CreateGroupDto, GroupsQuery, NewOwnerDto, RoleDto } from './groups.dto.js';
import { GroupsService } from './groups.service.js';

@ApiTags('groups')
@Controller('groups')
export class GroupsController {
  constructor(
    private readonly groups: GroupsService,
    private readonly members: GroupMembersService,
  ) {}

  /** Groups that anyone may join. */
  @Get()
  @ApiOkResponse({ type: pageOf(GroupView) })
  listGroups(@Query() { name = '', after, limit }: GroupsQuery): Promise<Page<GroupView>> {
    return this.groups.list(name, after, limit);
  }

  /** Makes a group that I own. */
  @Post()
  @ApiCreatedResponse({ type: MyChannelView })
  createGroup(@CurrentUser() me: SignedIn, @Body() group: CreateGroupDto): Promise<MyChannelView> {
    return this.groups.create(me.id, group);
  }

  @Patch(':id')
  @ApiOkResponse({ type: ChannelView })
  changeGroup(
    @CurrentUser() me: SignedIn,
    @Param('id', IdPipe) id: string,
    @Body() change: ChangeGroupDto,
  ): Promise<ChannelView> {
    return this.groups.change(me.id, id, change);
  }

  /** Joins a public group. */
  @Put(':id/members/me')
  @ApiOkResponse({ type: MyChannelView })
  joinGroup(@CurrentUser() me: SignedIn, @Param('id', IdPipe) id: string): Promise<MyChannelView> {
    return this.members.join(me.id, id);
  }

  @Delete(':id/members/me')
  @HttpCode(204)
  @ApiNoContentResponse()
  leaveGroup(@CurrentUser() me: SignedIn, @Param('id', IdPipe) id: string): Promise<void> {
    return this.members.leave(me.id, id);
  }

  /** Adds people; who is in it already stays as they are. */
  @Post(':id/members')
  @HttpCode(204)
  @ApiNoContentResponse()
  addMembers(
    @CurrentUser() me: SignedIn,
    @Param('id', IdPipe) id: string,
    @Body() { userIds }: AddMembersDto,
  ): Promise<void> {
    return this.members.add(me.id, id, userIds);
  }

  @Patch(':id/members/:userId')
  @HttpCode(204)
  @ApiNoContentResponse()
  changeMember(
    @CurrentUser() me: SignedIn,
    @Param('id', IdPipe) id: string,
    @Param('userId', IdPipe) userId: string,
    @Body() { role }: RoleDto,
  ): Promise<void> {
    return this.members.setMemberRole(me.id, id, userId, role);
  }

  /** Removes somebody. They hear nothing more from before this is answered. */
  @Delete(':id/members/:userId')
  @HttpCode(204)
  @ApiNoContentResponse()
  removeMember(
    @CurrentUser() me: SignedIn,
    @Param('id', IdPipe) id: string,
    @Param('userId', IdPipe) userId: string,
  ): Promise<void> {
    return this.members.remove(me.id, id, userId);
  }

  /** Hands the group over to another member. */
  @Put(':id/owner')
  @HttpCode(204)
  @ApiNoContentResponse()
  handOverGroup(
    @CurrentUser() me: SignedIn,
    @Param('id', IdPipe) id: string,
    @Body() { userId }: NewOwnerDto,
  ): Promise<void> {
    return this.members.handOver(me.id, id, userId);
  }
}
