import type { MouseEvent } from 'react';

interface Entry {
  index: number;
  url: string | null;
}

/** Not in every browser yet; without it one goes on instead of back. */
const { navigation } = globalThis as { navigation?: { currentEntry: Entry | null; entries: () => Entry[] } };

/** A press goes back in the history where that leads to the same address: else Back of the browser would lead here again. */
export const goBackTo =
  (href: string) =>
  (event: MouseEvent): void => {
    const before = navigation?.entries()[(navigation.currentEntry?.index ?? 0) - 1]?.url;
    if (before !== new URL(href, location.origin).href) return;
    event.preventDefault();
    history.back();
  };
