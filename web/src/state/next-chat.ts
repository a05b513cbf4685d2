// Where keys lead from the chat that is open. Pure.
import type { ChannelState, ChatState } from './model.js';
import { generalOf, visibleChannels } from './selectors.js';

type Channels = Pick<ChatState, 'channels'>;

/** The chat that a page shows; a narrow screen has the list at /channels, a wide one the general channel. */
export function channelAt(state: Channels, path: string): ChannelState | undefined {
  const [, id] = /^\/c\/([^/]+)$/.exec(path) ?? [];
  if (id !== undefined) return state.channels[id];
  if (path !== '/' && path !== '/channels') return undefined;
  return generalOf(state);
}

export interface Step {
  by: 1 | -1;
  /** Past what holds nothing that the person wants to be told of. */
  unread: boolean;
}

/** The chat after or before this one in the list, which is gone round; from elsewhere the first or the last. */
export function nextChat(state: Channels, openId: string | undefined, { by, unread }: Step): ChannelState | undefined {
  const all = visibleChannels(state);
  const at = all.findIndex(({ view }) => view.id === openId);
  const [before, after] = at < 0 ? [[], all] : [all.slice(0, at), all.slice(at + 1)];
  const onwards = by === 1 ? [...after, ...before] : [...after, ...before].reverse();
  return onwards.find((channel) => !unread || calls(channel));
}

/** What is to be read in every chat: up to which message. */
export function unreadEnds({ channels }: Channels): { id: string; lastSeq: number }[] {
  return Object.values(channels).flatMap(({ view: { id, unread, lastSeq } }) => (unread > 0 ? [{ id, lastSeq }] : []));
}

function calls({ view: { unread, unreadMentions, notify } }: ChannelState): boolean {
  return unreadMentions.length > 0 || (unread > 0 && notify !== 'none');
}
