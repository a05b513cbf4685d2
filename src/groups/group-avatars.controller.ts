import { Controller, Delete, Get, Param, Put, Query, Req, Res } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiOkResponse, ApiTags } from '../common/api-docs.js';
import type { Request, Response } from 'express';
import { ChannelView } from '../channels/channel.view.js';
import { CurrentUser, type SignedIn } from '../common/current-user.js';
import { IdPipe } from '../common/id.js';
import { AvatarParams, AvatarQuery } from '../files/avatar.dto.js';
import { AvatarsService } from '../files/avatars.service.js';
import { CropQuery, cropOf } from '../files/crop.dto.js';
import { fileBody, fileContent } from '../files/openapi-file.js';
import { GroupAvatarsService } from './group-avatars.service.js';
import { GroupsService } from './groups.service.js';

@ApiTags('groups')
@Controller('groups/:id/avatar')
export class GroupAvatarsController {
  constructor(
    private readonly pictures: GroupAvatarsService,
    private readonly groups: GroupsService,
    private readonly avatars: AvatarsService,
  ) {}

  /** Gives a group that I run a picture: the given part of it, else its middle. */
  @Put()
  @ApiConsumes('multipart/form-data')
  @ApiBody(fileBody)
  @ApiOkResponse({ type: ChannelView })
  setGroupAvatar(
    @CurrentUser() me: SignedIn,
    @Param('id', IdPipe) id: string,
    @Query() crop: CropQuery,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<ChannelView> {
    return this.pictures.set(me.id, id, { request, response, crop: cropOf(crop) });
  }

  @Delete()
  @ApiOkResponse({ type: ChannelView })
  removeGroupAvatar(@CurrentUser() me: SignedIn, @Param('id', IdPipe) id: string): Promise<ChannelView> {
    return this.pictures.remove(me.id, id);
  }

  /** The picture of a group that I may see: I am in it, or everybody may come in. */
  @Get(':avatarId')
  @ApiOkResponse(fileContent('image/webp'))
  async getGroupAvatar(
    @CurrentUser() me: SignedIn,
    @Param() { id, avatarId }: AvatarParams,
    @Query() { size }: AvatarQuery,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    await this.groups.requirePicture(me.id, id, avatarId);
    await this.avatars.send(request, response, avatarId, size);
  }
}
