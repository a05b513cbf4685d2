import { useCallback, useEffect, useRef, useState } from 'react';
import type { Page } from '../../../src/contract/views.js';
import type { Answer, Failure } from '../state/model.js';

interface Pages<Item> {
  /** Undefined until the first page is there. */
  items: readonly Item[] | undefined;
  failure: Failure | null;
  /** Fetches the next page; undefined when there is none. */
  more: (() => void) | undefined;
  again: () => void;
}

/** A list that is read page by page; it begins anew whenever `fetchPage` is another function. */
export function usePages<Item>(fetchPage: (after?: string) => Promise<Answer<Page<Item>>>): Pages<Item> {
  const [items, setItems] = useState<readonly Item[]>();
  const [next, setNext] = useState<string | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const reading = useRef(0);
  const read = useCallback(
    async (after?: string): Promise<void> => {
      const mine = ++reading.current;
      const answer = await fetchPage(after);
      if (mine !== reading.current) return;
      setFailure(answer.failure);
      if (answer.data === null) return;
      const { items: found, after: following } = answer.data;
      setItems((before) => (after === undefined ? found : [...(before ?? []), ...found]));
      setNext(following);
    },
    [fetchPage],
  );
  useEffect(() => {
    void read();
    return () => {
      reading.current++;
    };
  }, [read]);
  return {
    items,
    failure,
    more: next === null ? undefined : () => void read(next),
    again: () => void read(),
  };
}
