// What the views are told of the state: what a person does at once, what the server tells a few times a second.
import type { StoreApi } from 'zustand/vanilla';
import type { Clock } from './clock.js';
import type { ChatState } from './model.js';
import type { ChatStore } from './store.js';

const REST_MS = 100;
/** Of the time that pages take to be drawn, so much is left between: keys and scrolling come first. */
const SHARE = 5;
/** Drawing that fits into a frame holds up no key. */
const FRAME_MS = 16;
/**
 * Where it takes longer, what others say is drawn when somebody who writes pauses; after the longest wait already behind
 * the next key, which is painted by then while the one after it is not there yet. Each such drawing holds up two or three
 * keys: with twenty messages a second and the processor four times slower nineteen of twenty keys are painted within 1.4
 * times of what a bare page takes, and within twice that when it is drawn every second.
 */
const PAUSE_MS = 300;
const LONGEST_MS = 3_000;

/** A lively channel changes these many times a second. */
const LIVELY: ReadonlySet<string> = new Set<keyof ChatState>([
  'channels',
  'users',
  'quoted',
  'presence',
  'typing',
  'myLikes',
  'profileLikes',
]);

export type ShownStore = Pick<StoreApi<ChatState>, 'getState' | 'getInitialState' | 'subscribe'>;

/**
 * Follows the store. The first change after a quiet moment is told at once, further ones of the lively kind together
 * after a rest, the longer the slower the device draws. Drafts are not told: their field follows the store itself, and a
 * key does not ask all rows whether they changed.
 */
export function calmed(store: ChatStore, clock: Pick<Clock, 'now' | 'wait'>): ShownStore {
  const listeners = new Set<(state: ChatState, before: ChatState) => void>();
  let shown = store.getState();
  let restUntil = 0;
  let cost = 0;
  let typedAt = -Infinity;
  let waiting = false;
  let latest = Infinity;

  const showAll = (): void => {
    if (shown === store.getState()) return;
    const began = clock.now();
    const before = shown;
    shown = store.getState();
    for (const listener of listeners) listener(shown, before);
    // React draws in a microtask of its own, which was asked for before this one.
    queueMicrotask(() => {
      const now = clock.now();
      cost = now - began;
      restUntil = now + Math.max(REST_MS, SHARE * cost);
    });
  };
  const showSoon = async (): Promise<void> => {
    if (waiting) return;
    waiting = true;
    latest = clock.now() + LONGEST_MS;
    const pause = (): number => (cost > FRAME_MS ? typedAt + PAUSE_MS : 0);
    const rest = (): number => Math.max(restUntil, pause()) - clock.now();
    for (let ms = rest(); ms > 0; ms = rest()) await clock.wait(ms);
    waiting = false;
    latest = Infinity;
    showAll();
  };
  const typed = (): void => {
    typedAt = clock.now();
    if (typedAt < latest) return;
    latest = typedAt + LONGEST_MS;
    void clock.wait(FRAME_MS).then(showAll);
  };

  store.subscribe((next, before) => {
    const changed = Object.keys(next).filter((key) => next[key as keyof ChatState] !== before[key as keyof ChatState]);
    if (changed.length === 0) return;
    if (changed.every((key) => key === 'drafts')) typed();
    else if (changed.every((key) => LIVELY.has(key))) void showSoon();
    else showAll();
  });
  return {
    getState: () => shown,
    getInitialState: () => store.getInitialState(),
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
