import { Controller, Delete, Get, HttpCode, Param, Post, Query, Req, Res } from '@nestjs/common';
import {
  ApiBody,
  ApiConsumes,
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiPropertyOptional,
  ApiTags,
} from '../common/api-docs.js';
import { IsIn } from 'class-validator';
import type { Request, Response } from 'express';
import { CurrentUser, type SignedIn } from '../common/current-user.js';
import { IdPipe, Maybe } from '../common/id.js';
import { FileStorage } from '../files/file-storage.js';
import { fileBody, fileContent } from '../files/openapi-file.js';
import { sendFile } from '../files/send-file.js';
import { UploadView } from './upload.view.js';
import { UploadsService } from './uploads.service.js';

class DownloadQuery {
  @ApiPropertyOptional({ enum: ['true', 'false'], description: 'To be saved, even where it could be shown' })
  @Maybe()
  @IsIn(['true', 'false'])
  download?: 'true' | 'false';
}

@ApiTags('uploads')
@Controller()
export class UploadsController {
  constructor(
    private readonly uploads: UploadsService,
    private readonly storage: FileStorage,
  ) {}

  /** Uploads a file to a channel, for a message to claim within a day. */
  @Post('channels/:id/uploads')
  @ApiConsumes('multipart/form-data')
  @ApiBody(fileBody)
  @ApiCreatedResponse({ type: UploadView })
  uploadFile(
    @CurrentUser() me: SignedIn,
    @Param('id', IdPipe) id: string,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<UploadView> {
    return this.uploads.receive(me.id, id, request, response);
  }

  /** The file itself, or a range of it. Pictures are shown; everything else is offered as a download. */
  @Get('uploads/:id')
  @ApiOkResponse(fileContent('application/octet-stream'))
  async getUpload(
    @CurrentUser() me: SignedIn,
    @Param('id', IdPipe) id: string,
    @Query() { download }: DownloadQuery,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const { name, isPicture, ...file } = await this.uploads.find(me.id, id, 'original');
    const inline = isPicture && download !== 'true';
    await sendFile(request, response, this.storage, file, { name, inline });
  }

  /** A picture small enough for a list of messages. */
  @Get('uploads/:id/thumbnail')
  @ApiOkResponse(fileContent('image/webp'))
  async getThumbnail(
    @CurrentUser() me: SignedIn,
    @Param('id', IdPipe) id: string,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    await sendFile(request, response, this.storage, await this.uploads.find(me.id, id, 'thumbnail'), { inline: true });
  }

  /** Takes back a file that I have not sent. */
  @Delete('uploads/:id')
  @HttpCode(204)
  @ApiNoContentResponse()
  deleteUpload(@CurrentUser() me: SignedIn, @Param('id', IdPipe) id: string): Promise<void> {
    return this.uploads.remove(me.id, id);
  }
}
