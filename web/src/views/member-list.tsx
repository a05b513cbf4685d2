import { Trans, useLingui } from '@lingui/react';
import { type ReactNode, useEffect, useState } from 'react';
import type { MemberView } from '../../../src/contract/views.js';
import type { ChannelState } from '../state/model.js';
import { membersOf } from '../state/selectors.js';
import { useClient } from './client-context.js';
import { MemberItem } from './member-item.js';
import { matchesName } from './name-filter.js';

const SHOWN = 200;

interface MemberListProps {
  channel: ChannelState;
  /** Beside the field. */
  children?: ReactNode;
}

/** The people of a channel, narrowed by typing a part of a name. */
export function MemberList({ channel, children }: MemberListProps): ReactNode {
  const { i18n } = useLingui();
  const [filter, setFilter] = useState('');
  const { view } = channel;
  const members = membersOf(channel);
  useMembers(view.id, members);
  const found = members.filter(({ user }) => matchesName(user, filter));
  return (
    <>
      <div className="flex flex-wrap gap-2">
        <input
          type="search"
          className="input w-auto min-w-40 flex-1"
          value={filter}
          aria-label={i18n._('people.filter')}
          placeholder={i18n._('people.filter')}
          autoComplete="off"
          onChange={(event) => {
            setFilter(event.target.value);
          }}
        />
        {children}
      </div>
      {found.length === 0 && <Nobody status={channel.members?.status} channelId={view.id} />}
      <ul className="-mx-2.5 flex flex-col empty:hidden">
        {found.slice(0, SHOWN).map((member) => (
          <MemberItem key={member.user.id} member={member} view={view} />
        ))}
      </ul>
    </>
  );
}

function Nobody({ status, channelId }: { status: string | undefined; channelId: string }): ReactNode {
  const client = useClient();
  if (status === 'failed') {
    return (
      <p className="flex flex-wrap items-center justify-center gap-3 p-4 text-danger" role="alert">
        <Trans id="members.failed" />
        <button
          type="button"
          className="button"
          onClick={() => {
            client.loadMembers(channelId);
          }}
        >
          <Trans id="timeline.again" />
        </button>
      </p>
    );
  }
  return (
    <p className="p-4 text-center text-quiet" role="status">
      {status === 'ready' ? <Trans id="people.none" /> : <Trans id="people.loading" />}
    </p>
  );
}

function useMembers(channelId: string, members: readonly MemberView[]): void {
  const client = useClient();
  const shown = members
    .slice(0, SHOWN)
    .map(({ user }) => user.id)
    .join();
  useEffect(() => {
    client.loadMembers(channelId);
  }, [client, channelId]);
  useEffect(() => {
    if (shown !== '') client.people.watch(shown.split(','));
  }, [client, shown]);
}
