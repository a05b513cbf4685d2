// Questions about the state, for the views. Pure.
import type {
  LastMessageView,
  LikeCount,
  MemberRole,
  MemberView,
  MessageView,
  MyChannelView,
} from '../../../src/contract/views.js';
import { newerOf } from './last-message.js';
import type { ChannelState, ChatState, Departure, OutboxEntry, OwnLikes } from './model.js';
import { readUpTo } from './reading.js';

/** Out of the list until something new is said. */
export function isHidden({ hiddenSeq, lastSeq }: MyChannelView): boolean {
  return hiddenSeq !== null && lastSeq <= hiddenSeq;
}

const KINDS: Record<MyChannelView['kind'], number> = { general: 0, group: 1, direct: 2 };

const lists = new WeakMap<ChatState['channels'], readonly ChannelState[]>();

/** Everybody's channel, then groups, then people; the newest of them first. The same list while the channels are. */
export function visibleChannels({ channels }: Pick<ChatState, 'channels'>): readonly ChannelState[] {
  const known = lists.get(channels);
  if (known) return known;
  const shown = Object.values(channels).filter(({ view }) => !isHidden(view));
  shown.sort(
    ({ view: a }, { view: b }) =>
      KINDS[a.kind] - KINDS[b.kind] || compare(lastActive(b), lastActive(a)) || compare(a.id, b.id),
  );
  lists.set(channels, shown);
  return shown;
}

/** What was said last, and nothing where it is known that there is something newer than what is held. */
export function lastMessageOf(channel: Pick<ChannelState, 'view' | 'rows' | 'after'>): LastMessageView | null {
  const { view, rows, after } = channel;
  const newest = newerOf(view.lastMessage, rows.at(-1) ?? null);
  const known = Math.max(view.lastSeq, after === null ? 0 : after + 1);
  return newest && newest.seq >= known ? newest : null;
}

/** With whom a direct channel is: oneself in one's own notes. Null for other kinds. */
export function otherPerson({ directUserIds }: Pick<MyChannelView, 'directUserIds'>, myId: string): string | null {
  if (directUserIds === null) return null;
  return directUserIds.find((id) => id !== myId) ?? myId;
}

export interface ShownLike extends LikeCount {
  mine: boolean;
}

type Likes = readonly ShownLike[];
type Wishes = ChatState['likeWishes'][string];

const NO_LIKES: Likes = [];
const likes = new WeakMap<MessageView, { own: OwnLikes | undefined; wishes: Wishes | undefined; shown: Likes }>();

/** The likes of a message, with what I wish already counted in. The same list while nothing about it changed. */
export function likesOf(state: Pick<ChatState, 'myLikes' | 'likeWishes'>, message: MessageView): Likes {
  const wishes = state.likeWishes[message.id];
  if (message.likes.length === 0 && !wishes) return NO_LIKES;
  const own = state.myLikes.get(message.id);
  const known = likes.get(message);
  if (known && known.own === own && known.wishes === wishes) return known.shown;
  const shown = countLikes(message, own, wishes ?? {});
  likes.set(message, { own, wishes, shown });
  return shown;
}

function countLikes(message: MessageView, own: OwnLikes | undefined, wishes: Wishes): Likes {
  const known = new Set(message.likes.map(({ emoji }) => emoji));
  const wished = Object.keys(wishes).filter((emoji) => !known.has(emoji));
  const all = [...message.likes, ...wished.map((emoji) => ({ emoji, count: 0 }))];
  return all.flatMap(({ emoji, count }) => {
    const held = own?.emojis.includes(emoji) ?? false;
    const wish = wishes[emoji];
    const mine = wish?.liked ?? held;
    // A row of another revision than the wish is of may have counted it already: then the number stays as it is told.
    const isCounted = own && own.revision > message.revision ? !mine : held;
    const change = wish?.revision === message.revision ? Number(mine) - Number(isCounted) : 0;
    const shown = Math.max(count + change, mine ? 1 : 0);
    return shown > 0 ? [{ emoji, count: shown, mine }] : [];
  });
}

