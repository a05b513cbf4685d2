import { type RefObject, useMemo } from 'react';
import type { VirtualizerHandle } from 'virtua';
import type { TimelineItem } from '../state/timeline.js';

const KEPT = 10;

/** Where the channels that were open last were left: the uppermost row, and how many pixels of it were above the screen. */
const places = new Map<string, { key: string; offset: number }>();

interface Place {
  /** The row at the upper edge of the screen. */
  topItem: () => TimelineItem | undefined;
  remember: (atEnd: boolean) => void;
  left: () => { index: number; offset: number } | null;
}

export function usePlace(
  channelId: string,
  rows: RefObject<VirtualizerHandle | null>,
  shown: RefObject<{ items: readonly TimelineItem[]; startHeight: number }>,
): Place {
  return useMemo(() => {
    const top = (list: VirtualizerHandle): number => list.findItemIndex(list.scrollOffset);
    return {
      topItem: () => (rows.current ? shown.current.items[top(rows.current)] : undefined),
      remember: (atEnd) => {
        const { items, startHeight } = shown.current;
        const list = rows.current;
        const index = list ? top(list) : -1;
        const item = items[index];
        places.delete(channelId);
        if (atEnd || !list || !item) return;
        places.set(channelId, { key: item.key, offset: list.scrollOffset - startHeight - list.getItemOffset(index) });
        const [oldest] = places.keys();
        if (places.size > KEPT && oldest !== undefined) places.delete(oldest);
      },
      left: () => {
        const place = places.get(channelId);
        const index = shown.current.items.findIndex(({ key }) => key === place?.key);
        return place && index >= 0 ? { index, offset: place.offset } : null;
      },
    };
  }, [channelId, rows, shown]);
}
