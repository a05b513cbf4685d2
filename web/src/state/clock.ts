/** Time and chance, passed in so that tests rule them. */
export interface Clock {
  now(): number;
  /** Resolves after `ms`. */
  wait(ms: number): Promise<void>;
  /** In [0, 1). */
  random(): number;
}

export const systemClock: Clock = {
  now: () => Date.now(),
  wait: (ms) =>
    new Promise((resolve) => {
      setTimeout(resolve, ms);
    }),
  random: () => Math.random(),
};

const FIRST_MS = 500;
const LONGEST_MS = 20_000;

/** How long to wait before attempt number `attempt` (from 0): doubling, bounded, spread so that clients do not march in step. */
export function backoff(clock: Clock, attempt: number): number {
  return Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(attempt, 10)) * (0.5 + clock.random());
}
