// What the timeline shows: the window's rows, what happened between them, and behind them what is still on its way.
import type { MessageView, MyChannelView, NoticeView } from '../../../src/contract/views.js';
import type { ChannelState, OutboxEntry } from './model.js';

const GROUP_MS = 5 * 60_000;

type Shown =
  | { message: MessageView; entry: null; notice: null }
  | { message: null; entry: OutboxEntry; notice: null }
  | { message: null; entry: null; notice: NoticeView };

type Held = Pick<ChannelState, 'rows' | 'notices' | 'after'> & { view: Pick<MyChannelView, 'id'> };

export type TimelineItem = Shown & {
  /** The same before and after the server stored the message, so that the row on the screen stays the same one. */
  key: string;
  /** Null for a notice: nobody says it. */
  authorId: string | null;
  /** Milliseconds since 1970. */
  at: number;
  /** Of the calendar here: the same for all that was said between two midnights. */
  day: string;
  startsDay: boolean;
  /** The author is named: what is before is of another person, another day or long ago, or no message; or this answers. */
  startsGroup: boolean;
};

/** Messages and notices by their place, a notice behind the message whose number it has; then what is on its way. */
export function timelineOf(channel: Held, outbox: readonly OutboxEntry[]): TimelineItem[] {
  const { rows, notices } = channel;
  const items: TimelineItem[] = [];
  let next = 0;
  const addNoticesBefore = (seq: number): void => {
    for (let notice = notices[next]; notice && notice.seq < seq; notice = notices[next]) {
      items.push(itemOf(notice, ofNotice, items.at(-1)));
      next++;
    }
  };
  for (const message of rows) {
    addNoticesBefore(message.seq);
    items.push(itemOf(message, ofMessage, items.at(-1)));
  }
  addNoticesBefore(Infinity);
  for (const entry of pending(channel, outbox)) items.push(itemOf(entry, ofEntry, items.at(-1)));
  return items;
}

const known = new WeakMap<object, TimelineItem>();

/**
 * The same item while nothing about it changed: its row need not be drawn again, and reading thousands of dates with
 * every change would take longer than all the rest.
 */
function itemOf<Said extends object>(
  said: Said,
  make: (said: Said) => TimelineItem,
  before: TimelineItem | undefined,
): TimelineItem {
  const held = known.get(said);
  const item = held ?? make(said);
  const startsDay = before?.day !== item.day;
  const isOther = before?.authorId !== item.authorId || Math.abs(item.at - before.at) > GROUP_MS;
  const answers = typeof (item.message ?? item.entry)?.replyToId === 'string';
  const startsGroup = item.notice === null && (startsDay || isOther || answers);
  if (held?.startsDay === startsDay && held.startsGroup === startsGroup) return held;
  const placed = { ...item, startsDay, startsGroup };
  known.set(said, placed);
  return placed;
}

const NOWHERE = { startsDay: false, startsGroup: false };

function ofMessage(message: MessageView): TimelineItem {
  const { authorId, clientId, createdAt } = message;
  const shown = { message, entry: null, notice: null };
  return { ...shown, key: `${authorId}:${clientId}`, authorId, ...momentOf(createdAt), ...NOWHERE };
}

function ofEntry(entry: OutboxEntry): TimelineItem {
  const { userId, clientId, createdAt } = entry;
  const shown = { message: null, entry, notice: null };
  return { ...shown, key: `${userId}:${clientId}`, authorId: userId, ...momentOf(createdAt), ...NOWHERE };
}

function ofNotice(notice: NoticeView): TimelineItem {
  const shown = { message: null, entry: null, notice };
  return { ...shown, key: `notice:${notice.id}`, authorId: null, ...momentOf(notice.createdAt), ...NOWHERE };
}

function momentOf(createdAt: string): Pick<TimelineItem, 'at' | 'day'> {
  const date = new Date(createdAt);
  return { at: date.getTime(), day: date.toDateString() };
}

export function saidOf({ message, entry, notice }: Shown): MessageView | OutboxEntry | NoticeView {
  return message ?? entry ?? notice;
}

/** Entries of this channel whose row is not shown yet; below a window that ends earlier they would be out of place. */
function pending(channel: Held, outbox: readonly OutboxEntry[]): OutboxEntry[] {
  if (channel.after !== null) return [];
  const waiting = outbox.filter((entry) => entry.channelId === channel.view.id);
  if (waiting.length === 0) return waiting;
  const held = new Set(channel.rows.map((row) => `${row.authorId}:${row.clientId}`));
  return waiting.filter((entry) => !held.has(`${entry.userId}:${entry.clientId}`));
}
