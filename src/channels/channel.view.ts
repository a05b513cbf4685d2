import { ApiProperty } from '../common/api-docs.js';
import { isoTime } from '../common/iso-time.js';
import { LIMITS } from '../contract/limits.js';
import type * as contract from '../contract/views.js';
import type { User } from '../users/user.entity.js';
import { toUserView, UserView } from '../users/user.view.js';
import type { Channel } from './channel.entity.js';
import type { Membership } from './membership.entity.js';
import type { Notice } from './notice.entity.js';

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
  @ApiProperty({ enum: ['public', 'private'] })
  visibility!: contract.Visibility;
  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  archivedAt!: string | null;
  @ApiProperty({ type: String, nullable: true })
  avatarUrl!: string | null;
  @ApiProperty({ type: [String], nullable: true, description: 'The people of a direct channel' })
  directUserIds!: string[] | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  lastMessageAt!: string | null;
  @ApiProperty({ format: 'date-time' })
  createdAt!: string;
}

export class MyMembershipView implements contract.MyMembershipView {
  @ApiProperty({ format: 'uuid' })
  channelId!: string;
  @ApiProperty()
  readSeq!: number;
  @ApiProperty({ type: Number, nullable: true })
  unreadFrom!: number | null;
  @ApiProperty({ enum: ['all', 'mentions', 'none'] })
  notify!: contract.NotifyLevel;
  @ApiProperty({ type: Number, nullable: true, description: 'Hidden while `lastSeq` is not greater' })
  hiddenSeq!: number | null;
  @ApiProperty()
  version!: number;
}

class LastUploadView implements Pick<contract.UploadView, 'name' | 'width'> {
  @ApiProperty()
  name!: string;
  @ApiProperty({ type: Number, nullable: true, description: 'Pixels; null for what is no picture' })
  width!: number | null;
}

class LastMessageView implements contract.LastMessageView {
  @ApiProperty({ format: 'uuid' })
  id!: string;
  @ApiProperty()
  seq!: number;
  @ApiProperty({ description: "The channel's revision when the message last changed" })
  revision!: number;
  @ApiProperty({ format: 'uuid' })
  authorId!: string;
  @ApiProperty({ description: `Its first ${LIMITS.lastMessageBody} characters` })
  body!: string;
  @ApiProperty({ type: [LastUploadView] })
  uploads!: LastUploadView[];
  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  deletedAt!: string | null;
}

export class MyChannelView extends ChannelView implements contract.MyChannelView {
  @ApiProperty({ type: LastMessageView, nullable: true, description: 'The newest message' })
  lastMessage!: LastMessageView | null;
  @ApiProperty({ description: 'Everything up to this message is read' })
  readSeq!: number;
  @ApiProperty()
  unread!: number;
  @ApiProperty({ type: Number, nullable: true, description: 'Marked as unread from this message on' })
  unreadFrom!: number | null;
  @ApiProperty({ type: [Number], description: 'Unread messages that mention me, the newest' })
  unreadMentions!: number[];
  @ApiProperty({ enum: ['member', 'moderator', 'owner'] })
  role!: contract.MemberRole;
  @ApiProperty({ enum: ['all', 'mentions', 'none'] })
  notify!: contract.NotifyLevel;
  @ApiProperty({ type: Number, nullable: true, description: 'Hidden while `lastSeq` is not greater' })
  hiddenSeq!: number | null;
  @ApiProperty({ description: 'Grows with every change that only I see' })
  version!: number;
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
  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  leftAt!: string | null;
}

export class NoticeView implements contract.NoticeView {
  @ApiProperty({ format: 'uuid' })
  id!: string;
  @ApiProperty({ format: 'uuid' })
  channelId!: string;
  @ApiProperty({ description: 'It happened after this message' })
  seq!: number;
  @ApiProperty()
  revision!: number;
  @ApiProperty({ enum: ['joined', 'added', 'left', 'removed', 'renamed', 'owner', 'archived', 'unarchived'] })
  kind!: contract.NoticeKind;
  @ApiProperty({ format: 'uuid' })
  actorId!: string;
  @ApiProperty({ type: String, format: 'uuid', nullable: true })
  userId!: string | null;
  @ApiProperty({ type: String, nullable: true })
  text!: string | null;
  @ApiProperty({ format: 'date-time' })
  createdAt!: string;
}

/** One plain literal, as toMessageView: it is made a thousand times for a list. */
export function toChannelView(channel: Channel): contract.ChannelView {
  return {
    id: channel.id,
    kind: channel.kind,
    name: channel.name,
    topic: channel.topic,
    lastSeq: channel.lastSeq,
    revision: channel.revision,
    memberCount: channel.memberCount,
    visibility: channel.visibility,
    archivedAt: isoTime(channel.archivedAt),
    avatarUrl: channel.avatarId && `/api/groups/${channel.id}/avatar/${channel.avatarId}`,
    directUserIds: directUserIds(channel),
    lastMessageAt: isoTime(channel.lastMessageAt),
    createdAt: isoTime(channel.createdAt),
  };
}

/** The people of a direct channel, once each; null for other kinds. */
export const directUserIds = ({ directKey }: Channel): string[] | null =>
  directKey === null ? null : [...new Set(directKey.split(':'))];

export function toMyMembershipView(membership: Membership): contract.MyMembershipView {
  const { channelId, readSeq, unreadFrom, notify, hiddenSeq, version } = membership;
  return { channelId, readSeq, unreadFrom, notify, hiddenSeq, version };
}

export function toMyChannelView(
  channel: Channel,
  membership: Membership,
  { unreadMentions, lastMessage }: Pick<contract.MyChannelView, 'unreadMentions' | 'lastMessage'>,
): contract.MyChannelView {
  const { readSeq, unreadFrom, role, notify, hiddenSeq, version } = membership;
  const unread = channel.lastSeq - readUpTo(membership);
  const view = toChannelView(channel);
  return Object.assign(view, {
    lastMessage,
    readSeq,
    unread,
    unreadFrom,
    unreadMentions,
    role,
    notify,
    hiddenSeq,
    version,
  });
}

/** The message up to which nothing counts as unread. */
export const readUpTo = ({ readSeq, unreadFrom }: Pick<Membership, 'readSeq' | 'unreadFrom'>): number =>
  unreadFrom === null ? readSeq : Math.min(readSeq, unreadFrom - 1);

export function toMemberView({ channelId, role, revision, joinedAt, leftAt }: Membership, user: User): MemberView {
  const times = { joinedAt: isoTime(joinedAt), leftAt: isoTime(leftAt) };
  return { channelId, user: toUserView(user), role, revision, ...times };
}

export function toNoticeView(notice: Notice): contract.NoticeView {
  const { id, channelId, seq, revision, kind, actorId, userId, text, createdAt } = notice;
  return { id, channelId, seq, revision, kind, actorId, userId, text, createdAt: isoTime(createdAt) };
}
