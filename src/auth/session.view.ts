import { ApiProperty } from '../common/api-docs.js';
import { isoTime } from '../common/iso-time.js';
import type * as contract from '../contract/views.js';
import { UserView } from '../users/user.view.js';
import type { Session } from './session.entity.js';

export class SessionView implements contract.SessionView {
  @ApiProperty()
  id!: string;
  @ApiProperty({ description: 'This is the session that asks' })
  current!: boolean;
  @ApiProperty()
  userAgent!: string;
  @ApiProperty()
  address!: string;
  @ApiProperty({ format: 'date-time' })
  createdAt!: string;
  @ApiProperty({ format: 'date-time', description: 'To the hour' })
  lastSeenAt!: string;
}

export class SignedInView {
  @ApiProperty()
  user!: UserView;
}

export function toSessionView(session: Session, currentId: string): SessionView {
  const { id, userAgent, address } = session;
  return {
    ...{ id, userAgent, address, current: id === currentId },
    createdAt: isoTime(session.createdAt),
    lastSeenAt: isoTime(session.lastSeenAt),
  };
}
