import { type RefObject, useCallback, useLayoutEffect, useRef, useState } from 'react';

const STICK_PX = 100;
const LOAD_PX = 600;
/** How much of the screen is left for what was said before a message that is brought into view. */
const ABOVE = 0.3;

interface TimelineScroll {
  scroller: RefObject<HTMLDivElement | null>;
  content: RefObject<HTMLDivElement | null>;
  onScroll: () => void;
  /** The newest message is in view, and new ones move the list. */
  sticks: boolean;
  toEnd: () => void;
  /** Brings a message into view, and lets go of the end; null when its row is not there. */
  reveal: (seq: number) => HTMLElement | null;
}

interface NearEdge {
  nearStart: () => void;
  nearEnd: () => void;
}

/**
 * Keeps the reader's place: at the end it follows new messages; elsewhere the row that is lowest on the screen stays
 * where it is, whatever is added above or below.
 */
export function useTimelineScroll({ nearStart, nearEnd }: NearEdge): TimelineScroll {
  const scroller = useRef<HTMLDivElement>(null);
  const content = useRef<HTMLDivElement>(null);
  const stuck = useRef(true);
  const anchor = useRef<{ row: HTMLElement; top: number } | null>(null);
  const lastTop = useRef(0);
  const [sticks, setSticks] = useState(true);

  const remember = useCallback((box: HTMLElement): void => {
    const row = lowestVisible(box);
    anchor.current = row ? { row, top: row.offsetTop } : null;
    lastTop.current = box.scrollTop;
  }, []);

  const keepPlace = useCallback((): void => {
    const box = scroller.current;
    if (!box) return;
    const held = anchor.current;
    if (stuck.current) box.scrollTop = box.scrollHeight;
    else if (held?.row.isConnected) box.scrollTop += held.row.offsetTop - held.top;
    remember(box);
    if (box.scrollTop < LOAD_PX) nearStart();
    if (distanceToEnd(box) < LOAD_PX) nearEnd();
  }, [nearStart, nearEnd, remember]);

  const onScroll = useCallback((): void => {
    const box = scroller.current;
    if (!box) return;
    // Only going up lets loose: content that grew since the last event is not the reader's doing.
    if (distanceToEnd(box) <= STICK_PX) stuck.current = true;
    else if (box.scrollTop < lastTop.current) stuck.current = false;
    setSticks(stuck.current);
    remember(box);
    if (box.scrollTop < LOAD_PX) nearStart();
    if (distanceToEnd(box) < LOAD_PX) nearEnd();
  }, [nearStart, nearEnd, remember]);

  useLayoutEffect(keepPlace);
  useLayoutEffect(() => {
    if (!scroller.current || !content.current) return;
    return observeSizes([scroller.current, content.current], keepPlace);
  }, [keepPlace]);

  const toEnd = useCallback((): void => {
    stuck.current = true;
    setSticks(true);
    keepPlace();
  }, [keepPlace]);

  const reveal = useCallback(
    (seq: number): HTMLElement | null => {
      const box = scroller.current;
      const row = box && rowOf(box, seq);
      if (!row) return null;
      stuck.current = false;
      box.scrollTop = row.offsetTop - box.clientHeight * ABOVE;
      remember(box);
      return row;
    },
    [remember],
  );

  return { scroller, content, onScroll, sticks, toEnd, reveal };
}

function observeSizes(boxes: readonly HTMLElement[], changed: () => void): () => void {
  const observer = new ResizeObserver(changed);
  for (const box of boxes) observer.observe(box);
  return () => {
    observer.disconnect();
  };
}

function rowOf(box: HTMLElement, seq: number): HTMLElement | null {
  return box.querySelector<HTMLElement>(`article[data-seq="${seq}"]`);
}

function distanceToEnd(box: HTMLElement): number {
  return box.scrollHeight - box.scrollTop - box.clientHeight;
}

/** The last row whose top is in view: what is added above it moves it, its own heading does not. */
function lowestVisible(box: HTMLElement): HTMLElement | undefined {
  const rows = box.querySelectorAll<HTMLElement>('article');
  const bottom = box.scrollTop + box.clientHeight;
  let low = 0;
  let high = rows.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((rows[middle]?.offsetTop ?? Infinity) < bottom) low = middle + 1;
    else high = middle;
  }
  return rows[low - 1];
}
