import { ApiProperty, ApiPropertyOptional } from '../common/api-docs.js';
import { isoTime } from '../common/iso-time.js';
import type { Channel } from '../channels/channel.entity.js';
import { toChannelView } from '../channels/channel.view.js';
import type * as contract from '../contract/views.js';
import type { Invite } from './invite.entity.js';

export class GroupView implements contract.GroupView {
  @ApiProperty({ format: 'uuid' })
  id!: string;
  @ApiProperty()
  name!: string;
  @ApiProperty()
  topic!: string;
  @ApiProperty()
  memberCount!: number;
  @ApiProperty({ type: String, nullable: true })
  avatarUrl!: string | null;
  @ApiProperty({ format: 'date-time' })
  createdAt!: string;
}

export class InviteView implements contract.InviteView {
  @ApiProperty({ format: 'uuid' })
  id!: string;
  @ApiProperty({ format: 'uuid' })
  channelId!: string;
  @ApiPropertyOptional({ description: 'Shown once, to the person who made it' })
  token?: string;
  @ApiProperty({ format: 'uuid' })
  createdById!: string;
  @ApiProperty()
  uses!: number;
  @ApiProperty({ type: Number, nullable: true })
  maxUses!: number | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  expiresAt!: string | null;
  @ApiProperty({ format: 'date-time' })
  createdAt!: string;
}

export function toGroupView(channel: Channel): contract.GroupView {
  const { id, name, topic, memberCount, avatarUrl, createdAt } = toChannelView(channel);
  return { id, name, topic, memberCount, avatarUrl, createdAt };
}

export function toInviteView({ id, channelId, createdById, uses, maxUses, expiresAt, createdAt }: Invite): InviteView {
  return {
    ...{ id, channelId, createdById, uses, maxUses },
    expiresAt: isoTime(expiresAt),
    createdAt: isoTime(createdAt),
  };
}
