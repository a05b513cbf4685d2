// What the tabs of one browser agree on, by locks: they end with their tab, however it ends.
import { locks } from '../locks.js';

const ATTENTIVE = 'veche-attentive';
const TELLER = 'veche-teller';

/** Has the lock as soon as it is free. @returns the way to give it up */
function hold(name: string, mode: LockMode, held: () => void): () => void {
  const stop = new AbortController();
  const until = new Promise<void>((resolve) => {
    stop.signal.addEventListener('abort', () => {
      resolve();
    });
  });
  const work = (): Promise<void> => {
    held();
    return until;
  };
  if (locks) locks.request(name, { mode, signal: stop.signal }, work).catch(() => undefined);
  else held();
  return () => {
    stop.abort();
  };
}

/** One tab tells for all that nobody looks at; when it is closed, another one does. @returns the way to stop */
export const becomeTeller = (begin: () => void): (() => void) => hold(TELLER, 'exclusive', begin);

/** Lets the other tabs know that somebody looks at this one. @returns the way to stop */
export const beAttentive = (): (() => void) => hold(ATTENTIVE, 'shared', () => undefined);

export async function isAnyTabAttentive(): Promise<boolean> {
  const state = await locks?.query();
  return state?.held?.some(({ name }) => name === ATTENTIVE) ?? false;
}
