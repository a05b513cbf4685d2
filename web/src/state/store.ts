import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Problem } from '../../../src/contract/errors.js';
import type { UserView } from '../../../src/contract/views.js';
import type { ChannelState, ChatState, OutboxEntry } from './model.js';
import type { Viewer } from './reading.js';

export type ChatStore = StoreApi<ChatState>;

const NOBODY = {
  me: null,
  link: 'connecting',
  epoch: null,
  channels: {},
  users: {},
  outbox: [],
  tray: {},
  departures: [],
  drafts: {},
  myLikes: new Map<string, never>(),
  likeWishes: {},
  profileLikes: {},
  blocked: {},
  quoted: {},
  presence: {},
  typing: {},
  editing: null,
  replyingTo: {},
  invisible: false,
  quietHours: null,
  mute: null,
  openReports: null,
  farewell: null,
} as const;

export function createChatStore(): ChatStore {
  return createStore<ChatState>()(() => ({ ...NOBODY, session: 'unknown', setupToken: null }));
}

/** Forgets everything that belonged to the person before. */
export function signedIn(store: ChatStore, me: UserView): void {
  store.setState({ ...NOBODY, session: 'signed-in', me, users: { [me.id]: me }, setupToken: null });
}

export function signedOut(store: ChatStore, farewell: Problem | null = null): void {
  store.setState({ ...NOBODY, session: 'signed-out', farewell });
}

export function viewerOf({ me, blocked }: ChatState): Viewer {
  return { id: me?.id ?? '', blocked };
}

/** Changes one channel; does nothing when it is not (or no longer) held. */
export function updateChannel(store: ChatStore, id: string, change: (channel: ChannelState) => ChannelState): void {
  store.setState((state) => {
    const channel = state.channels[id];
    return channel ? { channels: { ...state.channels, [id]: change(channel) } } : state;
  });
}

export function putChannel(store: ChatStore, channel: ChannelState): void {
  store.setState((state) => ({ channels: { ...state.channels, [channel.view.id]: channel } }));
}

/** Forgets a channel. What was written there stays, on its way or not: it is somebody's work. */
export function dropChannel(store: ChatStore, id: string): void {
  store.setState(({ channels, tray, replyingTo, typing, editing }) => ({
    channels: without(channels, id),
    tray: without(tray, id),
    replyingTo: without(replyingTo, id),
    typing: without(typing, id),
    editing: editing?.message.channelId === id ? null : editing,
  }));
}

export function without<Value>(values: Readonly<Record<string, Value>>, key: string): Readonly<Record<string, Value>> {
  if (!(key in values)) return values;
  const { [key]: _gone, ...others } = values;
  return others;
}

/** People as they are told; what is older than what is held is dropped. */
export function putUsers(store: ChatStore, users: readonly UserView[]): void {
  if (users.length === 0) return;
  store.setState(({ me, users: held }) => {
    const newer = users.filter(({ id, version }) => version >= (held[id]?.version ?? 0));
    return {
      me: newer.findLast(({ id }) => id === me?.id) ?? me,
      users: { ...held, ...Object.fromEntries(newer.map((user) => [user.id, user])) },
    };
  });
}

/** As the greeting has me: its version may be smaller than what is held, when it is of another history. */
export function putMe(store: ChatStore, me: UserView): void {
  store.setState(({ users }) => ({ me, users: { ...users, [me.id]: me } }));
}

/** Whatever is told of these people next counts as newer. */
export function withoutVersions({ me, users }: Pick<ChatState, 'me' | 'users'>): ChatState['users'] {
  const old = Object.entries(users).map(([id, user]) => [id, user && { ...user, version: 0 }] as const);
  return { ...Object.fromEntries(old), ...(me && { [me.id]: me }) };
}

/** A departure goes in the moment its entry is there, so that its row is there once at every moment. */
export function putOutbox(store: ChatStore, outbox: readonly OutboxEntry[]): void {
  const entered = new Set(outbox.map(({ clientId }) => clientId));
  store.setState(({ departures }) => ({
    outbox,
    departures: departures.some(({ clientId }) => entered.has(clientId))
      ? departures.filter(({ clientId }) => !entered.has(clientId))
      : departures,
  }));
}
