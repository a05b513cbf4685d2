import { createStore, type StoreApi } from 'zustand/vanilla';
import type { UserView } from '../../../src/contract/views.js';
import type { ChannelState, ChatState } from './model.js';
import type { Viewer } from './reading.js';

export type ChatStore = StoreApi<ChatState>;

const NOBODY = {
  me: null,
  link: 'connecting',
  epoch: null,
  channels: {},
  users: {},
  outbox: [],
  drafts: {},
  myLikes: {},
  likeWishes: {},
  profileLikes: {},
  blocked: {},
  quoted: {},
  presence: {},
  typing: {},
  editing: null,
  replyingTo: {},
  invisible: false,
} as const;

export function createChatStore(): ChatStore {
  return createStore<ChatState>()(() => ({ ...NOBODY, session: 'unknown', setupToken: null }));
}

/** Forgets everything that belonged to the person before. */
export function signedIn(store: ChatStore, me: UserView): void {
  store.setState({ ...NOBODY, session: 'signed-in', me, users: { [me.id]: me }, setupToken: null });
}

export function signedOut(store: ChatStore): void {
  store.setState({ ...NOBODY, session: 'signed-out' });
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

/** Forgets a channel and what was being written there. Messages on their way stay: their text is somebody's work. */
export function dropChannel(store: ChatStore, id: string): void {
  store.setState(({ channels, drafts, replyingTo, typing, editing }) => ({
    channels: without(channels, id),
    drafts: without(drafts, id),
    replyingTo: without(replyingTo, id),
    typing: without(typing, id),
    editing: editing?.channelId === id ? null : editing,
  }));
}

export function without<Value>(values: Readonly<Record<string, Value>>, key: string): Readonly<Record<string, Value>> {
  if (!(key in values)) return values;
  const { [key]: _gone, ...others } = values;
  return others;
}

export function putUsers(store: ChatStore, users: readonly UserView[]): void {
  if (users.length === 0) return;
  store.setState(({ me, users: held }) => ({
    me: users.findLast(({ id }) => id === me?.id) ?? me,
    users: { ...held, ...Object.fromEntries(users.map((user) => [user.id, user])) },
  }));
}
