import { ApiProperty } from '../common/api-docs.js';
import type { Channel } from '../channels/channel.entity.js';
import { isoTime } from '../common/iso-time.js';
import type * as contract from '../contract/views.js';
import type { Message } from '../messages/message.entity.js';
import { toUserView, UserView } from '../users/user.view.js';
import type { User } from '../users/user.entity.js';
import type { Report } from './report.entity.js';

export class ReportPlace implements contract.ReportPlace {
  @ApiProperty({ format: 'uuid' })
  channelId!: string;
  @ApiProperty({ enum: ['general', 'direct', 'group'] })
  kind!: contract.ChannelKind;
  @ApiProperty({ description: 'Of a group; empty for the others' })
  name!: string;
  @ApiProperty()
  seq!: number;
}

export class ReportView implements contract.ReportView {
  @ApiProperty({ format: 'uuid' })
  id!: string;
  @ApiProperty()
  reporter!: UserView;
  @ApiProperty({ description: 'Who is reported: of a message its author' })
  user!: UserView;
  @ApiProperty({ type: String, format: 'uuid', nullable: true })
  messageId!: string | null;
  @ApiProperty({ type: ReportPlace, nullable: true, description: 'Where the message stands' })
  place!: ReportPlace | null;
  @ApiProperty({ description: 'What the message said when it was reported' })
  body!: string;
  @ApiProperty()
  reason!: string;
  @ApiProperty({ format: 'date-time' })
  createdAt!: string;
}

function placeOf({ seq }: Message, { id, kind, name }: Channel): ReportPlace {
  return { channelId: id, kind, name, seq };
}

export function toReportView({ id, message, body, reason, createdAt }: Report, reporter: User, user: User): ReportView {
  const people = { reporter: toUserView(reporter), user: toUserView(user) };
  const place = message?.channel ? placeOf(message, message.channel) : null;
  return { id, ...people, messageId: message?.id ?? null, place, body, reason, createdAt: isoTime(createdAt) };
}
