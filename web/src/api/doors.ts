// What the state layer knows of the network. The real doors are http.ts and socket.ts; tests pass others.
import type { Problem } from '../../../src/contract/errors.js';
import type { Asked, Hello, MyChanges, Presence, ProfileLike, Typing } from '../../../src/contract/events.js';
import type { QuietHours } from '../../../src/contract/quiet-hours.js';
import type {
  BlockView,
  Changes,
  ChannelView,
  Crop,
  GroupView,
  InviteView,
  LikeView,
  MemberView,
  MessagesPage,
  MessageView,
  MyChannelView,
  Page,
  ReportView,
  SearchHitView,
  SecondFactorSecretView,
  SecondFactorView,
  SessionView,
  UploadView,
  UserView,
} from '../../../src/contract/views.js';

export interface Credentials {
  username: string;
  password: string;
  /** Of the second factor, where the server asked for one. */
  code?: string;
}

export interface Registration extends Omit<Credentials, 'code'> {
  displayName?: string;
  /** From the link the server prints at its first start; makes the first administrator. */
  setupToken?: string;
}

export interface NewInvite {
  /** It works for ever without. */
  expiresInHours?: number;
  /** It works without end without. */
  maxUses?: number;
}

export interface SearchQuery {
  q: string;
  channelId?: string;
}

export type ChannelPage = Page<MyChannelView> & { epoch: string };
export type Cursor = { before?: number; after?: number; limit?: number };
/** Makes the query of a list: without it the first page. */
export type After = string | undefined;

export interface AccountDoor {
  register(registration: Registration): Promise<UserView>;
  signIn(credentials: Credentials): Promise<UserView>;
  signOut(): Promise<void>;
  currentUser(): Promise<UserView>;
  sessions(): Promise<SessionView[]>;
  endSession(id: string): Promise<void>;
  endOtherSessions(): Promise<void>;
  changePassword(currentPassword: string, newPassword: string): Promise<void>;
  deleteAccount(password: string, messages: 'keep' | 'erase'): Promise<void>;
  resetPassword(token: string, newPassword: string): Promise<void>;
  secondFactor(): Promise<SecondFactorView>;
  beginSecondFactor(password: string): Promise<SecondFactorSecretView>;
  /** The answers of this one and the next are recovery codes. */
  confirmSecondFactor(code: string): Promise<string[]>;
  renewRecoveryCodes(password: string, code: string): Promise<string[]>;
  removeSecondFactor(password: string, code: string): Promise<void>;
  setInvisible(invisible: boolean): Promise<void>;
  setQuietHours(hours: QuietHours | null): Promise<void>;
}

export interface ChannelsDoor {
  channels(after?: string): Promise<ChannelPage>;
  channel(id: string): Promise<MyChannelView>;
  members(channelId: string, after: After): Promise<Page<MemberView>>;
  messages(channelId: string, cursor?: Cursor): Promise<MessagesPage>;
  /** Those of these messages that may be seen, in no order. */
  messagesById(ids: string[]): Promise<MessageView[]>;
  messageLikes(messageId: string, after: After): Promise<Page<LikeView>>;
  search(query: SearchQuery, after: After): Promise<Page<SearchHitView>>;
}

export interface GroupsDoor {
  groups(name: string | undefined, after: After): Promise<Page<GroupView>>;
  addMembers(channelId: string, userIds: string[]): Promise<void>;
  removeMember(channelId: string, userId: string): Promise<void>;
  setRole(channelId: string, userId: string, role: 'member' | 'moderator'): Promise<void>;
  handOver(channelId: string, userId: string): Promise<void>;
  invites(channelId: string, after: After): Promise<Page<InviteView>>;
  createInvite(channelId: string, invite: NewInvite): Promise<InviteView>;
  revokeInvite(channelId: string, inviteId: string): Promise<void>;
  lookAtInvite(token: string): Promise<GroupView>;
  acceptInvite(token: string): Promise<MyChannelView>;
}

export interface PeopleDoor {
  users(ids: string[]): Promise<UserView[]>;
  blocks(after: After): Promise<Page<BlockView>>;
  block(userId: string, blocked: boolean): Promise<void>;
  profileLike(userId: string): Promise<ProfileLike>;
  profileLikes(userId: string, after: After): Promise<Page<LikeView>>;
}

/** Reports, and for moderators the queue of them. */
export interface ModerationDoor {
  report(subject: { messageId: string } | { userId: string }, reason: string): Promise<void>;
  reports(after: After): Promise<Page<ReportView>>;
  closeReport(id: string, deleteMessage: boolean): Promise<void>;
  mute(userId: string, hours: number, reason: string): Promise<void>;
  unmute(userId: string): Promise<void>;
}

export interface ProfileChange {
  displayName?: string;
  bio?: string;
  status?: string;
  /** The version that was edited; another one by now is a `version_conflict`. */
  version: number;
}

export interface UploadHooks {
  /** Told how much of the file is sent, from 0 to 1. */
  progress: (fraction: number) => void;
  /** Who aborts gets NoAnswer. */
  signal: AbortSignal;
}

/** Files, and what people and groups look like. */
export interface FilesDoor {
  /** However long it takes, as long as it moves. */
  upload(channelId: string, file: Blob, name: string, hooks: UploadHooks): Promise<UploadView>;
  deleteUpload(id: string): Promise<void>;
  changeProfile(change: ProfileChange): Promise<UserView>;
  setAvatar(file: Blob, crop: Crop): Promise<UserView>;
  removeAvatar(): Promise<UserView>;
  setGroupAvatar(channelId: string, file: Blob, crop: Crop): Promise<ChannelView>;
  removeGroupAvatar(channelId: string): Promise<ChannelView>;
}

/** How the browser is told while no page is open in it. */
export interface PushDoor {
  pushKey(): Promise<string>;
  subscribe(subscription: Subscription): Promise<void>;
  unsubscribe(): Promise<void>;
}

export interface Subscription {
  endpoint: string;
  p256dh: string;
  auth: string;
  showText: boolean;
  language: string;
}

/** Every call rejects with a Refusal or with NoAnswer. */
export interface HttpDoor
  extends AccountDoor, ChannelsDoor, GroupsDoor, PeopleDoor, ModerationDoor, FilesDoor, PushDoor {}

export type Ask = <Event extends keyof Asked>(
  event: Event,
  payload: Asked[Event]['payload'],
) => Promise<Asked[Event]['data']>;

export interface SocketDoor {
  /** Rejects with a Refusal, or with NoAnswer after a while or when the connection breaks. */
  ask: Ask;
  connect(): void;
  disconnect(): void;
}

/** What the server tells without being asked. */
export interface Hearing {
  changes(changes: Changes): void;
  mine(changes: MyChanges): void;
  typing(typing: Typing): void;
  presence(presence: Presence): void;
}

export interface SocketListener extends Hearing {
  hello(hello: Hello): void;
  /** `byServer`: the server closed this socket on purpose, and the door does not reconnect by itself. */
  lost(byServer: boolean): void;
  /** The server refused the handshake, and the door does not reconnect by itself. */
  refused(problem: Problem | undefined): void;
}

export type OpenSocket = (listener: SocketListener) => SocketDoor;
