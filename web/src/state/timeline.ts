// What the timeline shows: the window's rows, what happened between them, and behind them what is still on its way.
import type { MessageView, NoticeView } from '../../../src/contract/views.js';
import type { ChannelState, OutboxEntry } from './model.js';

const GROUP_MS = 5 * 60_000;

type Shown =
  | { message: MessageView; entry: null; notice: null }
  | { message: null; entry: OutboxEntry; notice: null }
  | { message: null; entry: null; notice: NoticeView };

export type TimelineItem = Shown & {
  /** The same before and after the server stored the message, so that the row on the screen stays the same one. */
  key: string;
  startsDay: boolean;
  /** The author is named: what is before is of another person, another day or long ago, or no message. */
  startsGroup: boolean;
};

/** `authorId` is null for a notice: nobody says it. */
type Said = { authorId: string | null; createdAt: string };

export function timelineOf(channel: ChannelState, outbox: readonly OutboxEntry[]): TimelineItem[] {
  const waiting = pending(channel, outbox).map((entry) => ({ message: null, entry, notice: null }) as const);
  let before: Said | undefined;
  return [...woven(channel), ...waiting].map((one) => {
    const own = saidOf(one);
    const startsDay = !before || dayOf(before) !== dayOf(own);
    const isOther = before?.authorId !== own.authorId || isLongAfter(own, before);
    before = own;
    return { ...one, key: keyOf(one), startsDay, startsGroup: own.authorId !== null && (startsDay || isOther) };
  });
}

/** Messages and notices by their place: a notice stands behind the message whose number it has. */
function woven({ rows, notices }: ChannelState): Shown[] {
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

function saidOf({ message, entry, notice }: Shown): Said {
  if (notice) return { authorId: null, createdAt: notice.createdAt };
  return message ?? { authorId: entry.userId, createdAt: entry.createdAt };
}

function keyOf({ message, entry, notice }: Shown): string {
  if (notice) return `notice:${notice.id}`;
  return message ? `${message.authorId}:${message.clientId}` : `${entry.userId}:${entry.clientId}`;
}

/** Entries of this channel whose row is not shown yet; below a window that ends earlier they would be out of place. */
function pending(channel: ChannelState, outbox: readonly OutboxEntry[]): OutboxEntry[] {
  if (channel.after !== null) return [];
  const waiting = outbox.filter((entry) => entry.channelId === channel.view.id);
  if (waiting.length === 0) return waiting;
  const held = new Set(channel.rows.map((row) => `${row.authorId}:${row.clientId}`));
  return waiting.filter((entry) => !held.has(`${entry.userId}:${entry.clientId}`));
}

function dayOf({ createdAt }: Said): string {
  return new Date(createdAt).toDateString();
}

function isLongAfter(own: Said, before: Said): boolean {
  return Math.abs(Date.parse(own.createdAt) - Date.parse(before.createdAt)) > GROUP_MS;
}
