import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiProperty, ApiTags } from '../common/api-docs.js';
import { IsBoolean } from 'class-validator';
import { CurrentUser, type SignedIn } from '../common/current-user.js';
import { IdPipe } from '../common/id.js';
import { AfterIdQuery, pageOf } from '../common/page.js';
import { IsText } from '../common/text.js';
import { LIMITS } from '../contract/limits.js';
import type { Page } from '../contract/views.js';
import { ModerationService } from './moderation.service.js';
import { ReportView } from './report.view.js';
import { ReportsService } from './reports.service.js';

class ReportDto {
  @ApiProperty({ minLength: 1, maxLength: LIMITS.reason })
  @IsText({ min: 1, max: LIMITS.reason, multiline: true })
  reason!: string;
}

class CloseReportDto {
  @ApiProperty({ description: 'The message that is reported goes with it' })
  @IsBoolean()
  deleteMessage!: boolean;
}

@ApiTags('reports')
@Controller()
export class ReportsController {
  constructor(
    private readonly reports: ReportsService,
    private readonly moderation: ModerationService,
  ) {}

  /** Asks the moderators to look at a message. They read it then, also where it was said in private. */
  @Post('messages/:id/reports')
  @HttpCode(204)
  @ApiNoContentResponse()
  reportMessage(@CurrentUser() me: SignedIn, @Param('id', IdPipe) id: string, @Body() body: ReportDto): Promise<void> {
    return this.reports.reportMessage(me, id, body.reason);
  }

  /** Asks the moderators to look at a person. */
  @Post('users/:id/reports')
  @HttpCode(204)
  @ApiNoContentResponse()
  reportPerson(@CurrentUser() me: SignedIn, @Param('id', IdPipe) id: string, @Body() body: ReportDto): Promise<void> {
    return this.reports.reportPerson(me, id, body.reason);
  }

  /** The open reports, the oldest first; for moderators and administrators. */
  @Get('reports')
  @ApiOkResponse({ type: pageOf(ReportView) })
  listReports(@CurrentUser() me: SignedIn, @Query() { after, limit }: AfterIdQuery): Promise<Page<ReportView>> {
    return this.reports.list(me, after, limit);
  }

  /** Takes a report out of the queue; for moderators and administrators. */
  @Post('reports/:id/close')
  @HttpCode(204)
  @ApiNoContentResponse()
  async closeReport(
    @CurrentUser() me: SignedIn,
    @Param('id', IdPipe) id: string,
    @Body() { deleteMessage }: CloseReportDto,
  ): Promise<void> {
    if (deleteMessage) await this.moderation.deleteReported(me, id);
    await this.reports.close(me, id, '');
  }
}
