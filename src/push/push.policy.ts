import type { PushPayload } from '../contract/push.js';
import { isQuiet, type QuietHours } from '../contract/quiet-hours.js';
import type { ChannelKind, NotifyLevel } from '../contract/views.js';

/** A member of a channel who could be told. */
export interface Hearer {
  userId: string;
  notify: NotifyLevel;
  /** Everything up to this message counts as read. */
  readUpTo: number;
  quietHours: QuietHours | null;
  /** Somebody is at one of their screens. */
  active: boolean;
  /** Those whom they do not want to hear. */
  blocked: ReadonlySet<string>;
}

export interface Said {
  id: string;
  seq: number;
  authorId: string;
  mentions: readonly string[];
  mentionsAll: boolean;
  /** Null for everybody; else, as after an edit, only those whom it names since. */
  only: readonly string[] | null;
}

export interface Told<Message> {
  message: Message;
  kind: PushPayload['kind'];
}

/** Of what was said in a channel, the message to tell this person of: the newest that is to them, else the newest. */
export function whatToTell<Message extends Said>(
  hearer: Hearer,
  channel: ChannelKind,
  said: readonly Message[],
  now: number,
): Told<Message> | null {
  if (hearer.active || isQuiet(hearer.quietHours, now)) return null;
  const told = said.flatMap((message) => {
    const kind = kindFor(hearer, channel, message);
    return kind ? [{ message, kind }] : [];
  });
  const newestFirst = told.sort((a, b) => b.message.seq - a.message.seq);
  return newestFirst.find(({ kind }) => kind !== 'message') ?? newestFirst[0] ?? null;
}

function kindFor(hearer: Hearer, channel: ChannelKind, message: Said): PushPayload['kind'] | null {
  const { userId, notify, readUpTo, blocked } = hearer;
  const { authorId, seq, only } = message;
  if (notify === 'none' || authorId === userId || blocked.has(authorId) || seq <= readUpTo) return null;
  if (only !== null && !only.includes(userId)) return null;
  if (message.mentionsAll || message.mentions.includes(userId)) return 'mention';
  if (notify !== 'all') return null;
  return channel === 'direct' ? 'direct' : 'message';
}
