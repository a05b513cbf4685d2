import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { useHistoryState } from 'wouter/use-browser-location';
import type { ChannelState } from '../state/model.js';
import { useClient } from './client-context.js';
import { follow, useNamedMessage } from './named-message.js';
import type { TimelineScroll } from './use-timeline-scroll.js';

const FLASH_MS = 2_000;

interface Jump {
  /** The row that was jumped to, for a moment. */
  flashed: number | null;
  /** @param from the message that led there; `goBack` returns to it */
  jump: (seq: number, from?: number) => void;
  /** To where the last jump began; false when there was none. */
  goBack: () => boolean;
}

const MOST_BACK = 20;

/** Goes to a message, wherever it is in the history, and shows which one it was. */
export function useJump(
  channel: ChannelState,
  visit: number,
  { reveal, sticks }: Pick<TimelineScroll, 'reveal' | 'sticks'>,
): Jump {
  const client = useClient();
  const { id } = channel.view;
  const [landing, setLanding] = useState<{ seq: number } | null>(null);
  const [flashed, setFlashed] = useState<number | null>(null);
  const [since, setSince] = useState(visit);
  if (since !== visit) {
    setSince(visit);
    setFlashed(null);
  }
  const done = useRef<object | null>(null);
  const back = useRef<number[]>([]);
  const jump = useCallback(
    (seq: number, from?: number) => {
      if (from !== undefined) back.current = [...back.current, from].slice(-MOST_BACK);
      void client.jumpTo(id, seq).then((found) => {
        if (found) setLanding({ seq });
      });
    },
    [client, id],
  );
  const named = useNamedMessage();
  // The same link once more is another entry of the history.
  const entry: unknown = useHistoryState();
  const { loaded } = channel;
  useEffect(() => {
    if (named !== null && loaded && follow()) jump(named);
  }, [named, entry, jump, loaded]);
  useLayoutEffect(() => {
    if (!landing || done.current === landing) return;
    if (!reveal(landing.seq)) return;
    done.current = landing;
    setFlashed(landing.seq);
  });
  useEffect(() => {
    if (flashed === null) return;
    const timer = setTimeout(() => {
      setFlashed(null);
    }, FLASH_MS);
    return () => {
      clearTimeout(timer);
    };
  }, [flashed]);
  useEffect(() => {
    // Whoever came to the end by themselves wants to go nowhere.
    if (sticks) back.current = [];
  }, [sticks]);
  const goBack = useCallback((): boolean => {
    const from = back.current.pop();
    if (from !== undefined) jump(from);
    return from !== undefined;
  }, [jump]);
  return { flashed, jump, goBack };
}
