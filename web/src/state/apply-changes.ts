// Pure functions from one state of a channel to the next. Revisions alone decide what is newer; no clock does.
import type { Changes, ChannelView, MessagesPage, MessageView, MyChannelView } from '../../../src/contract/views.js';
import { newerOf, toLastMessage } from './last-message.js';
import { applyMembers } from './members.js';
import type { ChannelState, Loading } from './model.js';
import { trimNotices, upsertNotices } from './notices.js';
import { applyMembership, noteMessages, settleReading, type Viewer } from './reading.js';
import { KEPT_ROWS, MAX_ROWS, upsertRows } from './rows.js';

export type Verdict = 'apply' | 'stale' | 'gap';

/** What to do with changes when `held` is the revision up to which everything is known. */
export function judge(held: number, changes: Pick<Changes, 'from' | 'to'>): Verdict {
  if (changes.to <= held) return 'stale';
  return changes.from === held ? 'apply' : 'gap';
}

/** A channel of which no message is held yet. */
export function emptyChannel(view: MyChannelView, window: number): ChannelState {
  const { readSeq, unreadFrom } = view;
  return settleReading({
    ...{
      view,
      revision: view.revision,
      told: { readSeq, unreadFrom },
      ownSeq: 0,
      reading: null,
      appliedSeq: view.lastSeq,
    },
    ...{ rows: [], notices: [], members: null, strays: [] },
    ...{ loaded: false, before: null, after: null, loading: null, failedLoading: null, target: null },
    ...{ following: true, window },
  });
}

/** The channel without its messages: they are fetched again when it is opened. */
export function closed(channel: ChannelState, window: number): ChannelState {
  const nothing = { rows: [], notices: [], strays: [], loaded: false, before: null, after: null, target: null };
  return { ...channel, ...nothing, failedLoading: null, following: true, window };
}

/**
 * The channel as the list shows it now, with the window that is held. Its revision stays: what lies between is still to
 * be applied, and applying it again to what this view already counts in ends the same.
 */
export function refreshed(channel: ChannelState, view: MyChannelView): ChannelState {
  const mine = applyMembership(channel, { ...view, channelId: view.id });
  if (view.revision < channel.revision) return mine;
  const { readSeq, unreadFrom, notify, hiddenSeq, version } = mine.view;
  return settleReading({ ...mine, view: { ...view, readSeq, unreadFrom, notify, hiddenSeq, version } });
}

/** Only for changes that `judge` wants applied. */
export function applyChanges(channel: ChannelState, changes: Changes, viewer: Viewer): ChannelState {
  const { messages, members = [], notices = [] } = changes;
  const view = newerView(channel.view, changes);
  const appliedSeq = messages.reduce((last, { seq }) => Math.max(last, seq), channel.appliedSeq);
  const noted = noteMessages({ ...channel, view, appliedSeq, revision: changes.to }, messages, viewer);
  const peopled = settleReading(applyMembers(noted, members, viewer.id));
  return absorb({ ...peopled, notices: upsertNotices(peopled.notices, notices) }, messages);
}

/** What an answer says of the channel itself; the messages that it counts come with their rows. */
export function applyChannel(channel: ChannelState, told: ChannelView): ChannelState {
  const { view } = channel;
  if (told.revision < view.revision) return channel;
  return { ...channel, view: { ...view, ...told, lastSeq: view.lastSeq, lastMessageAt: view.lastMessageAt } };
}

/** Takes in rows wherever they came from; the revision held stays as it is. */
export function absorb(channel: ChannelState, messages: readonly MessageView[]): ChannelState {
  const inside = messages.filter((message) => isInside(channel, message.seq));
  const outside = channel.loading ? messages.filter((message) => !isInside(channel, message.seq)) : [];
  const rows = upsertRows(channel.rows, inside);
  return trim({ ...channel, rows, strays: upsertRows(channel.strays, outside) });
}

/** A failure that is being mended stays one until the page is there. */
export function startLoading(channel: ChannelState, loading: Loading): ChannelState {
  const failedLoading = channel.failedLoading === loading ? loading : null;
  return { ...channel, loading, failedLoading, strays: [] };
}

export function loadingFailed(channel: ChannelState): ChannelState {
  return trimNotices({ ...channel, loading: null, failedLoading: channel.loading, strays: [] });
}

/** Joins a page to the window. The newest page and one around a message make a new window; others lengthen it at an end. */
export function applyPage(channel: ChannelState, page: MessagesPage): ChannelState {
  const { loading, strays, rows } = channel;
  const anew = loading === 'newest' || loading === 'around';
  const joined = {
    ...channel,
    loaded: true,
    rows: upsertRows(anew ? [] : rows, page.items),
    before: loading === 'newer' ? channel.before : page.before,
    after: loading === 'older' ? channel.after : page.after,
    notices: upsertNotices(channel.notices, page.notices),
  };
  // The page was read some time ago; what changed since is in the strays and, for a new window, in the old rows.
  const current = absorb(joined, anew ? [...rows, ...strays] : strays);
  const isAtEnd = loading === 'older' ? channel.following : loading !== 'around';
  return trim({ ...current, loading: null, failedLoading: null, strays: [] }, isAtEnd, KEPT_ROWS);
}

function isInside(channel: ChannelState, seq: number): boolean {
  if (!channel.loaded) return false;
  const afterFirst = channel.before === null || seq >= (channel.rows[0]?.seq ?? Infinity);
  const beforeLast = channel.after === null || seq <= (channel.rows.at(-1)?.seq ?? -Infinity);
  return afterFirst && beforeLast;
}

/**
 * Keeps the number of rows bounded, on the side that the reader is not looking at. Who is not at the end may still be near
 * it: no more than what came is let go there, unless a page tells where the reader is.
 */
function trim(channel: ChannelState, dropOld = channel.following, kept = dropOld ? KEPT_ROWS : MAX_ROWS): ChannelState {
  // Not while a page is on its way: it has to meet the edge it was asked for.
  if (channel.rows.length <= MAX_ROWS || channel.loading) return trimNotices(channel);
  const rows = dropOld ? channel.rows.slice(-kept) : channel.rows.slice(0, kept);
  const edge = dropOld ? { before: rows[0]?.seq ?? null } : { after: rows.at(-1)?.seq ?? null };
  return trimNotices({ ...channel, rows, ...edge });
}

function newerView(view: MyChannelView, changes: Changes): MyChannelView {
  const told = changes.channel && changes.channel.revision >= view.revision ? changes.channel : {};
  const last = changes.messages.reduce<{ seq: number; createdAt: string | null }>(
    (newest, message) => (message.seq >= newest.seq ? message : newest),
    { seq: view.lastSeq, createdAt: view.lastMessageAt },
  );
  return {
    ...view,
    ...told,
    lastSeq: last.seq,
    lastMessageAt: last.createdAt,
    lastMessage: changes.messages.map(toLastMessage).reduce(newerOf, view.lastMessage),
    revision: Math.max(view.revision, changes.to),
  };
}
