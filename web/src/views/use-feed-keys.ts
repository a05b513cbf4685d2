import { type FocusEvent, type KeyboardEvent, useState } from 'react';

const STEPS: Partial<Record<string, (at: number, last: number) => number>> = {
  ArrowUp: (at) => at - 1,
  ArrowDown: (at) => at + 1,
  Home: () => 0,
  End: (_at, last) => last,
};

interface FeedKeys {
  onKeyDown: (event: KeyboardEvent<HTMLElement>) => void;
  onFocus: (event: FocusEvent<HTMLElement>) => void;
  /** The row that Tab leads to: the one that had the focus last, else the newest. */
  tabStop: string | undefined;
}

/** One tab stop for all rows of the timeline; arrows, Home and End go from row to row. */
export function useFeedKeys(clientIds: readonly string[]): FeedKeys {
  const [last, setLast] = useState<string | undefined>();
  return {
    tabStop: last !== undefined && clientIds.includes(last) ? last : clientIds.at(-1),
    onFocus: ({ target }) => {
      if (target.tagName === 'ARTICLE') setLast(target.dataset['clientId']);
    },
    onKeyDown: (event) => {
      const step = STEPS[event.key];
      const rows = [...event.currentTarget.querySelectorAll<HTMLElement>('article')];
      const at = rows.indexOf(event.target as HTMLElement);
      if (!step || at < 0) return;
      event.preventDefault();
      rows[Math.max(0, Math.min(rows.length - 1, step(at, rows.length - 1)))]?.focus();
    },
  };
}