/** A message that another one answers: `undefined` while it is being fetched, `null` when I may not see it. */
export function quotedMessage(
  state: Pick<ChatState, 'quoted'>,
  channel: Pick<ChannelState, 'rows'>,
  id: string,
): MessageView | null | undefined {
  return channel.rows.find((row) => row.id === id) ?? state.quoted[id];
}

/** A message wherever it is held. */
export function findMessage({ channels, quoted }: ChatState, id: string): MessageView | null {
  for (const { rows } of Object.values(channels)) {
    const found = rows.find((row) => row.id === id);
    if (found) return found;
  }
  return quoted[id] ?? null;
}

/** Who is writing here, but not I, and nobody whom I blocked. */
export function typingIn(state: ChatState, channelId: string, now = Date.now()): string[] {
  const here = Object.entries(state.typing[channelId] ?? {});
  return here.filter(([id, until]) => until > now && id !== state.me?.id && !(id in state.blocked)).map(([id]) => id);
}

const ROLES: Record<MemberRole, number> = { owner: 0, moderator: 1, member: 2 };

/** The people of a channel as far as they are loaded: owner, moderators, members; each by name. */
export function membersOf({ members }: Pick<ChannelState, 'members'>): MemberView[] {
  const people = Object.values(members?.people ?? {}).filter(({ leftAt }) => leftAt === null);
  return people.sort((a, b) => ROLES[a.role] - ROLES[b.role] || a.user.displayName.localeCompare(b.user.displayName));
}

export function isBlocked({ blocked }: Pick<ChatState, 'blocked'>, userId: string): boolean {
  return userId in blocked;
}

/** The one channel that everyone is in; undefined until the channels are known. */
export function generalOf({ channels }: Pick<ChatState, 'channels'>): ChannelState | undefined {
  return Object.values(channels).find(({ view }) => view.kind === 'general');
}

/**
 * What is unread in the list. Muted channels count what mentions me, and nothing else. `calls` are the messages to me in
 * person: mentions, and all of a conversation that I want to hear.
 *
 * @param without a channel that is not counted
 */
export function totals(
  state: Pick<ChatState, 'channels'>,
  without?: string,
): { unread: number; mentions: number; calls: number } {
  const views = visibleChannels(state).flatMap(({ view }) => (view.id === without ? [] : view));
  const sum = (count: (view: MyChannelView) => number) => views.reduce((all, view) => all + count(view), 0);
  return {
    unread: sum(({ notify, unread, unreadMentions }) => (notify === 'none' ? unreadMentions.length : unread)),
    mentions: sum(({ unreadMentions }) => unreadMentions.length),
    calls: sum(({ kind, notify, unread, unreadMentions }) =>
      kind === 'direct' && notify === 'all' ? unread : unreadMentions.length,
    ),
  };
}

/** Unsent messages to channels that I am no longer in. */
export function lostEntries({ outbox, channels, epoch }: ChatState): OutboxEntry[] {
  return epoch === null ? [] : outbox.filter(({ channelId }) => !(channelId in channels));
}

/** The same for messages whose files are still on their way. */
export function lostDepartures({ departures, channels, epoch }: ChatState): Departure[] {
  return epoch === null ? [] : departures.filter(({ channelId }) => !(channelId in channels));
}

/** Leaving the page now would lose a file that is being sent, or a message that waits for one. */
export function unsentFiles({ tray, departures }: Pick<ChatState, 'tray' | 'departures'>): boolean {
  const isMoving = Object.values(tray).some((files) => files.some(({ upload, failure }) => !upload && !failure));
  return isMoving || departures.length > 0;
}

/** Number of the first unread message. */
export function firstUnread(view: MyChannelView): number | null {
  const next = readUpTo(view) + 1;
  return next <= view.lastSeq ? next : null;
}

const lastActive = ({ lastMessageAt, createdAt }: MyChannelView): string => lastMessageAt ?? createdAt;

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
