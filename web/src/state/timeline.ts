// What the timeline shows: the window's rows and behind them what is still on its way.
import type { MessageView } from '../../../src/contract/views.js';
import type { ChannelState, OutboxEntry } from './model.js';

const GROUP_MS = 5 * 60_000;

export type TimelineItem = {
  /** The same before and after the server stored the message, so that the row on the screen stays the same one. */
  key: string;
  startsDay: boolean;
  /** The author is named: the message before is of another person, another day or long ago. */
  startsGroup: boolean;
} & ({ message: MessageView; entry: null } | { message: null; entry: OutboxEntry });

type Sent = Pick<MessageView, 'authorId' | 'createdAt'>;

export function timelineOf(channel: ChannelState, outbox: readonly OutboxEntry[]): TimelineItem[] {
  const stored = channel.rows.map((message) => ({ message, entry: null }) as const);
  const sent = [...stored, ...pending(channel, outbox).map((entry) => ({ message: null, entry }) as const)];
  let before: Sent | undefined;
  return sent.map((one) => {
    const own = one.message ?? { ...one.entry, authorId: one.entry.userId };
    const startsDay = !before || dayOf(before) !== dayOf(own);
    const startsGroup = startsDay || before?.authorId !== own.authorId || isLongAfter(own, before);
    before = own;
    return { ...one, key: `${own.authorId}:${own.clientId}`, startsDay, startsGroup };
  });
}

/** Entries of this channel whose row is not shown yet; below a window that ends earlier they would be out of place. */
function pending(channel: ChannelState, outbox: readonly OutboxEntry[]): OutboxEntry[] {
  if (channel.after !== null) return [];
  const waiting = outbox.filter((entry) => entry.channelId === channel.view.id);
  if (waiting.length === 0) return waiting;
  const held = new Set(channel.rows.map((row) => `${row.authorId}:${row.clientId}`));
  return waiting.filter((entry) => !held.has(`${entry.userId}:${entry.clientId}`));
}

function dayOf({ createdAt }: Sent): string {
  return new Date(createdAt).toDateString();
}

function isLongAfter(own: Sent, before: Sent): boolean {
  return Math.abs(Date.parse(own.createdAt) - Date.parse(before.createdAt)) > GROUP_MS;
}
