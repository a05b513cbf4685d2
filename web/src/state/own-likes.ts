// Pure functions about my likes: whole states with a revision, of which the newest counts.
import type { MessageView, MyLikesView } from '../../../src/contract/views.js';
import type { ChatState, OwnLikes } from './model.js';
import { without } from './store.js';

type ByMessage = ChatState['myLikes'];
type Wishes = ChatState['likeWishes'];

export function newerLikes(held: ByMessage, told: readonly MyLikesView[]): ByMessage {
  const newer = told.filter(({ messageId, revision }) => revision > (held.get(messageId)?.revision ?? 0));
  if (newer.length === 0) return held;
  const likes = new Map(held);
  for (const { messageId, revision, emojis } of newer) likes.set(messageId, { revision, emojis });
  return likes;
}

/**
 * An answer names every message of these that has a like of mine; what it does not name has none. That is kept too: a page
 * that is on its way may be older, and name it.
 */
export function completeLikes(messages: readonly MessageView[], myLikes: readonly MyLikesView[]): MyLikesView[] {
  const named = new Set(myLikes.map(({ messageId }) => messageId));
  const unnamed = messages.filter(({ id }) => !named.has(id));
  const none = unnamed.map(({ id, channelId, revision }) => ({ channelId, messageId: id, revision, emojis: [] }));
  return [...myLikes, ...none];
}

/** Keeps the state bounded: what no window shows can be told again. */
export function prunedLikes({ myLikes, channels }: ChatState, most: number): ByMessage {
  if (myLikes.size <= most) return myLikes;
  return likesOfRows(myLikes, channels);
}

/** Those of the messages that these channels show. */
export function likesOfRows(myLikes: ByMessage, channels: ChatState['channels']): ByMessage {
  const kept = new Map<string, OwnLikes>();
  for (const { rows } of Object.values(channels))
    for (const { id } of rows) {
      const own = myLikes.get(id);
      if (own) kept.set(id, own);
    }
  return kept;
}

export function withWish(wishes: Wishes, messageId: string, emoji: string, liked: boolean, revision: number): Wishes {
  return { ...wishes, [messageId]: { ...wishes[messageId], [emoji]: { liked, revision } } };
}

export function withoutWish(wishes: Wishes, messageId: string, emoji: string): Wishes {
  const others = without(wishes[messageId] ?? {}, emoji);
  return Object.keys(others).length === 0 ? without(wishes, messageId) : { ...wishes, [messageId]: others };
}
