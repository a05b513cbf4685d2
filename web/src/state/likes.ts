// Likes that show at once. One request per message and emoji is under way; then the newest wish, if it differs.
import type { ProfileLike } from '../../../src/contract/events.js';
import type { MessageView, MyLikesView } from '../../../src/contract/views.js';
import type { Ask } from '../api/doors.js';
import type { ProfileLikes } from './model.js';
import { completeLikes, newerLikes, prunedLikes, withoutWish, withWish } from './own-likes.js';
import { type ChatStore, without } from './store.js';

const MAX_MESSAGES = 5_000;
const MAX_PROFILES = 1_000;

export interface LikesDeps {
  store: ChatStore;
  ask: Ask;
  /** A row as the server has it now. */
  show: (message: MessageView) => void;
}

export class Likes {
  private readonly flights = new Map<string, Promise<void>>();

  constructor(private readonly deps: LikesDeps) {}

  learn(told: readonly MyLikesView[]): void {
    if (told.length === 0) return;
    const { store } = this.deps;
    store.setState((state) => ({ myLikes: newerLikes(state.myLikes, told) }));
    store.setState((state) => ({ myLikes: prunedLikes(state, MAX_MESSAGES) }));
  }

  /** What an answer says that names all of my likes of its messages. */
  learnAll(messages: readonly MessageView[], myLikes: readonly MyLikesView[]): void {
    this.learn(completeLikes(messages, myLikes));
  }

  /** Rejects when the newest wish was refused; it is taken back then. */
  set(message: MessageView, emoji: string, liked: boolean): Promise<void> {
    const { store } = this.deps;
    const { id, revision } = message;
    store.setState((state) => ({ likeWishes: withWish(state.likeWishes, id, emoji, liked, revision) }));
    return this.fly(`like:${id}:${emoji}`, () => this.fulfil(id, emoji));
  }

  learnProfile(userId: string, told: Partial<ProfileLikes>): void {
    this.deps.store.setState(({ profileLikes }) => {
      const held = profileLikes[userId];
      const likes = told.likes ?? held?.likes;
      const liked = told.liked ?? held?.liked;
      if (likes === undefined || liked === undefined) return {};
      const next = { ...without(profileLikes, userId), [userId]: { likes, liked } };
      return { profileLikes: Object.fromEntries(Object.entries(next).slice(-MAX_PROFILES)) };
    });
  }

  /** Rejects when the newest wish was refused; it is taken back then. */
  setProfile(userId: string, liked: boolean): Promise<void> {
    const held = this.deps.store.getState().profileLikes[userId];
    this.wishProfile(userId, liked);
    return this.fly(`profile:${userId}`, () => this.fulfilProfile(userId, liked, held));
  }

  /** One at a time; who comes meanwhile waits for the same end. */
  private fly(key: string, work: () => Promise<void>): Promise<void> {
    const flight =
      this.flights.get(key) ??
      work().finally(() => {
        this.flights.delete(key);
      });
    this.flights.set(key, flight);
    return flight;
  }

  private async fulfil(messageId: string, emoji: string): Promise<void> {
    const { store, ask, show } = this.deps;
    const wish = () => store.getState().likeWishes[messageId]?.[emoji];
    try {
      for (let sent = wish(); sent;) {
        const { message, myLikes } = await ask('like:set', { messageId, emoji, liked: sent.liked });
        const newest = wish();
        const next = newest && newest.liked !== sent.liked ? newest.liked : null;
        // In this order the number on the screen never jumps.
        show(message);
        this.learn([myLikes]);
        this.conclude(messageId, emoji, next, message.revision);
        sent = wish();
      }
    } finally {
      this.conclude(messageId, emoji, null, 0);
    }
  }

  private conclude(messageId: string, emoji: string, next: boolean | null, revision: number): void {
    this.deps.store.setState(({ likeWishes }) => ({
      likeWishes:
        next === null
          ? withoutWish(likeWishes, messageId, emoji)
          : withWish(likeWishes, messageId, emoji, next, revision),
    }));
  }

  private wishProfile(userId: string, liked: boolean): void {
    const { profileLikes, users } = this.deps.store.getState();
    const held = profileLikes[userId] ?? { likes: users[userId]?.likes ?? 0, liked: !liked };
    const change = held.liked === liked ? 0 : liked ? 1 : -1;
    this.learnProfile(userId, { likes: Math.max(0, held.likes + change), liked });
  }

  private async fulfilProfile(userId: string, liked: boolean, before: ProfileLikes | undefined): Promise<void> {
    const { store, ask } = this.deps;
    let answer: ProfileLike;
    let wanted = liked;
    try {
      do {
        answer = await ask('profile:like', { userId, liked: wanted });
        wanted = store.getState().profileLikes[userId]?.liked ?? answer.liked;
      } while (wanted !== answer.liked);
      this.learnProfile(userId, answer);
    } catch (error) {
      if (before) this.learnProfile(userId, before);
      else store.setState((state) => ({ profileLikes: without(state.profileLikes, userId) }));
      throw error;
    }
  }
}
