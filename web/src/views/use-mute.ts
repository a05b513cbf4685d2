import { useEffect, useState } from 'react';
import type { Mute } from '../../../src/contract/events.js';
import { useChat } from './client-context.js';

/** Timers of browsers cannot wait for a month. */
const LONGEST_MS = 3_600_000;

/** Until when I may not write, and why; null from the moment on when it is over. */
export function useMute(): Mute | null {
  const mute = useChat((state) => state.mute);
  const [now, setNow] = useState(() => Date.now());
  const until = mute === null ? 0 : Date.parse(mute.until);
  useEffect(() => {
    if (until <= now) return;
    const look = () => {
      setNow(Date.now());
    };
    const timer = setTimeout(look, Math.min(Math.max(until - Date.now(), 0), LONGEST_MS));
    return () => {
      clearTimeout(timer);
    };
  }, [until, now]);
  return until > now ? mute : null;
}
