import type { NoticeView } from '../../../src/contract/views.js';
import type { ChannelState } from './model.js';

/** Notices of one channel kept in memory. */
const MAX_NOTICES = 500;

export function upsertNotices(held: readonly NoticeView[], incoming: readonly NoticeView[]): readonly NoticeView[] {
  if (incoming.length === 0) return held;
  const byId = new Map([...held, ...incoming].map((notice) => [notice.id, notice]));
  return [...byId.values()].sort((a, b) => a.seq - b.seq || a.revision - b.revision || (a.id < b.id ? -1 : 1));
}

/** Forgets what is not between the rows of the window; a page that comes back brings its notices along. */
export function trimNotices(channel: ChannelState): ChannelState {
  // Not while a page is on its way: it may be older than what was told since.
  if (channel.loading) return channel;
  const { loaded, before, after, rows } = channel;
  const from = before === null ? 0 : (rows[0]?.seq ?? Infinity);
  const to = after === null ? Infinity : (rows.at(-1)?.seq ?? -Infinity);
  const inside = loaded ? channel.notices.filter(({ seq }) => seq >= from && seq <= to) : [];
  const notices = inside.slice(-MAX_NOTICES);
  return notices.length === channel.notices.length ? channel : { ...channel, notices };
}
