import { Body, Controller, HttpCode, Param, Post, Res, UseFilters, UseGuards, UseInterceptors } from '@nestjs/common';
import { ApiExcludeController } from '../common/api-docs.js';
import type { Response } from 'express';
import { pipeline } from 'node:stream/promises';
import { AccountsService } from '../auth/accounts.service.js';
import { AdministratorGuard } from '../auth/administrator.guard.js';
import { WayInFilter } from '../auth/way-in.filter.js';
import { CurrentUser, type SignedIn } from '../common/current-user.js';
import { IdPipe } from '../common/id.js';
import { GroupModerationService } from '../groups/group-moderation.service.js';
import { ModerationService } from '../moderation/moderation.service.js';
import { ReportsService } from '../moderation/reports.service.js';
import { TermDto } from '../moderation/term.dto.js';
import { ActBodyInterceptor } from './act-body.interceptor.js';
import { ExportListDto, ReasonDto, RoleDto } from './acts.dto.js';
import { ConfirmedGuard } from './confirmed.guard.js';
import { ListExport } from './list-export.js';

/** A reader who takes nothing for so long is gone. */
const IDLE_MS = 60_000;

/** What the panel does. AdminJS only shows the forms: see `acts` in resources.ts. */
@ApiExcludeController()
@Controller('admin/api/acts')
@UseGuards(AdministratorGuard, ConfirmedGuard)
@UseInterceptors(ActBodyInterceptor)
@UseFilters(WayInFilter)
export class ActsController {
  constructor(
    private readonly accounts: AccountsService,
    private readonly moderation: ModerationService,
    private readonly reports: ReportsService,
    private readonly groups: GroupModerationService,
    private readonly lists: ListExport,
  ) {}

  @Post('people/:id/deactivate')
  @HttpCode(204)
  async deactivate(@CurrentUser() me: SignedIn, @Param('id', IdPipe) id: string, @Body() body: ReasonDto) {
    await this.accounts.setActive(me, id, false, body.reason);
  }

  @Post('people/:id/restore')
  @HttpCode(204)
  async restore(@CurrentUser() me: SignedIn, @Param('id', IdPipe) id: string, @Body() body: ReasonDto) {
    await this.accounts.setActive(me, id, true, body.reason);
  }

  @Post('people/:id/ban')
  @HttpCode(204)
  async ban(@CurrentUser() me: SignedIn, @Param('id', IdPipe) id: string, @Body() { hours, reason }: TermDto) {
    await this.accounts.ban(me, id, hours, reason);
  }

  @Post('people/:id/unban')
  @HttpCode(204)
  async unban(@CurrentUser() me: SignedIn, @Param('id', IdPipe) id: string, @Body() body: ReasonDto) {
    await this.accounts.unban(me, id, body.reason);
  }

  @Post('people/:id/mute')
  @HttpCode(204)
  async mute(@CurrentUser() me: SignedIn, @Param('id', IdPipe) id: string, @Body() { hours, reason }: TermDto) {
    await this.moderation.mute(me, id, hours, reason);
  }

  @Post('people/:id/unmute')
  @HttpCode(204)
  async unmute(@CurrentUser() me: SignedIn, @Param('id', IdPipe) id: string, @Body() body: ReasonDto) {
    await this.moderation.unmute(me, id, body.reason);
  }

  @Post('people/:id/endSessions')
  @HttpCode(204)
  async endSessions(@CurrentUser() me: SignedIn, @Param('id', IdPipe) id: string, @Body() body: ReasonDto) {
    await this.accounts.endSessions(me, id, body.reason);
  }

  @Post('people/:id/setRole')
  @HttpCode(204)
  async setRole(@CurrentUser() me: SignedIn, @Param('id', IdPipe) id: string, @Body() { role, reason }: RoleDto) {
    await this.accounts.setRole(me, id, role, reason);
  }

  /** Answers with the link, which is shown once. */
  @Post('people/:id/resetPassword')
  @HttpCode(200)
  async resetPassword(@CurrentUser() me: SignedIn, @Param('id', IdPipe) id: string, @Body() body: ReasonDto) {
    return { path: await this.accounts.resetPassword(me, id, body.reason) };
  }

  @Post('people/:id/removeSecondFactor')
  @HttpCode(204)
  async removeSecondFactor(@CurrentUser() me: SignedIn, @Param('id', IdPipe) id: string, @Body() body: ReasonDto) {
    await this.accounts.removeSecondFactor(me, id, body.reason);
  }

  @Post('messages/:id/deleteMessage')
  @HttpCode(204)
  async deleteMessage(@CurrentUser() me: SignedIn, @Param('id', IdPipe) id: string, @Body() body: ReasonDto) {
    await this.moderation.deleteMessage(me, id, body.reason);
  }

  @Post('reports/:id/closeReport')
  @HttpCode(204)
  async closeReport(@CurrentUser() me: SignedIn, @Param('id', IdPipe) id: string, @Body() body: ReasonDto) {
    await this.reports.close(me, id, body.reason);
  }

  @Post('invites/:id/revokeInvite')
  @HttpCode(204)
  async revokeInvite(@CurrentUser() me: SignedIn, @Param('id', IdPipe) id: string, @Body() body: ReasonDto) {
    await this.groups.revokeInvite(me, id, body.reason);
  }

  /** Answers with a CSV file. By POST, since it is written down. */
  @Post(':resource/exportList')
  @HttpCode(200)
  async exportList(
    @CurrentUser() me: SignedIn,
    @Param('resource') resource: string,
    @Body() { query }: ExportListDto,
    @Res() response: Response,
  ): Promise<void> {
    const csv = await this.lists.start(me, resource, query);
    response.attachment(`${resource}.csv`).type('text/csv');
    response.setTimeout(IDLE_MS, () => response.destroy());
    // A reader who goes away in the middle is no error.
    await pipeline(csv, response).catch(() => response.destroy());
  }
}
