import type { Timers } from './timers.js';
import type { Times } from './times.js';

interface Typist {
  /** Others were told, and not yet of the end. */
  told: boolean;
  /** It is too early to tell of it again. */
  early: boolean;
  /** Not heard of for `typingEndsMs`. */
  silent: boolean;
  callOff?: () => void;
}

/** Who types where, for as long as it matters: at most `typingEndsMs` after the last that was heard of each. */
export class Typists {
  private readonly typists = new Map<string, Typist>();

  /** @param fellSilent is called for one of whom others were told, and who was not heard of any more */
  constructor(
    private readonly timers: Timers,
    private readonly times: Times,
    private readonly fellSilent: (userId: string, channelId: string) => void,
  ) {}

  /** @returns whether others are to be told */
  type(userId: string, channelId: string): boolean {
    const key = keyOf(userId, channelId);
    const typist = this.typists.get(key) ?? { told: false, early: false, silent: false };
    this.typists.set(key, typist);
    const tell = !typist.early;
    if (tell) {
      typist.told = typist.early = true;
      this.timers.after(this.times.typingEveryMs, () => {
        typist.early = false;
        if (!typist.told) this.typists.delete(key);
      });
    }
    if (typist.told) {
      typist.callOff?.();
      typist.silent = false;
      typist.callOff = this.timers.after(this.times.typingEndsMs, () => {
        typist.silent = true;
        this.fellSilent(userId, channelId);
      });
    }
    return tell;
  }

  /** @returns whether others are to be told: only those are who were told of the beginning */
  stop(userId: string, channelId: string): boolean {
    const key = keyOf(userId, channelId);
    const typist = this.typists.get(key);
    if (!typist?.told) return false;
    typist.told = false;
    typist.callOff?.();
    if (!typist.early) this.typists.delete(key);
    return true;
  }

  /** The same for one who fell silent, unless they were heard of again since. */
  stopSilent(userId: string, channelId: string): boolean {
    return this.typists.get(keyOf(userId, channelId))?.silent === true && this.stop(userId, channelId);
  }
}

const keyOf = (userId: string, channelId: string): string => `${channelId} ${userId}`;
