// What the state layer knows of the network. The real doors are http.ts and socket.ts; tests pass others.
import type { Problem } from '../../../src/contract/errors.js';
import type { Asked, Hello } from '../../../src/contract/events.js';
import type { Changes, MessageView, MyChannelView, Page, SessionView, UserView } from '../../../src/contract/views.js';

export interface Credentials {
  username: string;
  password: string;
}

export interface Registration extends Credentials {
  displayName?: string;
  /** From the link the server prints at its first start; makes the first administrator. */
  setupToken?: string;
}

export type ChannelPage = Page<MyChannelView> & { epoch: string };
export type MessagePage = Page<MessageView, number>;
export type Cursor = { before?: number; after?: number };

/** Every call rejects with a Refusal or with NoAnswer. */
export interface HttpDoor {
  register(registration: Registration): Promise<UserView>;
  signIn(credentials: Credentials): Promise<UserView>;
  signOut(): Promise<void>;
  currentUser(): Promise<UserView>;
  sessions(): Promise<SessionView[]>;
  endSession(id: string): Promise<void>;
  endOtherSessions(): Promise<void>;
  changePassword(currentPassword: string, newPassword: string): Promise<void>;
  channels(after?: string): Promise<ChannelPage>;
  channel(id: string): Promise<MyChannelView>;
  messages(channelId: string, cursor?: Cursor): Promise<MessagePage>;
  users(ids: string[]): Promise<UserView[]>;
}

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

export interface SocketListener {
  hello(hello: Hello): void;
  changes(changes: Changes): void;
  /** `byServer`: the server closed this socket on purpose, and the door does not reconnect by itself. */
  lost(byServer: boolean): void;
  /** The server refused the handshake, and the door does not reconnect by itself. */
  refused(problem: Problem | undefined): void;
}

export type OpenSocket = (listener: SocketListener) => SocketDoor;
