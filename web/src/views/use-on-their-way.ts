import { useMemo } from 'react';
import { useShallow } from 'zustand/react/shallow';
import type { OutboxEntry } from '../state/model.js';
import { useChat, useClient } from './client-context.js';

/**
 * What is not yet stored: the outbox, and behind it, as if they were there already, the messages that wait for their
 * files. It stays the same while those files move: `Departing` shows how far they are.
 */
export function useOnTheirWay(): readonly OutboxEntry[] {
  const client = useClient();
  const outbox = useChat((state) => state.outbox);
  const userId = useChat((state) => state.me?.id ?? '');
  const waiting = useChat(useShallow(({ departures }) => departures.map(({ clientId }) => clientId)));
  return useMemo(() => {
    const sent = new Set(outbox.map(({ clientId }) => clientId));
    const departures = client.store.getState().departures.filter(({ clientId }) => !sent.has(clientId));
    return [
      ...outbox,
      ...departures.map(({ uploads: _, ...words }) => ({ ...words, userId, order: Infinity, failure: null })),
    ];
  }, [client, outbox, userId, waiting]);
}
