import { useCallback, useEffect, useRef, useState } from 'react';
import type { Page } from '../../../src/contract/views.js';
import type { Answer, Failure } from '../state/model.js';

interface Pages<Item> {
  /** Undefined until the first page is there. */
  items: readonly Item[] | undefined;
  failure: Failure | null;
  /** Fetches the next page; undefined when there is none. */
  more: (() => void) | undefined;
  /** Reads as many as are shown anew. */
  again: () => void;
}

/** A list that is read page by page; it begins anew whenever `fetchPage` is another function. */
export function usePages<Item>(fetchPage: (after?: string) => Promise<Answer<Page<Item>>>): Pages<Item> {
  const [items, setItems] = useState<readonly Item[]>();
  const [next, setNext] = useState<string>();
  const [failure, setFailure] = useState<Failure | null>(null);
  const reading = useRef(0);
  const read = useCallback(
    async (known: readonly Item[], from: string | undefined, least: number): Promise<void> => {
      const mine = ++reading.current;
      let [all, after] = [known, from];
      do {
        const answer = await fetchPage(after);
        if (mine !== reading.current) return;
        setFailure(answer.failure);
        if (answer.data === null) return;
        all = [...all, ...answer.data.items];
        after = answer.data.after ?? undefined;
      } while (after !== undefined && all.length < least);
      setItems(all);
      setNext(after);
    },
    [fetchPage],
  );
  useEffect(() => {
    void read([], undefined, 0);
    return () => {
      reading.current++;
    };
  }, [read]);
  return {
    items,
    failure,
    more: next === undefined ? undefined : () => void read(items ?? [], next, 0),
    again: () => void read([], undefined, items?.length ?? 0),
  };
}
