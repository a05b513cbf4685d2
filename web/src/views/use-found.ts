import { useCallback, useEffect, useRef } from 'react';
import type { Page, SearchHitView } from '../../../src/contract/views.js';
import type { Answer } from '../state/model.js';
import { searchOn } from '../state/search.js';
import { isBlocked } from '../state/selectors.js';
import { useClient } from './client-context.js';
import { type Asked } from './use-search-address.js';
import { usePages } from './use-pages.js';

const NOTHING: Answer<Page<SearchHitView>> = { data: { items: [], before: null, after: null }, failure: null };

/** The messages that answer; nothing is asked of the server while there are no words. */
export function useFound({ q, channelId }: Asked): ReturnType<typeof usePages<SearchHitView>> {
  const client = useClient();
  const latest = useRef(0);
  const fetchPage = useCallback(
    async (after?: string) => {
      const mine = ++latest.current;
      if (q.trim() === '') return NOTHING;
      const over = (): boolean => mine !== latest.current;
      const search = client.messages.search.bind(client.messages);
      const query = { q, ...(channelId !== '' && { channelId }) };
      const found = await searchOn({ search, wait, over }, query, after);
      if (found.data === null) return found;
      const state = client.store.getState();
      const items = found.data.items.filter(({ message }) => !isBlocked(state, message.authorId));
      client.people.need(items.map(({ message }) => message.authorId));
      return { ...found, data: { ...found.data, items } };
    },
    [client, q, channelId],
  );
  useEffect(
    () => () => {
      latest.current++;
    },
    [fetchPage],
  );
  return usePages(fetchPage);
}

const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
