// Who is writing: told by others and shown for a while, and told of oneself now and then.
import type { Typing as Told } from '../../../src/contract/events.js';
import type { MessageView } from '../../../src/contract/views.js';
import type { Ask } from '../api/doors.js';
import type { Clock } from './clock.js';
import { type ChatStore, without } from './store.js';

const TELL_EVERY_MS = 3_000;
const EXPIRES_MS = 6_000;
/** People shown as writing in one channel, and channels with such people. */
const MAX_WRITING = 50;

export interface TypingDeps {
  store: ChatStore;
  ask: Ask;
  clock: Clock;
}

export class Typing {
  /** Where I write, and when that was told last. */
  private mine: { channelId: string; toldAt: number } | null = null;
  private sweeping = false;

  constructor(private readonly deps: TypingDeps) {}

  /** Call it with every key that is hit. */
  set(channelId: string, typing: boolean): void {
    const now = this.deps.clock.now();
    const before = this.mine;
    if (before && (before.channelId !== channelId || !typing)) this.tell(before.channelId, false);
    if (!typing) this.mine = null;
    else if (before?.channelId !== channelId || now - before.toldAt >= TELL_EVERY_MS) {
      this.mine = { channelId, toldAt: now };
      this.tell(channelId, true);
    }
  }

  hear({ channelId, userId, typing }: Told): void {
    const { store, clock } = this.deps;
    const { me, channels } = store.getState();
    if (userId === me?.id || !(channelId in channels)) return;
    if (!typing) {
      this.ended(channelId, userId);
      return;
    }
    const until = clock.now() + EXPIRES_MS;
    store.setState((state) => ({
      typing: bounded({ ...state.typing, [channelId]: bounded({ ...state.typing[channelId], [userId]: until }) }),
    }));
    void this.sweep();
  }

  /** Who has said it is not writing it any more. */
  said(messages: readonly MessageView[]): void {
    for (const { channelId, authorId } of messages) this.ended(channelId, authorId);
  }

  private ended(channelId: string, userId: string): void {
    const { store } = this.deps;
    const here = store.getState().typing[channelId];
    if (!here || !(userId in here)) return;
    store.setState((state) => ({ typing: compact({ ...state.typing, [channelId]: without(here, userId) }) }));
  }

  private tell(channelId: string, typing: boolean): void {
    // Lost is lost: the next key tells it again.
    this.deps.ask('channel:typing', { channelId, typing }).catch(() => undefined);
  }

  private async sweep(): Promise<void> {
    const { store, clock } = this.deps;
    if (this.sweeping) return;
    this.sweeping = true;
    while (Object.keys(store.getState().typing).length > 0) {
      const ends = Object.values(store.getState().typing).flatMap((here) => Object.values(here));
      await clock.wait(Math.max(1, Math.min(...ends) - clock.now()));
      const now = clock.now();
      const writing = Object.entries(store.getState().typing).map(([id, here]) => {
        const still = Object.entries(here).filter(([, until]) => until > now);
        return [id, Object.fromEntries(still)] as const;
      });
      store.setState({ typing: compact(Object.fromEntries(writing)) });
    }
    this.sweeping = false;
  }
}

function compact<Value extends object>(byId: Readonly<Record<string, Value>>): Readonly<Record<string, Value>> {
  return Object.fromEntries(Object.entries(byId).filter(([, value]) => Object.keys(value).length > 0));
}

function bounded<Value>(byId: Readonly<Record<string, Value>>): Readonly<Record<string, Value>> {
  return Object.fromEntries(Object.entries(byId).slice(-MAX_WRITING));
}
