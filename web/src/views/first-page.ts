import type { Client } from '../state/client.js';
import type { ChannelState } from '../state/model.js';
import { firstUnread, visibleChannels } from '../state/selectors.js';
import { isFollowed, namedIn } from './named-message.js';
import { opensAtNewest } from './switches.js';

/** So many unread messages are fetched at once with some read ones; with more the channel opens at its end. */
const OPENS_AT_UNREAD = 200;
const FIT_IN_NEWEST_PAGE = 40;

/** Of a chat; without an id of the general one. */
const ADDRESS = /^\/(?:c\/([^/]+))?$/;

/** Whether a channel is there of which no message is held or on its way. */
export function isMissing(channel: ChannelState | undefined): channel is ChannelState {
  return channel !== undefined && !channel.loaded && channel.loading === null && channel.failedLoading === null;
}

/**
 * Fetches what such a channel opens with.
 *
 * @param named number of the message that the address leads to
 */
export function loadFirstPage(client: Client, channelId: string, named: number | null): void {
  const channel = client.store.getState().channels[channelId];
  if (!isMissing(channel)) return;
  if (named !== null && !isFollowed()) {
    void client.jumpTo(channelId, named);
    return;
  }
  const { view } = channel;
  const first = firstUnread(view);
  const unread = first === null ? 0 : view.lastSeq - first + 1;
  const atEnd = unread <= FIT_IN_NEWEST_PAGE || unread > OPENS_AT_UNREAD || opensAtNewest.isOn();
  if (first === null || atEnd) client.load(channelId, 'newest');
  else void client.jumpTo(channelId, first);
}

/** The same for the channel that this address shows, when its channels are known: what shows it is still on its way. */
export function loadFirstPageAt(client: Client, { pathname, search }: Location): void {
  const address = ADDRESS.exec(pathname);
  const id = address && (address[1] ?? visibleChannels(client.store.getState())[0]?.view.id);
  if (id) loadFirstPage(client, id, namedIn(search));
}
