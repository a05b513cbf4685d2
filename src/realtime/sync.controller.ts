import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiProperty, ApiPropertyOptional, ApiTags } from '../common/api-docs.js';
import { IdPipe } from '../common/id.js';
import { ChannelView, MemberView, NoticeView } from '../channels/channel.view.js';
import { CurrentUser, type SignedIn } from '../common/current-user.js';
import type * as contract from '../contract/views.js';
import { MessageView, MyLikesView } from '../messages/message.view.js';
import { ChangesQuery } from './sync.dto.js';
import { SyncService } from './sync.service.js';

class Changes implements contract.Changes {
  @ApiProperty({ format: 'uuid' })
  channelId!: string;
  @ApiProperty()
  from!: number;
  @ApiProperty({ description: 'What is held after applying this' })
  to!: number;
  @ApiProperty({ type: [MessageView] })
  messages!: MessageView[];
  @ApiPropertyOptional({ type: [MemberView] })
  members?: MemberView[];
  @ApiPropertyOptional({ type: [NoticeView] })
  notices?: NoticeView[];
  @ApiPropertyOptional()
  channel?: ChannelView;
  @ApiPropertyOptional({ type: [MyLikesView], description: 'My likes of these messages; none of one not named here' })
  myLikes?: MyLikesView[];
  @ApiPropertyOptional({ description: 'There is more after `to`' })
  hasMore?: boolean;
}

@ApiTags('channels')
@Controller('channels/:id/changes')
export class SyncController {
  constructor(private readonly service: SyncService) {}

  /** What changed in a channel since a revision: the same that the socket tells live. */
  @Get()
  @ApiOkResponse({ type: Changes })
  listChanges(
    @CurrentUser() me: SignedIn,
    @Param('id', IdPipe) id: string,
    @Query() { epoch, from }: ChangesQuery,
  ): Promise<Changes> {
    return this.service.changes(me.id, id, epoch, from);
  }
}
