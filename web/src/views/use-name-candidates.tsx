import { useLingui } from '@lingui/react';
import { Users } from 'lucide-react';
import { type ReactNode, useEffect, useMemo } from 'react';
import { useShallow } from 'zustand/react/shallow';
import type { MyChannelView, UserView } from '../../../src/contract/views.js';
import { membersOf } from '../state/selectors.js';
import { Avatar } from './avatar.js';
import type { Candidate } from './candidate.js';
import { useChat, useClient } from './client-context.js';
import { moderates } from './group-rights.js';
import { EVERYBODY } from './mention-parts.js';
import { matchesName } from './name-filter.js';

const MOST = 6;

/** People of the channel whose name begins like this; nobody where no name is begun. */
export function useNameCandidates(channelId: string, begun: string | undefined): readonly Candidate[] {
  const { i18n } = useLingui();
  const client = useClient();
  const asked = begun !== undefined;
  const channel = useChat((state) => (asked ? state.channels[channelId] : undefined));
  const [me, blocked] = useChat(useShallow((state) => [state.me, state.blocked] as const));
  useEffect(() => {
    if (asked) client.loadMembers(channelId);
  }, [client, channelId, asked]);
  return useMemo(() => {
    if (begun === undefined || !channel || !me) return [];
    const people = membersOf(channel)
      .filter(({ user }) => user.id !== me.id && !(user.id in blocked) && matchesName(user, begun))
      .slice(0, MOST)
      .map(({ user }) => named(user.username, user.displayName, <Avatar userId={user.id} user={user} />));
    return [...people, ...everybody(me, channel.view, begun, i18n._('mention.all'))];
  }, [begun, channel, me, blocked, i18n]);
}

function named(username: string, label: string, picture: ReactNode): Candidate {
  return { text: `@${username}`, label, note: `@${username}`, picture };
}

function everybody(me: UserView, view: MyChannelView, begun: string, label: string): Candidate[] {
  const wanted = moderates(me, view) && EVERYBODY.startsWith(begun.toLowerCase());
  return wanted ? [named(EVERYBODY, label, <EverybodyPicture />)] : [];
}

function EverybodyPicture(): ReactNode {
  return (
    <span className="flex size-9 items-center justify-center text-quiet">
      <Users aria-hidden className="size-5" />
    </span>
  );
}
