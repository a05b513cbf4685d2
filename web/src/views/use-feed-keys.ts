import { type FocusEvent, type KeyboardEvent, useLayoutEffect, useMemo, useRef, useState } from 'react';
import type { TimelineItem } from '../state/timeline.js';
import { focusWhenShown } from './focus-when-shown.js';

const STEPS: Partial<Record<string, 1 | -1>> = { ArrowUp: -1, ArrowDown: 1, Home: 1, End: -1 };

interface FeedKeys {
  onKeyDown: (event: KeyboardEvent<HTMLElement>) => void;
  onFocus: (event: FocusEvent<HTMLElement>) => void;
  /** Index of the row that Tab leads to: the one that had the focus last, else the newest; -1 where there is none. */
  tabStop: number;
}

/** One tab stop for all rows of the timeline; arrows, Home and End go from row to row, drawn or not. */
export function useFeedKeys(items: readonly TimelineItem[]): FeedKeys {
  const [last, setLast] = useState<string | null>(null);
  const feed = useRef<HTMLElement>(null);
  const goingTo = useRef<string | null>(null);
  const tabStop = useMemo(() => {
    const held = items.findIndex((item) => item.notice === null && item.key === last);
    return held >= 0 ? held : items.findLastIndex(({ notice }) => notice === null);
  }, [items, last]);
  useLayoutEffect(() => {
    if (goingTo.current === null || !feed.current) return;
    const row = feed.current.querySelector<HTMLElement>(`article[data-row="${CSS.escape(goingTo.current)}"]`);
    goingTo.current = null;
    if (row) focusWhenShown(row);
  });
  return {
    tabStop,
    onFocus: ({ target }) => {
      setLast(target.closest('article')?.dataset['row'] ?? null);
    },
    onKeyDown: (event) => {
      const step = STEPS[event.key];
      const at = items.findIndex(({ key }) => key === (event.target as HTMLElement).dataset['row']);
      if (!step || at < 0 || event.altKey) return;
      event.preventDefault();
      const from = event.key === 'Home' ? 0 : event.key === 'End' ? items.length - 1 : at + step;
      const next = nextRow(items, from, step);
      if (next === undefined) return;
      feed.current = event.currentTarget;
      goingTo.current = next;
      setLast(next);
    },
  };
}

function nextRow(items: readonly TimelineItem[], from: number, step: 1 | -1): string | undefined {
  let at = from;
  while (items[at]?.notice) at += step;
  return items[at]?.key;
}
