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
  startsDay: boolean;
  /** The author is named: what is before is of another person, another day or long ago, or no message. */
  startsGroup: boolean;
};

export function timelineOf(channel: Held, outbox: readonly OutboxEntry[]): TimelineItem[] {
  const waiting = pending(channel, outbox).map((entry) => ({ message: null, entry, notice: null }) as const);
  let before: Shown | undefined;
  return [...woven(channel), ...waiting].map((one) => {
    const startsDay = !before || momentOf(before).day !== momentOf(one).day;
    const isOther = !before || authorOf(before) !== authorOf(one) || isLongAfter(one, before);
    before = one;
    return itemOf(one, startsDay, one.notice === null && (startsDay || isOther));
  });
}

const items = new WeakMap<object, TimelineItem>();

/** The same item while nothing about it changed: its row need not be drawn again. */
function itemOf(one: Shown, startsDay: boolean, startsGroup: boolean): TimelineItem {
  const said = saidOf(one);
  const known = items.get(said);
  if (known && known.startsDay === startsDay && known.startsGroup === startsGroup) return known;
  const item = { ...one, key: keyOf(one), startsDay, startsGroup };
  items.set(said, item);
  return item;
}

/** Messages and notices by their place: a notice stands behind the message whose number it has. */
function woven({ rows, notices }: Held): Shown[] {
  const items: Shown[] = [];
  let next = 0;
  const noticesBefore = (seq: number): void => {
    for (let notice = notices[next]; notice && notice.seq < seq; notice = notices[next]) {
      items.push({ message: null, entry: null, notice });
      next++;
    }
  };
  for (const message of rows) {
    noticesBefore(message.seq);
    items.push({ message, entry: null, notice: null });
  }
  noticesBefore(Infinity);
  return items;
}

export function saidOf({ message, entry, notice }: Shown): MessageView | OutboxEntry | NoticeView {
  return message ?? entry ?? notice;
}

/** Null for a notice: nobody says it. */
function authorOf({ message, entry }: Shown): string | null {
  return message?.authorId ?? entry?.userId ?? null;
}

function keyOf({ message, entry, notice }: Shown): string {
  if (notice) return `notice:${notice.id}`;
  return message ? `${message.authorId}:${message.clientId}` : `${entry.userId}:${entry.clientId}`;
}

/** Entries of this channel whose row is not shown yet; below a window that ends earlier they would be out of place. */
function pending(channel: Held, outbox: readonly OutboxEntry[]): OutboxEntry[] {
  if (channel.after !== null) return [];
  const waiting = outbox.filter((entry) => entry.channelId === channel.view.id);
  if (waiting.length === 0) return waiting;
  const held = new Set(channel.rows.map((row) => `${row.authorId}:${row.clientId}`));
  return waiting.filter((entry) => !held.has(`${entry.userId}:${entry.clientId}`));
}

/** Of the calendar here: the same for all that was said between two midnights. */
export function dayOf(one: TimelineItem): string {
  return momentOf(one).day;
}

/** Told once for each row: reading thousands of dates with every change takes longer than all the rest. */
const moments = new WeakMap<object, { day: string; at: number }>();

function momentOf(one: Shown): { day: string; at: number } {
  const said = saidOf(one);
  const known = moments.get(said);
  if (known) return known;
  const date = new Date(said.createdAt);
  const moment = { day: date.toDateString(), at: date.getTime() };
  moments.set(said, moment);
  return moment;
}

function isLongAfter(one: Shown, before: Shown): boolean {
  return Math.abs(momentOf(one).at - momentOf(before).at) > GROUP_MS;
}
