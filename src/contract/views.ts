// What the server shows of its rows. Times are ISO 8601 in UTC; they are labels, no order depends on them.

export type ChannelKind = 'general' | 'direct' | 'group';
export type UserRole = 'member' | 'moderator' | 'admin';
export type MemberRole = 'member' | 'moderator' | 'owner';
export type NotifyLevel = 'all' | 'mentions' | 'none';
/** Public groups are found and joined by anyone; everything else is seen by its members only. */
export type Visibility = 'public' | 'private';
export type PresenceState = 'online' | 'idle' | 'offline';

export interface UserView {
  id: string;
  username: string;
  displayName: string;
  bio: string;
  /** What the person is up to, in a few words. */
  status: string;
  /** The picture, the same at this address for ever: see AVATAR_SIZES. Null for people who have none. */
  avatarUrl: string | null;
  role: UserRole;
  likes: number;
  /** Grows with every change of the above by the person; an edit says which one it saw. */
  version: number;
  createdAt: string;
  /** Set for somebody who deleted their account, of whom no name is left: "Deleted account". */
  deletedAt: string | null;
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
  visibility: Visibility;
  /** Nothing is said in an archived channel any more; it can be read. */
  archivedAt: string | null;
  avatarUrl: string | null;
  /** The people of a direct channel, one in one's own notes; null for the other kinds. */
  directUserIds: string[] | null;
  /** When the newest message was sent; what lists of channels are sorted by. */
  lastMessageAt: string | null;
  createdAt: string;
}

/** What a channel is to one person; told to that person's devices only. */
export interface MyMembershipView {
  channelId: string;
  /** Everything up to this message is read; it never goes back. */
  readSeq: number;
  /** Set by "mark unread from here", until the next message is read or sent: this and all after it count as unread. */
  unreadFrom: number | null;
  notify: NotifyLevel;
  /** The channel is hidden from the person's list while its `lastSeq` is not greater. */
  hiddenSeq: number | null;
  /** Grows with every change of the above; what is not newer than what is held is dropped. */
  version: number;
}

/** As much of a message as a list of channels shows of it. */
export interface LastMessageView extends Pick<MessageView, 'id' | 'seq' | 'revision' | 'authorId' | 'deletedAt'> {
  /** Its first LIMITS.lastMessageBody characters. */
  body: string;
  uploads: Pick<UploadView, 'name' | 'width'>[];
}

export interface MyChannelView extends ChannelView, Omit<MyMembershipView, 'channelId'> {
  /** The newest message; null where nothing was said yet. */
  lastMessage: LastMessageView | null;
  unread: number;
  /** Numbers of the unread messages that mention the person: the newest, at most LIMITS.unreadMentions. */
  unreadMentions: number[];
  role: MemberRole;
}

/** A group that a person may look at before being in it. */
export interface GroupView {
  id: string;
  name: string;
  topic: string;
  memberCount: number;
  avatarUrl: string | null;
  createdAt: string;
}

export interface InviteView {
  id: string;
  channelId: string;
  /** Shown once, to the person who made it. */
  token?: string;
  createdById: string;
  uses: number;
  maxUses: number | null;
  expiresAt: string | null;
  createdAt: string;
}

export interface MemberView {
  channelId: string;
  user: UserView;
  role: MemberRole;
  revision: number;
  joinedAt: string;
  /** Set for someone who is no member any more; only `changes` tells of them. */
  leftAt: string | null;
}

export type NoticeKind = 'joined' | 'added' | 'left' | 'removed' | 'renamed' | 'owner' | 'archived' | 'unarchived';

/** Something that happened to the channel itself, shown between its messages. It has no number and is never unread. */
export interface NoticeView {
  id: string;
  channelId: string;
  /** It happened after this message, and before the next one; 0 when before the first. */
  seq: number;
  revision: number;
  kind: NoticeKind;
  /** Who did it. */
  actorId: string;
  /** Whom it was done to, where that is somebody. */
  userId: string | null;
  /** The new name, where there is one. */
  text: string | null;
  createdAt: string;
}

/**
 * A file of a channel. Pictures have a size in pixels, a thumbnail, and are shown; what has none is offered as a download.
 * A picture is stored turned upright and encoded anew, so `mime`, `size` and the ending of `name` are those of the result.
 */
export interface UploadView {
  id: string;
  name: string;
  mime: string;
  /** Bytes. */
  size: number;
  width: number | null;
  height: number | null;
  /** About 28 bytes in base64 that show the picture, blurred, before it is there: https://evanw.github.io/thumbhash/ */
  thumbhash: string | null;
  /** The picture moves; its thumbnail does not. */
  animated: boolean;
  url: string;
  /** WebP that fits into THUMBNAIL_SIZE pixels in both directions. */
  thumbnailUrl: string | null;
}

/** Which part of a picture becomes an avatar, in pixels of the picture as it is seen. */
export interface Crop {
  x: number;
  y: number;
  width: number;
  height: number;
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
  /** A message of the same channel. */
  replyToId: string | null;
  /** The people named in it, as found when it was written. */
  mentions: string[];
  /** It names everybody in the channel. */
  mentionsAll: boolean;
  uploads: UploadView[];
  likes: LikeCount[];
  createdAt: string;
  editedAt: string | null;
  deletedAt: string | null;
}

/** The emojis one person gave a message, as of a revision: a whole state, no difference. */
export interface MyLikesView {
  channelId: string;
  messageId: string;
  revision: number;
  emojis: string[];
}

/** One who liked. */
export interface LikeView {
  id: string;
  emoji: string;
  user: UserView;
  createdAt: string;
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
  notices?: NoticeView[];
  channel?: ChannelView;
  /** Only in an answer to one person: their own likes of the messages above; none of one that is not named here. */
  myLikes?: MyLikesView[];
  /** There is more after `to`: ask again from there. */
  hasMore?: boolean;
}

/** A page of history, with what belongs between and on its messages. */
export interface MessagesPage extends Page<MessageView, number> {
  /** What happened to the channel between these messages: the newest, at most LIMITS.noticesInPage. */
  notices: NoticeView[];
  myLikes: MyLikesView[];
}

/** Who one does not want to hear from. */
export interface BlockView {
  user: UserView;
  createdAt: string;
}

/** What moderators are asked to look at. */
export interface ReportPlace {
  channelId: string;
  kind: ChannelKind;
  /** Of a group; empty for the others. */
  name: string;
  seq: number;
}

export interface ReportView {
  id: string;
  reporter: UserView;
  /** Who is reported: of a message its author. */
  user: UserView;
  messageId: string | null;
  /** Where the message stands. */
  place: ReportPlace | null;
  /** What the message said when it was reported. */
  body: string;
  reason: string;
  createdAt: string;
}

/** A message that was found, and the words around what was found. */
export interface SearchHitView {
  message: MessageView;
  /** A part of the body; what was found stands between U+E000 and U+E001. */
  excerpt: string;
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

export interface SecondFactorView {
  /** Null while it is off. */
  enabledAt: string | null;
  recoveryCodesLeft: number;
}

/** For an authenticator app. */
export interface SecondFactorSecretView {
  secret: string;
  uri: string;
}

/** A page of a list; `before` and `after` are the cursors of the neighbouring pages, null where the list ends. */
export interface Page<Item, Cursor = string> {
  items: Item[];
  before: Cursor | null;
  after: Cursor | null;
}
