import { Trans, useLingui } from '@lingui/react';
import { UserPlus } from 'lucide-react';
import { type ReactNode, useEffect, useState } from 'react';
import type { MemberView } from '../../../src/contract/views.js';
import { membersOf } from '../state/selectors.js';
import { AddMembers } from './add-members.js';
import { useChat, useClient } from './client-context.js';
import { Dialog } from './dialog.js';
import { useDialogs } from './dialogs.js';
import { mayRun } from './group-rights.js';
import { MemberItem } from './member-item.js';
import { matchesName } from './name-filter.js';

const SHOWN = 200;

interface MembersProps {
  channelId: string;
  onClose: () => void;
}

/** Who is in a channel, and for those who may, what can be done about it. */
export default function Members({ channelId, onClose }: MembersProps): ReactNode {
  const { i18n } = useLingui();
  const show = useDialogs();
  const channel = useChat((state) => state.channels[channelId]);
  const [filter, setFilter] = useState('');
  const members = channel ? membersOf(channel) : [];
  useMembers(channelId, members);
  if (!channel) return null;
  const { view } = channel;
  const found = members.filter(({ user }) => matchesName(user, filter));
  const mayAdd = view.kind === 'group' && mayRun(view.role) && view.archivedAt === null;
  return (
    <Dialog title={i18n._('members.title')} onClose={onClose}>
      {view.topic !== '' && (
        <p className="wrap-anywhere" dir="auto">
          {view.topic}
        </p>
      )}
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
        {mayAdd && (
          <button
            type="button"
            className="button shrink-0"
            onClick={() => {
              show((close) => <AddMembers channelId={channelId} onClose={close} />);
            }}
          >
            <UserPlus aria-hidden className="size-4" />
            <Trans id="members.add" />
          </button>
        )}
      </div>
      <ul className="-mx-2.5 flex flex-col">
        {found.slice(0, SHOWN).map((member) => (
          <MemberItem key={member.user.id} member={member} view={view} />
        ))}
        {found.length === 0 && <Nobody status={channel.members?.status} channelId={channelId} />}
      </ul>
    </Dialog>
  );
}

function Nobody({ status, channelId }: { status: string | undefined; channelId: string }): ReactNode {
  const client = useClient();
  if (status === 'failed') {
    return (
      <li className="flex flex-wrap items-center justify-center gap-3 p-4 text-danger" role="alert">
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
      </li>
    );
  }
  return (
    <li className="p-4 text-center text-quiet" role="status">
      {status === 'ready' ? <Trans id="people.none" /> : <Trans id="people.loading" />}
    </li>
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
