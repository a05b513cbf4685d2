import { Body, Controller, Delete, Get, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiTags } from '../common/api-docs.js';
import { IdPipe } from '../common/id.js';
import { CurrentUser, type SignedIn } from '../common/current-user.js';
import { AroundSeqQuery, pageOf } from '../common/page.js';
import type { Page } from '../contract/views.js';
import { HistoryService } from './history.service.js';
import { MessageAnswer, MessagesPage, MessageView, SentMessage } from './message.view.js';
import { DraftDto, EditDto, ManyMessagesQuery } from './messages.dto.js';
import { MessagesService } from './messages.service.js';

@ApiTags('messages')
@Controller()
export class MessagesController {
  constructor(
    private readonly messages: MessagesService,
    private readonly history: HistoryService,
  ) {}

  /** A page of history, oldest first; the newest page where no number is given. */
  @Get('channels/:id/messages')
  @ApiOkResponse({ type: MessagesPage })
  listMessages(
    @CurrentUser() me: SignedIn,
    @Param('id', IdPipe) id: string,
    @Query() around: AroundSeqQuery,
  ): Promise<MessagesPage> {
    return this.history.page(me.id, id, around);
  }

  /** Says something. The answer comes when the message is on disk. */
  @Post('channels/:id/messages')
  @ApiCreatedResponse({ type: SentMessage })
  sendMessage(
    @CurrentUser() me: SignedIn,
    @Param('id', IdPipe) id: string,
    @Body() draft: DraftDto,
  ): Promise<SentMessage> {
    return this.messages.send(me, id, draft);
  }

  /** The messages with these ids; ids of nothing that I may see are left out. */
  @Get('messages')
  @ApiOkResponse({ type: pageOf(MessageView) })
  async getMessages(@CurrentUser() me: SignedIn, @Query() { ids }: ManyMessagesQuery): Promise<Page<MessageView>> {
    return { items: await this.history.getMany(me.id, ids), before: null, after: null };
  }

  @Get('messages/:id')
  @ApiOkResponse({ type: MessageView })
  getMessage(@CurrentUser() me: SignedIn, @Param('id', IdPipe) id: string): Promise<MessageView> {
    return this.history.get(me.id, id);
  }

  /** Gives my message another body. */
  @Patch('messages/:id')
  @ApiOkResponse({ type: MessageAnswer })
  async editMessage(
    @CurrentUser() me: SignedIn,
    @Param('id', IdPipe) id: string,
    @Body() edit: EditDto,
  ): Promise<MessageAnswer> {
    return { message: await this.messages.edit(me, id, edit) };
  }

  /** Erases a message; what stays says that there was one. */
  @Delete('messages/:id')
  @ApiOkResponse({ type: MessageAnswer })
  async deleteMessage(@CurrentUser() me: SignedIn, @Param('id', IdPipe) id: string): Promise<MessageAnswer> {
    return { message: await this.messages.delete(me, id) };
  }
}
