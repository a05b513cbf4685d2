import { type RefObject, useCallback, useEffect, useRef, useState } from 'react';
import type { ChannelState } from '../state/model.js';
import { firstUnread } from '../state/selectors.js';
import { useAttentive } from './attention.js';
import { useClient } from './client-context.js';

const SEEN_MS = 500;

/**
 * Tells the server what was read: the newest row of which at least half was on the screen for a moment, while somebody
 * was there to see it. Returns what is to be called whenever other rows may have come into view.
 */
export function useReading(channel: ChannelState, scroller: RefObject<HTMLElement | null>): () => void {
  const client = useClient();
  const attentive = useAttentive();
  const { id, unreadFrom, lastSeq } = channel.view;
  const pausedAt = usePause(unreadFrom, lastSeq);
  const timer = useRef(0);
  const lookAgain = useRef<(() => void) | null>(null);

  const look = useCallback(() => {
    // One look at a time: where rows keep coming, a new one each time would never end.
    if (!attentive || timer.current !== 0) return;
    const before = newestVisible(scroller.current);
    timer.current = window.setTimeout(() => {
      timer.current = 0;
      const now = newestVisible(scroller.current);
      if (now > before) lookAgain.current?.();
      const seq = Math.min(before, now);
      const view = client.store.getState().channels[id]?.view;
      if (!view || seq <= (pausedAt.current ?? 0)) return;
      if (seq > view.readSeq || view.unreadFrom !== null) client.read(id, seq);
    }, SEEN_MS);
  }, [client, id, attentive, scroller, pausedAt]);

  useEffect(() => {
    lookAgain.current = look;
    look();
  });
  useEffect(
    () => () => {
      clearTimeout(timer.current);
      timer.current = 0;
    },
    // Whoever looks away in the middle has not seen it.
    [attentive],
  );
  return look;
}

/** "Mark unread from here" would be undone at once by what is on the screen: only what comes after it is read then. */
function usePause(unreadFrom: number | null, lastSeq: number): RefObject<number | null> {
  const pausedAt = useRef<number | null>(null);
  const before = useRef<number | null | undefined>(undefined);
  useEffect(() => {
    const opened = before.current === undefined;
    if (unreadFrom === before.current) return;
    before.current = unreadFrom;
    pausedAt.current = unreadFrom === null || opened ? null : lastSeq;
    // Only a new mark pauses, not what is said after it.
  }, [unreadFrom]);
  useEffect(
    () => () => {
      before.current = undefined;
    },
    [],
  );
  return pausedAt;
}

function newestVisible(box: HTMLElement | null): number {
  if (!box) return 0;
  const { top, bottom } = box.getBoundingClientRect();
  const row = [...box.querySelectorAll<HTMLElement>('article[data-seq]')].findLast((one) => {
    const rect = one.getBoundingClientRect();
    return rect.bottom > top && rect.top + Math.min(rect.height / 2, 200) <= bottom;
  });
  return Number(row?.dataset['seq'] ?? 0);
}

/** Where the unread messages began when the reader came, or went away last; a mark moves it. */
export function useUnreadLine(channel: ChannelState, visit: number): number | null {
  const { unreadFrom } = channel.view;
  const first = firstUnread(channel.view);
  const attentive = useAttentive();
  const [line, setLine] = useState(first);
  const [mark, setMark] = useState(unreadFrom);
  const [since, setSince] = useState(visit);
  if (since !== visit) {
    setSince(visit);
    setMark(unreadFrom);
    setLine(first);
  } else if (mark !== unreadFrom) {
    setMark(unreadFrom);
    if (unreadFrom !== null) setLine(unreadFrom);
  } else if (!attentive && first !== null && first !== line && first > (line ?? 0)) setLine(first);
  return line;
}
