import { type RefObject, useCallback, useLayoutEffect, useRef, useState } from 'react';
import type { VirtualizerHandle } from 'virtua';
import type { TimelineItem } from '../state/timeline.js';
import { usePlace } from './timeline-places.js';

const STICK_PX = 100;
const LOAD_PX = 2_000;
/** How much of the screen is left for what was said before a message that is brought into view. */
const ABOVE = 0.3;

export interface TimelineScroll {
  scroller: RefObject<HTMLDivElement | null>;
  rows: RefObject<VirtualizerHandle | null>;
  /** The row at the upper edge of the screen. */
  topItem: () => TimelineItem | undefined;
  onScroll: () => void;
  /** No scroll event came for a moment. */
  onScrollEnd: () => void;
  /** A row or the screen has another size. */
  onResize: () => void;
  /** The newest message is in view, and new ones move the list. */
  sticks: boolean;
  toEnd: () => void;
  /** Brings a message into view, and lets go of the end; false when there is no such row. */
  reveal: (seq: number) => boolean;
  /** Back to where the reader was when this channel was left; false when that was the end. */
  restore: () => boolean;
}

interface Watched {
  scroller: RefObject<HTMLDivElement | null>;
  channelId: string;
  items: readonly TimelineItem[];
  /** Below the last row there is nothing more, or what is on its way leads there. */
  isNewest: boolean;
  /** Height of what is above the first row. */
  startHeight: number;
  nearStart: () => void;
  nearEnd: () => void;
}

/**
 * Follows new messages while the reader is at the end. Elsewhere the list itself keeps what is on the screen where it
 * is, whatever is added or measured above.
 */
export function useTimelineScroll(watched: Watched): TimelineScroll {
  const { scroller } = watched;
  const rows = useRef<VirtualizerHandle>(null);
  const held = useRef(watched);
  const motion = useRef({ ...AT_END });
  const [sticks, setSticks] = useState(true);
  const { topItem, remember, left } = usePlace(watched.channelId, rows, held);
  useLayoutEffect(() => {
    held.current = watched;
  });

  const keepPlace = useCallback((): void => {
    const box = scroller.current;
    if (!box) return;
    // Where it is now says nothing of the reader: the list itself moves it when rows above turn out smaller or larger.
    if (motion.current.stuck) box.scrollTop = box.scrollHeight - box.clientHeight - motion.current.distance;
    Object.assign(motion.current, { lastTop: box.scrollTop, height: box.clientHeight });
    lookForPages(box, held.current);
  }, []);

  const onScroll = useCallback((): void => {
    const box = scroller.current;
    if (!box) return;
    motion.current = moved(motion.current, box, held.current.isNewest);
    setSticks(motion.current.stuck);
    remember(motion.current.stuck);
    lookForPages(box, held.current);
  }, [remember]);

  const onScrollEnd = useCallback((): void => {
    motion.current.revealing = false;
    onScroll();
  }, [onScroll]);

  const last = watched.items.at(-1)?.key;
  useLayoutEffect(() => {
    motion.current.distance = 0;
  }, [last]);
  // What else moves rows, their sizes and the screen's, is told by the list.
  useLayoutEffect(keepPlace, [keepPlace, watched.items, watched.nearStart, watched.nearEnd]);

  const toEnd = useCallback((): void => {
    motion.current = { ...AT_END };
    setSticks(true);
    // Ends what is still on its way to a row.
    rows.current?.scrollTo(Number.MAX_SAFE_INTEGER);
    keepPlace();
  }, [keepPlace]);

  const goTo = useCallback((index: number, offset: number): boolean => {
    if (index < 0) return false;
    motion.current = { ...motion.current, stuck: false, revealing: true };
    rows.current?.scrollToIndex(index, { align: 'start', offset });
    return true;
  }, []);

  const reveal = useCallback(
    (seq: number): boolean => {
      const index = held.current.items.findIndex(({ message }) => message?.seq === seq);
      return goTo(index, -(scroller.current?.clientHeight ?? 0) * ABOVE);
    },
    [goTo],
  );
  const restore = useCallback((): boolean => {
    const place = left();
    return place !== null && goTo(place.index, place.offset);
  }, [goTo, left]);

  return { scroller, rows, topItem, onScroll, onScrollEnd, onResize: keepPlace, sticks, toEnd, reveal, restore };
}

interface Motion {
  stuck: boolean;
  /** From the end of the screen to the end of the list, kept while it sticks: rows are measured while one scrolls up. */
  distance: number;
  lastTop: number;
  /** Of the screen. */
  height: number;
  /** On the way to a row, scroll events are not the reader's. */
  revealing: boolean;
}

const AT_END: Motion = { stuck: true, distance: 0, lastTop: 0, height: 0, revealing: false };

function moved(before: Motion, box: HTMLElement, isNewest: boolean): Motion {
  const { lastTop, revealing } = before;
  const toEnd = Math.max(0, distanceToEnd(box));
  // Only going up lets loose: content that grew since the last event is not the reader's doing, and a screen that became
  // larger and smaller again, as when several lines are pasted, has gone up by itself.
  const grew = before.stuck && (box.scrollTop >= lastTop || box.clientHeight !== before.height);
  const stuck = isNewest && !revealing && (toEnd <= STICK_PX || grew);
  const distance = grew ? Math.min(before.distance, toEnd) : toEnd;
  return { stuck, distance, lastTop: box.scrollTop, height: box.clientHeight, revealing };
}

function lookForPages(box: HTMLElement, { nearStart, nearEnd }: Watched): void {
  if (box.scrollTop < LOAD_PX) nearStart();
  if (distanceToEnd(box) < LOAD_PX) nearEnd();
}

function distanceToEnd(box: HTMLElement): number {
  return box.scrollHeight - box.scrollTop - box.clientHeight;
}
