import type { Problem } from '../../../src/contract/errors.js';
import type { Mute } from '../../../src/contract/events.js';
import type { QuietHours } from '../../../src/contract/quiet-hours.js';
import type {
  MemberView,
  MessageView,
  MyChannelView,
  MyMembershipView,
  NoticeView,
  Page,
  PresenceState,
  ReportView,
  UploadView,
  UserView,
} from '../../../src/contract/views.js';

/** What the server refused with, or that it could not be reached. */
export type Failure = Problem | 'unreachable';

/** What was refused, or null when it worked. */
export type Outcome = Failure | null;

/** What was asked for, or why there is none. */
export type Answer<Data> = { data: Data; failure: null } | { data: null; failure: Failure };

export type Loading = 'newest' | 'older' | 'newer' | 'around';

/** The people of a channel, as far as they were asked for. */
export interface MemberList {
  status: 'loading' | 'ready' | 'failed';
  /** By the id of the person. While loading it also holds those who left, so that an older page cannot bring them back. */
  people: Readonly<Record<string, MemberView>>;
  /** False when there are more than this client keeps. */
  complete: boolean;
}

/** A channel as this client holds it: a window on its messages and the revision up to which it knows every change. */
export interface ChannelState {
  /** The channel with what it is to me, kept right from what came live. */
  view: MyChannelView;
  revision: number;
  /** Ascending by seq, without a hole between the first and the last. */
  rows: readonly MessageView[];
  /** What happened to the channel itself; by seq and revision, each once. */
  notices: readonly NoticeView[];
  /** Null until they are asked for. */
  members: MemberList | null;
  /** What the server said of reading at `view.version`; the view also counts in `ownSeq` and `reading`. */
  told: Pick<MyMembershipView, 'readSeq' | 'unreadFrom'>;
  /** The greatest number of a message of mine that came by. Sending it moved the position, and no version tells so. */
  ownSeq: number;
  /** Read up to here on this screen; the server has not yet said so. */
  reading: number | null;
  /** The newest message of the changes up to `revision`; the view may have heard of newer ones. */
  appliedSeq: number;
  /** False until the first page is there. */
  loaded: boolean;
  /** Cursor of the page before the first row; null where the channel begins. */
  before: number | null;
  /** Cursor of the page after the last row; null when the window reaches the newest message. */
  after: number | null;
  loading: Loading | null;
  /** What could not be fetched, until it is there or something else is wanted; it is asked for again meanwhile. */
  failedLoading: Loading | null;
  /** The message that the window was or is being built around. */
  target: number | null;
  /** Changed rows outside the window, kept while a page is on its way: that page may be older than they are. */
  strays: readonly MessageView[];
  /** The reader is at the end, so old rows may be dropped instead of new ones. */
  following: boolean;
  /** Grows when the window is built anew; an answer for an earlier window is thrown away. */
  window: number;
}

/** A file of this device on its way to the server. */
export interface LocalUpload {
  id: string;
  name: string;
  mime: string;
  /** Bytes. */
  size: number;
  /** Address of the picture on this device; null for what cannot be shown. */
  preview: string | null;
  /** 0…1 of the bytes sent; 1 without `upload` means that the server works on it. */
  progress: number;
  upload: UploadView | null;
  /** Why it will not be sent again by itself. */
  failure: Failure | null;
}

/** A message whose files are not all there yet. It enters the outbox, under the same id, when the last of them is. */
export interface Departure {
  clientId: string;
  channelId: string;
  body: string;
  replyToId?: string;
  createdAt: string;
  uploads: readonly LocalUpload[];
}

/** A file that was not taken. */
export interface Refused {
  name: string;
  why: 'tooLarge' | 'tooMany' | 'empty';
}

export interface OutboxEntry {
  clientId: string;
  userId: string;
  channelId: string;
  body: string;
  /** This and `uploads` are missing in what earlier versions of this client have stored. */
  replyToId?: string;
  uploads?: readonly UploadView[];
  createdAt: string;
  /** Place in the line; only compared, never shown. */
  order: number;
  /** Why it will not be sent again by itself; null while it waits. */
  failure: Problem | null;
}

/** My emojis on a message, as of a revision of it. */
export interface OwnLikes {
  revision: number;
  emojis: readonly string[];
}

export interface LikeWish {
  liked: boolean;
  /** Of the message when I wished: a row of another revision may have counted it already. */
  revision: number;
}

export interface ProfileLikes {
  likes: number;
  liked: boolean;
}

/** Worth telling a person who may be looking elsewhere. */
export interface Notification {
  channelId: string;
  messageId: string;
  seq: number;
  kind: 'message' | 'mention';
  /** Null where the server only said that there is one. */
  message: MessageView | null;
}

export type SessionStatus = 'unknown' | 'unreachable' | 'signed-out' | 'signed-in';
export type LinkStatus = 'connecting' | 'online' | 'offline' | 'refused';

/** A message that is being changed: as it was when that began, and what has been made of its text. */
export interface Edit {
  message: MessageView;
  text: string;
}

type ById<Value> = Readonly<Record<string, Value>>;

export interface ChatState {
  session: SessionStatus;
  me: UserView | null;
  link: LinkStatus;
  epoch: string | null;
  channels: ById<ChannelState>;
  /** `null` stands for a person the server does not know (any more). */
  users: ById<UserView | null>;
  outbox: readonly OutboxEntry[];
  /** By channel: the files that the next message takes along. */
  tray: ById<readonly LocalUpload[]>;
  /** In the order in which they were sent. */
  departures: readonly Departure[];
  drafts: ById<string>;
  /**
   * By message. One that is not here has none of mine, as far as is known. A map: each page of messages copies it, and with
   * thousands of keys an object takes five times as long.
   */
  myLikes: ReadonlyMap<string, OwnLikes>;
  /** By message, then by emoji: what I wish and the server has not yet answered. */
  likeWishes: ById<ById<LikeWish>>;
  profileLikes: ById<ProfileLikes>;
  /** By person. */
  blocked: ById<true>;
  /** By message: what replies quote and no window holds; `null` for one that I may not see. */
  quoted: ById<MessageView | null>;
  /** By person; those who are not here are not known. */
  presence: ById<PresenceState>;
  /** By channel, then by person: until when (in ms) they count as typing. Read it with `typingIn`. */
  typing: ById<ById<number>>;
  editing: Edit | null;
  /** By channel: the message that the next one answers. */
  replyingTo: ById<string>;
  /** I wish others not to see whether I am here. */
  invisible: boolean;
  /** When I do not want to be disturbed, on any device. */
  quietHours: QuietHours | null;
  /** Until when I may not write, and why; it may be over. */
  mute: Mute | null;
  /** The beginning of what moderators are asked to look at; null to members, and until it is known. */
  openReports: Page<ReportView> | null;
  setupToken: string | null;
  /** Why this client was signed out, where there is more to say than that it was. */
  farewell: Problem | null;
}
