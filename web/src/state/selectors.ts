// Questions about the state, for the views. Pure; what gives a list gives a new one each time.
import type { LikeCount, MemberRole, MemberView, MessageView, MyChannelView } from '../../../src/contract/views.js';
import type { ChannelState, ChatState, OutboxEntry } from './model.js';
import { readUpTo } from './reading.js';

/** Out of the list until something new is said. */
export function isHidden({ hiddenSeq, lastSeq }: MyChannelView): boolean {
  return hiddenSeq !== null && lastSeq <= hiddenSeq;
}

const KINDS: Record<MyChannelView['kind'], number> = { general: 0, group: 1, direct: 2 };

/** Everybody's channel, then groups, then people; the newest of them first. */
export function visibleChannels({ channels }: Pick<ChatState, 'channels'>): ChannelState[] {
  const shown = Object.values(channels).filter(({ view }) => !isHidden(view));
  return shown.sort(
    ({ view: a }, { view: b }) =>
      KINDS[a.kind] - KINDS[b.kind] || compare(lastActive(b), lastActive(a)) || compare(a.id, b.id),
  );
}

/** With whom a direct channel is: oneself in one's own notes. Null for other kinds. */
export function otherPerson({ directUserIds }: Pick<MyChannelView, 'directUserIds'>, myId: string): string | null {
  if (directUserIds === null) return null;
  return directUserIds.find((id) => id !== myId) ?? myId;
}

export interface ShownLike extends LikeCount {
  mine: boolean;
}

/** The likes of a message, with what I wish already counted in. */
export function likesOf(state: Pick<ChatState, 'myLikes' | 'likeWishes'>, message: MessageView): ShownLike[] {
  const wishes = state.likeWishes[message.id] ?? {};
  const own = state.myLikes[message.id];
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

/** What is unread in the list. Muted channels count what mentions me, and nothing else. */
export function totals(state: Pick<ChatState, 'channels'>): { unread: number; mentions: number } {
  const views = visibleChannels(state).map(({ view }) => view);
  const sum = (count: (view: MyChannelView) => number) => views.reduce((all, view) => all + count(view), 0);
  return {
    unread: sum(({ notify, unread, unreadMentions }) => (notify === 'none' ? unreadMentions.length : unread)),
    mentions: sum(({ unreadMentions }) => unreadMentions.length),
  };
}

/** Unsent messages to channels that I am no longer in. */
export function lostEntries({ outbox, channels, epoch }: ChatState): OutboxEntry[] {
  return epoch === null ? [] : outbox.filter(({ channelId }) => !(channelId in channels));
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
