// Pure functions about what is read: the position, and the unread messages that mention me.
import { LIMITS } from '../../../src/contract/limits.js';
import type { MessageView, MyChannelView, MyMembershipView } from '../../../src/contract/views.js';
import type { ChannelState } from './model.js';

/** For whom a channel is kept. */
export interface Viewer {
  id: string;
  blocked: Readonly<Record<string, true>>;
}

type Position = Pick<MyMembershipView, 'readSeq' | 'unreadFrom'>;

/** Everything up to this message counts as read. */
export function readUpTo({ readSeq, unreadFrom }: Position): number {
  return unreadFrom === null ? readSeq : Math.min(readSeq, unreadFrom - 1);
}

/** Takes in what the server says a channel is to me, unless something newer is held. */
export function applyMembership(channel: ChannelState, told: MyMembershipView): ChannelState {
  const { view } = channel;
  // With equal versions only a message of mine lies between the two, and sending moves forward.
  const isNewer = told.version > view.version || (told.version === view.version && told.readSeq > channel.told.readSeq);
  if (!isNewer) return channel;
  const { readSeq, unreadFrom, notify, hiddenSeq, version } = told;
  const next = { ...channel, told: { readSeq, unreadFrom }, view: { ...view, notify, hiddenSeq, version } };
  return settleReading(next);
}

/** What came by of messages: mine move the position, those of others may mention me. */
export function noteMessages(channel: ChannelState, messages: readonly MessageView[], viewer: Viewer): ChannelState {
  if (messages.length === 0) return channel;
  let { ownSeq } = channel;
  const mentions = new Set(channel.view.unreadMentions);
  for (const message of messages) {
    if (message.authorId === viewer.id) ownSeq = Math.max(ownSeq, message.seq);
    if (mentionsMe(message, viewer)) mentions.add(message.seq);
    else mentions.delete(message.seq);
  }
  return settleReading({ ...channel, ownSeq, view: { ...channel.view, unreadMentions: [...mentions] } });
}

export function mentionsMe({ authorId, deletedAt, ...message }: MessageView, viewer: Viewer): boolean {
  if (authorId === viewer.id || authorId in viewer.blocked || deletedAt !== null) return false;
  return message.mentionsAll || message.mentions.includes(viewer.id);
}

/** Moves the position on this screen before the server knows. */
export function startReading(channel: ChannelState, seq: number): ChannelState {
  return settleReading({ ...channel, reading: Math.max(seq, channel.reading ?? 0) });
}

/** The server answered, and said that this is the position; or nothing is known of it any more. */
export function endReading(channel: ChannelState, readSeq = 0): ChannelState {
  const told = readSeq > channel.told.readSeq ? { readSeq, unreadFrom: null } : channel.told;
  return settleReading({ ...channel, told, reading: null });
}

/** Brings the view in line with everything known of reading. */
export function settleReading(channel: ChannelState): ChannelState {
  const position = positionOf(channel);
  const read = readUpTo(position);
  const { lastSeq } = channel.view;
  const view: MyChannelView = {
    ...channel.view,
    ...position,
    unread: Math.max(0, lastSeq - read),
    unreadMentions: [...new Set(channel.view.unreadMentions)]
      .filter((seq) => seq > read)
      .sort((a, b) => a - b)
      .slice(-LIMITS.unreadMentions),
  };
  return { ...channel, view };
}

function positionOf({ told, ownSeq, reading }: ChannelState): Position {
  const sent = ownSeq > told.readSeq ? { readSeq: ownSeq, unreadFrom: null } : told;
  return reading === null ? sent : { readSeq: Math.max(sent.readSeq, reading), unreadFrom: null };
}
