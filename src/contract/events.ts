import type { QuietHours } from './quiet-hours.js';
import type { Problem } from './errors.js';
import type {
  Changes,
  ChannelView,
  MessageView,
  MyChannelView,
  MyLikesView,
  MyMembershipView,
  NotifyLevel,
  PresenceState,
  SentMessage,
  UserView,
  Visibility,
} from './views.js';

export type Ack<Data> = { ok: true; data: Data } | { ok: false; error: Problem };

export interface SendMessage {
  channelId: string;
  /** A UUID the client makes once per message; a retry with the same one returns the first result. */
  clientId: string;
  /** May be empty where there are uploads. */
  body: string;
  replyToId?: string;
  /** Files that the sender has uploaded to this channel, in the order in which they are shown. */
  uploadIds?: string[];
}

export interface EditMessage {
  messageId: string;
  body: string;
  /** The version that was edited; another one by now is a `version_conflict`. */
  version: number;
}

export interface SetLike {
  messageId: string;
  /** ♥ when none is given. */
  emoji?: string;
  /** The state that is wanted, not a toggle. */
  liked: boolean;
}

export interface ReadState {
  readSeq: number;
  unread: number;
}

export interface ProfileLike {
  userId: string;
  likes: number;
  liked: boolean;
}

export interface CreateGroup {
  name: string;
  topic?: string;
  visibility?: Visibility;
  /** People to begin with, besides its owner. */
  userIds?: string[];
}

export interface ChangeGroup {
  name?: string;
  topic?: string;
  visibility?: Visibility;
  archived?: boolean;
}

export interface SyncRequest {
  epoch: string;
  /** The revision held of each channel. */
  positions: Record<string, number>;
}

export interface SyncAnswer {
  epoch: string;
  channels: { channelId: string; changes: Changes }[];
  /** Channels to be forgotten and fetched anew, if they are still there for this person. */
  reset: string[];
  /** Ask again with the new positions: some changes did not fit. */
  hasMore: boolean;
}

export interface Hello {
  epoch: string;
  user: UserView;
  /** The newest revision of each channel the person is in. */
  heads: Record<string, number>;
  /** The newest version of what each channel is to the person: see MyMembershipView. */
  versions: Record<string, number>;
  /** Others never see whether the person is here. */
  invisible: boolean;
  quietHours: QuietHours | null;
  /** Set while the person may not write; one that is over may still be told. */
  mute: Mute | null;
}

/** Until when a person may not write, and why. */
export interface Mute {
  until: string;
  reason: string;
}

/** What is personal, told to all devices of one person. */
export interface MyChanges {
  memberships?: MyMembershipView[];
  /** Channels the person is in from now on: fetch them. */
  joined?: string[];
  left?: string[];
  likes?: MyLikesView[];
  profileLikes?: Pick<ProfileLike, 'userId' | 'liked'>[];
  blocks?: { userId: string; blocked: boolean }[];
  /** Messages that name the person since now: worth a notice. */
  mentioned?: { channelId: string; messageId: string; seq: number }[];
  privacy?: { invisible: boolean };
  /** Null where there are none any more. */
  quietHours?: QuietHours | null;
  /** Null when the person may write again before the time. */
  mute?: Mute | null;
  /** To moderators and administrators: the open reports are others than they were. */
  reportsChanged?: true;
}

export interface Typing {
  channelId: string;
  userId: string;
  typing: boolean;
}

/**
 * Who came or went since the last of these; people who are not named stay as they were. A connection that is slow to read
 * misses some: ask `presence:get` again.
 */
export interface Presence {
  users: Record<string, PresenceState>;
}

/** What a client may ask over the socket, and what the acknowledgement carries. */
export interface Asked {
  'message:send': { payload: SendMessage; data: SentMessage };
  'message:edit': { payload: EditMessage; data: { message: MessageView } };
  'message:delete': { payload: { messageId: string }; data: { message: MessageView } };
  'like:set': { payload: SetLike; data: { message: MessageView; myLikes: MyLikesView } };
  'profile:like': { payload: { userId: string; liked: boolean }; data: ProfileLike };
  'channel:read': { payload: { channelId: string; seq: number }; data: ReadState };
  'channel:unread': { payload: { channelId: string; seq: number }; data: ReadState };
  'channel:change': {
    payload: { channelId: string; notify?: NotifyLevel; hidden?: boolean };
    data: { membership: MyMembershipView };
  };
  'channel:typing': { payload: { channelId: string; typing: boolean }; data: Record<string, never> };
  'direct:open': { payload: { userId: string }; data: { channel: MyChannelView } };
  'group:create': { payload: CreateGroup; data: { channel: MyChannelView } };
  'group:change': { payload: { channelId: string } & ChangeGroup; data: { channel: ChannelView } };
  'group:join': { payload: { channelId: string }; data: { channel: MyChannelView } };
  'group:leave': { payload: { channelId: string }; data: Record<string, never> };
  /** Tells whether the person at this connection is doing something; a connection begins as active. */
  'presence:set': { payload: { active: boolean }; data: Record<string, never> };
  /** How these people are now; afterwards `presence` tells of changes. */
  'presence:get': { payload: { userIds: string[] }; data: Presence };
  sync: { payload: SyncRequest; data: SyncAnswer };
}

export const ASKED = [
  'message:send',
  'message:edit',
  'message:delete',
  'like:set',
  'profile:like',
  'channel:read',
  'channel:unread',
  'channel:change',
  'channel:typing',
  'direct:open',
  'group:create',
  'group:change',
  'group:join',
  'group:leave',
  'presence:set',
  'presence:get',
  'sync',
] as const satisfies (keyof Asked)[];

/** What the server tells. */
export interface Told {
  hello: Hello;
  'channel:changes': Changes;
  'me:changes': MyChanges;
  /** May be dropped; never stored. */
  typing: Typing;
  presence: Presence;
  /** The server is about to stop; the connection closes and a reconnect finds the next one. */
  stopping: Record<string, never>;
}

export type ClientToServer = {
  [Event in keyof Asked]: (payload: Asked[Event]['payload'], ack: (answer: Ack<Asked[Event]['data']>) => void) => void;
};

export type ServerToClient = { [Event in keyof Told]: (payload: Told[Event]) => void };
