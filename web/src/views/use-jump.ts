import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { ChannelState } from '../state/model.js';
import { useClient } from './client-context.js';

const FLASH_MS = 2_000;

interface Jump {
  /** The row that was jumped to, for a moment. */
  flashed: number | null;
  jump: (seq: number) => void;
}

/** Goes to a message, wherever it is in the history, and shows which one it was. */
export function useJump(channel: ChannelState, reveal: (seq: number) => HTMLElement | null): Jump {
  const client = useClient();
  const { id } = channel.view;
  const [landing, setLanding] = useState<{ seq: number } | null>(null);
  const [flashed, setFlashed] = useState<number | null>(null);
  const done = useRef<object | null>(null);
  const jump = useCallback(
    (seq: number) => {
      void client.jumpTo(id, seq).then((found) => {
        if (found) setLanding({ seq });
      });
    },
    [client, id],
  );
  useLayoutEffect(() => {
    if (!landing || done.current === landing) return;
    const row = reveal(landing.seq);
    if (!row) return;
    done.current = landing;
    row.focus({ preventScroll: true });
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
  return { flashed, jump };
}
