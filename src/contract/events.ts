import type { Problem } from './errors.js';
import type { Changes, SentMessage, UserView } from './views.js';

export type Ack<Data> = { ok: true; data: Data } | { ok: false; error: Problem };

export interface SendMessage {
  channelId: string;
  /** A UUID the client makes once per message; a retry with the same one returns the first result. */
  clientId: string;
  body: string;
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
}

/** What a client may ask over the socket, and what the acknowledgement carries. */
export interface Asked {
  'message:send': { payload: SendMessage; data: SentMessage };
  sync: { payload: SyncRequest; data: SyncAnswer };
}

export const ASKED = ['message:send', 'sync'] as const satisfies (keyof Asked)[];

/** What the server tells. */
export interface Told {
  hello: Hello;
  'channel:changes': Changes;
  /** The server is about to stop; the connection closes and a reconnect finds the next one. */
  stopping: Record<string, never>;
}

export type ClientToServer = {
  [Event in keyof Asked]: (payload: Asked[Event]['payload'], ack: (answer: Ack<Asked[Event]['data']>) => void) => void;
};

export type ServerToClient = { [Event in keyof Told]: (payload: Told[Event]) => void };
