import { Body, Controller, Get, Param, ParseUUIDPipe, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { CurrentUser, type SignedIn } from '../common/current-user.js';
import { AroundSeqQuery, pageOf } from '../common/page.js';
import type { Page } from '../contract/views.js';
import { MessageView, SentMessage } from './message.view.js';
import { MessagesService } from './messages.service.js';
import { DraftDto } from './send-message.dto.js';

@ApiTags('messages')
@Controller('channels/:id/messages')
export class MessagesController {
  constructor(private readonly messages: MessagesService) {}

  /** A page of history, oldest first; the newest page where no number is given. */
  @Get()
  @ApiOkResponse({ type: pageOf(MessageView, Number) })
  listMessages(
    @CurrentUser() me: SignedIn,
    @Param('id', ParseUUIDPipe) id: string,
    @Query() around: AroundSeqQuery,
  ): Promise<Page<MessageView, number>> {
    return this.messages.history(me.id, id, around);
  }

  /** Says something. The answer comes when the message is on disk. */
  @Post()
  @ApiCreatedResponse({ type: SentMessage })
  sendMessage(
    @CurrentUser() me: SignedIn,
    @Param('id', ParseUUIDPipe) id: string,
    @Body() draft: DraftDto,
  ): Promise<SentMessage> {
    return this.messages.send(me, id, draft);
  }
}
