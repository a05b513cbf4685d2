// What the server shows of its rows. Times are ISO 8601 in UTC; they are labels, no order depends on them.

export type ChannelKind = 'general' | 'direct' | 'group';
export type UserRole = 'member' | 'moderator' | 'admin';
export type MemberRole = 'member' | 'moderator' | 'owner';
export type NotifyLevel = 'all' | 'mentions' | 'none';

export interface UserView {
  id: string;
  username: string;
  displayName: string;
  bio: string;
  avatarUrl: string | null;
  role: UserRole;
  likes: number;
  createdAt: string;
}

/** The same for every viewer; what is personal is in MyChannelView. */
export interface ChannelView {
  id: string;
  kind: ChannelKind;
  name: string;
  topic: string;
  lastSeq: number;
  revision: number;
  memberCount: number;
  createdAt: string;
}

export interface MyChannelView extends ChannelView {
  readSeq: number;
  unread: number;
  role: MemberRole;
  notify: NotifyLevel;
}

export interface MemberView {
  channelId: string;
  user: UserView;
  role: MemberRole;
  revision: number;
  joinedAt: string;
}

export interface UploadView {
  id: string;
  name: string;
  mime: string;
  size: number;
  width: number | null;
  height: number | null;
  thumbhash: string | null;
  url: string;
  thumbnailUrl: string | null;
}

export interface LikeCount {
  emoji: string;
  count: number;
}

export interface MessageView {
  id: string;
  channelId: string;
  seq: number;
  revision: number;
  version: number;
  clientId: string;
  authorId: string;
  body: string;
  replyToId: string | null;
  uploads: UploadView[];
  likes: LikeCount[];
  createdAt: string;
  editedAt: string | null;
  deletedAt: string | null;
}

/**
 * The rows of a channel that changed after revision `from`, up to and including revision `to`.
 * The same shape answers `sync` and travels as a live frame. A client that holds `from` holds `to` after applying it.
 */
export interface Changes {
  channelId: string;
  from: number;
  to: number;
  messages: MessageView[];
  members?: MemberView[];
  channel?: ChannelView;
  /** There is more after `to`: ask again from there. */
  hasMore?: boolean;
}

export interface SentMessage {
  message: MessageView;
  /** True when this clientId was stored before: nothing new happened, and nobody was told again. */
  deduplicated: boolean;
}

export interface SessionView {
  id: string;
  current: boolean;
  userAgent: string;
  address: string;
  createdAt: string;
  lastSeenAt: string;
}

/** A page of a list; `before` and `after` are the cursors of the neighbouring pages, null where the list ends. */
export interface Page<Item, Cursor = string> {
  items: Item[];
  before: Cursor | null;
  after: Cursor | null;
}
