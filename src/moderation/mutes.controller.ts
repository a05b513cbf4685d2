import { Body, Controller, Delete, HttpCode, Param, Put } from '@nestjs/common';
import { ApiNoContentResponse, ApiTags } from '../common/api-docs.js';
import { CurrentUser, type SignedIn } from '../common/current-user.js';
import { IdPipe } from '../common/id.js';
import { ModerationService } from './moderation.service.js';
import { TermDto } from './term.dto.js';

@ApiTags('reports')
@Controller('users/:id/mute')
export class MutesController {
  constructor(private readonly moderation: ModerationService) {}

  /** Keeps a person from writing and liking for a while; for moderators and administrators. */
  @Put()
  @HttpCode(204)
  @ApiNoContentResponse()
  mute(
    @CurrentUser() me: SignedIn,
    @Param('id', IdPipe) id: string,
    @Body() { hours, reason }: TermDto,
  ): Promise<void> {
    return this.moderation.mute(me, id, hours, reason);
  }

  /** Lets them write again before the time. */
  @Delete()
  @HttpCode(204)
  @ApiNoContentResponse()
  unmute(@CurrentUser() me: SignedIn, @Param('id', IdPipe) id: string): Promise<void> {
    return this.moderation.unmute(me, id, '');
  }
}
