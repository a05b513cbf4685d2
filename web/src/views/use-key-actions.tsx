import { useLocation } from 'wouter';
import { nextChat, type Step } from '../state/next-chat.js';
import { useClient } from './client-context.js';
import { focusComposer } from './composer-field.js';
import { useDialogs } from './dialogs.js';
import KeyboardHelp from './keyboard-help.js';
import type { Action } from './keyboard-map.js';
import { toNextRegion } from './regions.js';
import { scrollTimeline, toFirstUnread, toTimelineEnd } from './timeline-ways.js';
import { useOpenChannelId } from './use-open-channel-id.js';
import { searchAddress } from './use-search-address.js';

/** Answers false when there was nothing to do. */
type Work = () => unknown;

/** What the keys of the page do here. What is missing, or has nothing to do, is left to the browser. */
export function useKeyActions(onSwitch: () => void): Partial<Record<Action, Work>> {
  const client = useClient();
  const [, navigate] = useLocation();
  const show = useDialogs();
  const openId = useOpenChannelId();
  const go = (step: Step) => () => {
    const view = nextChat(client.store.getState(), openId, step)?.view;
    if (!view) return;
    navigate(view.kind === 'general' ? '/' : `/c/${view.id}`);
    // What had the focus goes with the chat that is left.
    focusComposer();
  };
  const search = (): void => {
    navigate(searchAddress({ q: '', channelId: openId ?? '' }));
  };
  const back = useBack(openId);
  return {
    switch: onSwitch,
    ...(openId !== undefined && { search, back }),
    previous: go({ by: -1, unread: false }),
    next: go({ by: 1, unread: false }),
    previousUnread: go({ by: -1, unread: true }),
    nextUnread: go({ by: 1, unread: true }),
    readAll: () => {
      client.readAll();
    },
    firstUnread: toFirstUnread,
    pageUp: () => scrollTimeline(-1),
    pageDown: () => scrollTimeline(1),
    nextRegion: () => {
      toNextRegion(1);
    },
    previousRegion: () => {
      toNextRegion(-1);
    },
    help: () => {
      show((onClose) => <KeyboardHelp onClose={onClose} />);
    },
  };
}

/**
 * One step back for each Esc: what floats (a menu, a dialog, names to complete) takes the key before it comes here; then
 * a change that was begun, an answer, and last the place in the history.
 */
function useBack(channelId: string | undefined): () => void {
  const client = useClient();
  return () => {
    const { editing, replyingTo } = client.store.getState();
    if (channelId === undefined) return;
    if (editing?.message.channelId === channelId) client.setEditing(null);
    else if (channelId in replyingTo) client.setReplyingTo(channelId, null);
    else toTimelineEnd();
  };
}
