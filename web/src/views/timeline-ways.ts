// Ways through the timeline on the screen for keys that work anywhere on the page.
import { type RefObject, useEffect } from 'react';

interface Ways {
  scroller: RefObject<HTMLElement | null>;
  toEnd: () => void;
  /** Null where everything was read when the reader came. */
  unreadFrom: number | null;
  jump: (seq: number) => void;
}

/** Of the height of the screen; what stood at its edge is still seen. */
const PAGE = 0.9;

let ways: Ways | null = null;

export function useTimelineWays({ scroller, toEnd, unreadFrom, jump }: Ways): void {
  useEffect(() => {
    const mine = { scroller, toEnd, unreadFrom, jump };
    ways = mine;
    return () => {
      if (ways === mine) ways = null;
    };
  }, [scroller, toEnd, unreadFrom, jump]);
}

export function toTimelineEnd(): void {
  ways?.toEnd();
}

/** False where there is nothing unread. */
export function toFirstUnread(): boolean {
  const { unreadFrom = null, jump } = ways ?? {};
  if (unreadFrom !== null) jump?.(unreadFrom);
  return unreadFrom !== null;
}

/** Scrolls by a page; false where what has the focus scrolls by itself. */
export function scrollTimeline(by: 1 | -1): boolean {
  const [box, focused] = [ways?.scroller.current, document.activeElement];
  const hasOwn = focused !== document.body && !(focused instanceof HTMLTextAreaElement && !overflows(focused));
  if (!box || hasOwn) return false;
  box.scrollBy({ top: by * PAGE * box.clientHeight });
  return true;
}

const overflows = ({ scrollHeight, clientHeight }: HTMLElement): boolean => scrollHeight > clientHeight;
