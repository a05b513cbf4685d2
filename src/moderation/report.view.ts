import { ApiProperty } from '../common/api-docs.js';
import { isoTime } from '../common/iso-time.js';
import type * as contract from '../contract/views.js';
import { toUserView, UserView } from '../users/user.view.js';
import type { User } from '../users/user.entity.js';
import type { Report } from './report.entity.js';

export class ReportView implements contract.ReportView {
  @ApiProperty({ format: 'uuid' })
  id!: string;
  @ApiProperty()
  reporter!: UserView;
  @ApiProperty({ description: 'Who is reported: of a message its author' })
  user!: UserView;
  @ApiProperty({ type: String, format: 'uuid', nullable: true })
  messageId!: string | null;
  @ApiProperty({ description: 'What the message said when it was reported' })
  body!: string;
  @ApiProperty()
  reason!: string;
  @ApiProperty({ format: 'date-time' })
  createdAt!: string;
}

export function toReportView(
  { id, messageId, body, reason, createdAt }: Report,
  reporter: User,
  user: User,
): ReportView {
  const people = { reporter: toUserView(reporter), user: toUserView(user) };
  return { id, ...people, messageId, body, reason, createdAt: isoTime(createdAt) };
}
