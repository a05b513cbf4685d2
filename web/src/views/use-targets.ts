import { useLingui } from '@lingui/react';
import { useEffect, useMemo } from 'react';
import { isBlocked, otherPerson } from '../state/selectors.js';
import type { Target } from '../state/switcher.js';
import { channelName } from './channel-name.js';
import { useChat, useClient } from './client-context.js';
import { useReachable } from './use-people.js';

/** Every chat there is, and everybody with whom one could be begun. */
export function useTargets(): readonly Target[] {
  const { i18n } = useLingui();
  const channels = useChat((state) => state.channels);
  const users = useChat((state) => state.users);
  const me = useChat((state) => state.me);
  const people = useReachable();
  useNames();
  return useMemo(() => {
    if (!me) return [];
    const met = new Set<string>();
    const chats = Object.values(channels).map(({ view }): Target => {
      const otherId = otherPerson(view, me.id);
      if (otherId !== null) met.add(otherId);
      const other = users[otherId ?? ''];
      const called = channelName(i18n, view, other, me.id);
      return { id: view.id, view, names: other && other.id !== me.id ? [called, other.username] : [called] };
    });
    const strangers = (people ?? []).map(({ id, displayName, username }) => ({ id, names: [displayName, username] }));
    const notes = { id: me.id, names: [i18n._('channel.notes')] };
    const unmet = [...strangers, notes].filter(({ id }) => !met.has(id));
    return [...chats, ...unmet.map((person): Target => ({ ...person, view: null }))];
  }, [i18n, channels, users, me, people]);
}

/** The list at the side knows the people it shows; hidden chats are found here too. */
function useNames(): void {
  const client = useClient();
  useEffect(() => {
    const state = client.store.getState();
    const others = Object.values(state.channels).flatMap(({ view }) => otherPerson(view, state.me?.id ?? '') ?? []);
    client.people.need(others.filter((id) => !isBlocked(state, id)));
  }, [client]);
}
