// What the views are told of the state: what a person does at once, what the server tells a few times a second.
import type { StoreApi } from 'zustand/vanilla';
import type { Clock } from './clock.js';
import type { ChatState } from './model.js';
import type { ChatStore } from './store.js';

const REST_MS = 100;
/** Of the time that pages take to be drawn, so much is left between: keys and scrolling come first. */
const SHARE = 5;

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
 * after a rest, the longer the slower the device draws. A draft goes alone: a key does not wait for what others say.
 */
export function calmed(store: ChatStore, clock: Pick<Clock, 'now' | 'wait'>): ShownStore {
  const listeners = new Set<(state: ChatState, before: ChatState) => void>();
  let shown = store.getState();
  let restUntil = 0;
  let waiting = false;

  const show = (next: ChatState): void => {
    const before = shown;
    shown = next;
    for (const listener of listeners) listener(next, before);
  };
  const showAll = (): void => {
    if (shown === store.getState()) return;
    const began = clock.now();
    show(store.getState());
    // React draws in a microtask of its own, which was asked for before this one.
    queueMicrotask(() => {
      const now = clock.now();
      restUntil = now + Math.max(REST_MS, SHARE * (now - began));
    });
  };
  const showSoon = async (): Promise<void> => {
    if (waiting) return;
    waiting = true;
    const rest = restUntil - clock.now();
    if (rest > 0) await clock.wait(rest);
    waiting = false;
    showAll();
  };

  store.subscribe((next, before) => {
    const changed = Object.keys(next).filter((key) => next[key as keyof ChatState] !== before[key as keyof ChatState]);
    if (changed.every((key) => LIVELY.has(key))) void showSoon();
    else if (changed.every((key) => key === 'drafts')) show({ ...shown, drafts: next.drafts });
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
