import { useEffect, useMemo } from 'react';
import type { UserView } from '../../../src/contract/views.js';
import type { ChannelState } from '../state/model.js';
import { generalOf, isBlocked, membersOf } from '../state/selectors.js';
import { useChat, useClient } from './client-context.js';

/** Everybody there is, but not me: everyone is in the general channel. Undefined while they are on their way. */
export function useEverybody(): readonly UserView[] | undefined {
  const client = useClient();
  const general = useChat(generalOf);
  const myId = useChat((state) => state.me?.id);
  const id = general?.view.id;
  useEffect(() => {
    if (id !== undefined) client.loadMembers(id);
  }, [client, id]);
  return useMemo(() => peopleOf(general)?.filter((user) => user.id !== myId), [general, myId]);
}

/** Those whom one may turn to. */
export function useReachable(): readonly UserView[] | undefined {
  const client = useClient();
  const people = useEverybody();
  const blocked = useChat((state) => state.blocked);
  return useMemo(() => people?.filter(({ id }) => !isBlocked(client.store.getState(), id)), [client, people, blocked]);
}

function peopleOf(channel: ChannelState | undefined): UserView[] | undefined {
  return channel?.members?.status === 'ready' ? membersOf(channel).map(({ user }) => user) : undefined;
}
