import { useEffect, useMemo } from 'react';
import { useShallow } from 'zustand/react/shallow';
import type { MessageView } from '../../../src/contract/views.js';
import { useChat, useClient } from './client-context.js';
import { type Named, NOBODY, plainName } from './mention-parts.js';

/** Most messages name nobody: what is the same list need not be compared, row by row with every change. */
const NONE: readonly undefined[] = [];

/** The names by which a message calls people, as the server found them. */
export function useNamed(message: MessageView | null): Named {
  const client = useClient();
  const ids = message?.mentions;
  const all = message?.mentionsAll ?? false;
  const names = useChat(useShallow((state) => (ids?.length ? ids.map((id) => state.users[id]?.username) : NONE)));
  useEffect(() => {
    if (ids && ids.length > 0) client.people.need(ids);
  }, [client, ids]);
  return useMemo(() => {
    if (!ids || (ids.length === 0 && !all)) return NOBODY;
    const people = ids.flatMap((id, index) => {
      const name = names[index];
      return name === undefined ? [] : [[plainName(name), id] as const];
    });
    return { people: new Map(people), all };
  }, [ids, names, all]);
}
