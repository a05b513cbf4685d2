export const PUSH_TIMES = Symbol('push times');

/** In milliseconds. Tests shorten them; they are no settings. */
export interface PushTimes {
  /** After a message: who reads it meanwhile is not told. */
  delayMs: number;
  /** After the first failure of a push service; each further one takes four times as long. */
  retryMs: number;
}

export const PUSH_TIMES_IN_USE: PushTimes = { delayMs: 5_000, retryMs: 3_000 };
