import type { Problem } from '../../../src/contract/errors.js';
import type { MessageView, MyChannelView, UserView } from '../../../src/contract/views.js';

/** What the server refused with, or that it could not be reached. */
export type Failure = Problem | 'unreachable';

export type Loading = 'newest' | 'older' | 'newer';

/** A channel as this client holds it: a window on its messages and the revision up to which it knows every change. */
export interface ChannelState {
  view: MyChannelView;
  revision: number;
  /** Ascending by seq, without a hole between the first and the last. */
  rows: readonly MessageView[];
  /** False until the first page is there. */
  loaded: boolean;
  /** Cursor of the page before the first row; null where the channel begins. */
  before: number | null;
  /** Cursor of the page after the last row; null when the window reaches the newest message. */
  after: number | null;
  loading: Loading | null;
  failedLoading: Loading | null;
  /** Changed rows outside the window, kept while a page is on its way: that page may be older than they are. */
  strays: readonly MessageView[];
  /** The reader is at the end, so old rows may be dropped instead of new ones. */
  following: boolean;
  /** Grows when the window is built anew; an answer for an earlier window is thrown away. */
  window: number;
}

export interface OutboxEntry {
  clientId: string;
  userId: string;
  channelId: string;
  body: string;
  createdAt: string;
  /** Place in the line; only compared, never shown. */
  order: number;
  /** Why it will not be sent again by itself; null while it waits. */
  failure: Problem | null;
}

export type SessionStatus = 'unknown' | 'unreachable' | 'signed-out' | 'signed-in';
export type LinkStatus = 'connecting' | 'online' | 'offline' | 'refused';

export interface ChatState {
  session: SessionStatus;
  me: UserView | null;
  link: LinkStatus;
  epoch: string | null;
  channels: Readonly<Record<string, ChannelState>>;
  /** `null` stands for a person the server does not know (any more). */
  users: Readonly<Record<string, UserView | null>>;
  outbox: readonly OutboxEntry[];
  drafts: Readonly<Record<string, string>>;
  setupToken: string | null;
}
