import { Controller, Get, Res } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '../common/api-docs.js';
import type { Response } from 'express';
import { pipeline } from 'node:stream/promises';
import { CurrentUser, type SignedIn } from '../common/current-user.js';
import { fileContent } from '../files/openapi-file.js';
import { ExportsService } from './exports.service.js';

/** A reader who takes nothing for so long is gone. */
const IDLE_MS = 60_000;

@ApiTags('users')
@Controller('users/me/export')
export class ExportsController {
  constructor(private readonly exports: ExportsService) {}

  /** All that is mine, as a ZIP of JSON and files: profile, messages, likes, uploads, memberships, blocks, sessions. */
  @Get()
  @ApiOkResponse(fileContent('application/zip'))
  async exportMe(@CurrentUser() me: SignedIn, @Res() response: Response): Promise<void> {
    const gone = new AbortController();
    const zip = await this.exports.start(me.id, gone.signal);
    response.attachment('veche.zip').type('application/zip');
    response.setTimeout(IDLE_MS, () => response.destroy());
    // A reader who goes away in the middle is no error.
    await pipeline(zip, response).catch(() => response.destroy());
    gone.abort();
  }
}
