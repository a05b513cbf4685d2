import { Body, Controller, Delete, Get, Param, Patch, Put, Query, Req, Res } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiOkResponse, ApiTags } from '../common/api-docs.js';
import type { Request, Response } from 'express';
import { AppError } from '../common/app-error.js';
import { CurrentUser, type SignedIn } from '../common/current-user.js';
import { AvatarParams, AvatarQuery } from '../files/avatar.dto.js';
import { AvatarsService } from '../files/avatars.service.js';
import { CropQuery, cropOf } from '../files/crop.dto.js';
import { fileBody, fileContent } from '../files/openapi-file.js';
import { UserView } from '../users/user.view.js';
import { UsersService } from '../users/users.service.js';
import { ChangeProfileDto } from './profiles.dto.js';
import { ProfilesService } from './profiles.service.js';

@ApiTags('users')
@Controller('users')
export class ProfilesController {
  constructor(
    private readonly profiles: ProfilesService,
    private readonly avatars: AvatarsService,
    private readonly users: UsersService,
  ) {}

  /** Changes how I show myself. */
  @Patch('me')
  @ApiOkResponse({ type: UserView })
  changeProfile(@CurrentUser() me: SignedIn, @Body() { version, ...words }: ChangeProfileDto): Promise<UserView> {
    return this.profiles.change(me.id, words, version);
  }

  /** Gives me a picture: the given part of it, else its middle. */
  @Put('me/avatar')
  @ApiConsumes('multipart/form-data')
  @ApiBody(fileBody)
  @ApiOkResponse({ type: UserView })
  setAvatar(
    @CurrentUser() me: SignedIn,
    @Query() crop: CropQuery,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<UserView> {
    return this.profiles.setAvatar(me.id, { request, response, crop: cropOf(crop) });
  }

  @Delete('me/avatar')
  @ApiOkResponse({ type: UserView })
  removeAvatar(@CurrentUser() me: SignedIn): Promise<UserView> {
    return this.profiles.removeAvatar(me.id);
  }

  /** A person's picture. The address is another one with every new picture, and what it answers may be kept. */
  @Get(':id/avatar/:avatarId')
  @ApiOkResponse(fileContent('image/webp'))
  async getAvatar(
    @Param() { id, avatarId }: AvatarParams,
    @Query() { size }: AvatarQuery,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const user = await this.users.get(id);
    if (user.avatarId !== avatarId) throw new AppError('not_found');
    await this.avatars.send(request, response, avatarId, size);
  }
}
