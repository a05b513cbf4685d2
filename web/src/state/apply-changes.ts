// Pure functions from one state of a channel to the next. Revisions alone decide what is newer; no clock does.
import type { Changes, MessageView, MyChannelView } from '../../../src/contract/views.js';
import type { MessagePage } from '../api/doors.js';
import type { ChannelState, Loading } from './model.js';
import { MAX_ROWS, upsertRows } from './rows.js';

export type Verdict = 'apply' | 'stale' | 'gap';

/** What to do with changes when `held` is the revision up to which everything is known. */
export function judge(held: number, changes: Changes): Verdict {
  if (changes.to <= held) return 'stale';
  return changes.from === held ? 'apply' : 'gap';
}

/** A channel of which no message is held yet. */
export function emptyChannel(view: MyChannelView, window: number): ChannelState {
  return {
    view,
    revision: view.revision,
    rows: [],
    loaded: false,
    before: null,
    after: null,
    loading: null,
    failedLoading: null,
    strays: [],
    following: true,
    window,
  };
}

/** Only for changes that `judge` wants applied. */
export function applyChanges(channel: ChannelState, changes: Changes): ChannelState {
  return { ...absorb(channel, changes.messages), revision: changes.to, view: newerView(channel.view, changes) };
}

/** Takes in rows wherever they came from; the revision held stays as it is. */
export function absorb(channel: ChannelState, messages: readonly MessageView[]): ChannelState {
  const inside = messages.filter((message) => isInside(channel, message.seq));
  const outside = channel.loading ? messages.filter((message) => !isInside(channel, message.seq)) : [];
  const rows = upsertRows(channel.rows, inside);
  return trim({ ...channel, rows, strays: upsertRows(channel.strays, outside) });
}

export function startLoading(channel: ChannelState, loading: Loading): ChannelState {
  return { ...channel, loading, failedLoading: null, strays: [] };
}

export function loadingFailed(channel: ChannelState): ChannelState {
  return { ...channel, loading: null, failedLoading: channel.loading, strays: [] };
}

/** Joins a page to the window. The newest page makes a new window; the others lengthen it at their end. */
export function applyPage(channel: ChannelState, page: MessagePage): ChannelState {
  const { loading, strays, rows } = channel;
  const anew = loading === 'newest';
  const joined = {
    ...channel,
    loaded: true,
    rows: upsertRows(anew ? [] : rows, page.items),
    before: loading === 'newer' ? channel.before : page.before,
    after: loading === 'older' ? channel.after : page.after,
  };
  // The page was read some time ago; what changed since is in the strays and, for a new window, in the old rows.
  const current = absorb(joined, anew ? [...rows, ...strays] : strays);
  return trim({ ...current, loading: null, strays: [] }, loading !== 'older');
}

function isInside(channel: ChannelState, seq: number): boolean {
  if (!channel.loaded) return false;
  const afterFirst = channel.before === null || seq >= (channel.rows[0]?.seq ?? Infinity);
  const beforeLast = channel.after === null || seq <= (channel.rows.at(-1)?.seq ?? -Infinity);
  return afterFirst && beforeLast;
}

/** Keeps the number of rows bounded, on the side that the reader is not looking at. */
function trim(channel: ChannelState, dropOld = channel.following): ChannelState {
  // Not while a page is on its way: it has to meet the edge it was asked for.
  if (channel.rows.length <= MAX_ROWS || channel.loading) return channel;
  const rows = dropOld ? channel.rows.slice(-MAX_ROWS) : channel.rows.slice(0, MAX_ROWS);
  return dropOld
    ? { ...channel, rows, before: rows[0]?.seq ?? null }
    : { ...channel, rows, after: rows.at(-1)?.seq ?? null };
}

function newerView(view: MyChannelView, changes: Changes): MyChannelView {
  const lastSeq = changes.messages.reduce((last, message) => Math.max(last, message.seq), view.lastSeq);
  const told = changes.channel && changes.channel.revision >= view.revision ? changes.channel : {};
  return { ...view, ...told, lastSeq, revision: changes.to };
}
