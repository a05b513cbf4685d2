import { ApiProperty } from '@nestjs/swagger';
import type * as contract from '../contract/views.js';
import type { User } from '../users/user.entity.js';
import { toUserView, UserView } from '../users/user.view.js';
import type { Channel } from './channel.entity.js';
import type { Membership } from './membership.entity.js';

export class ChannelView implements contract.ChannelView {
  @ApiProperty({ format: 'uuid' })
  id!: string;
  @ApiProperty({ enum: ['general', 'direct', 'group'] })
  kind!: contract.ChannelKind;
  @ApiProperty()
  name!: string;
  @ApiProperty()
  topic!: string;
  @ApiProperty({ description: 'The number of the newest message; messages are numbered 1, 2, 3 … without a hole' })
  lastSeq!: number;
  @ApiProperty({ description: 'Grows with every change of anything in the channel' })
  revision!: number;
  @ApiProperty()
  memberCount!: number;
  @ApiProperty({ format: 'date-time' })
  createdAt!: string;
}

export class MyChannelView extends ChannelView implements contract.MyChannelView {
  @ApiProperty()
  readSeq!: number;
  @ApiProperty()
  unread!: number;
  @ApiProperty({ enum: ['member', 'moderator', 'owner'] })
  role!: contract.MemberRole;
  @ApiProperty({ enum: ['all', 'mentions', 'none'] })
  notify!: contract.NotifyLevel;
}

export class MemberView implements contract.MemberView {
  @ApiProperty({ format: 'uuid' })
  channelId!: string;
  @ApiProperty()
  user!: UserView;
  @ApiProperty({ enum: ['member', 'moderator', 'owner'] })
  role!: contract.MemberRole;
  @ApiProperty()
  revision!: number;
  @ApiProperty({ format: 'date-time' })
  joinedAt!: string;
}

export function toChannelView(channel: Channel): contract.ChannelView {
  const { id, kind, name, topic, lastSeq, revision, memberCount } = channel;
  return {
    id,
    kind,
    name,
    topic,
    lastSeq,
    revision,
    memberCount,
    createdAt: new Date(channel.createdAt).toISOString(),
  };
}

export function toMyChannelView(channel: Channel, { readSeq, role, notify }: Membership): contract.MyChannelView {
  return { ...toChannelView(channel), readSeq, unread: channel.lastSeq - readSeq, role, notify };
}

export function toMemberView({ channelId, role, revision, joinedAt }: Membership, user: User): MemberView {
  return { channelId, user: toUserView(user), role, revision, joinedAt: new Date(joinedAt).toISOString() };
}
