import { Trans, useLingui } from '@lingui/react';
import { type ReactNode, useEffect, useState } from 'react';
import { useShallow } from 'zustand/react/shallow';
import type { Failure } from '../state/model.js';
import { Avatar } from './avatar.js';
import { useChat, useClient } from './client-context.js';
import { FormFailure } from './form-failure.js';
import { nameOf } from './name-of.js';

/** The people one does not want to hear from. */
export function BlockedList(): ReactNode {
  const client = useClient();
  const ids = useChat(useShallow((state) => Object.keys(state.blocked)));
  const [failure, setFailure] = useState<Failure | null>(null);
  useEffect(() => {
    if (ids.length > 0) client.people.need(ids);
  }, [client, ids]);
  if (ids.length === 0) {
    return (
      <p className="text-quiet">
        <Trans id="blocked.none" />
      </p>
    );
  }
  return (
    <div className="flex flex-col gap-3">
      <FormFailure failure={failure} />
      <ul className="card divide-y divide-line p-0">
        {ids.map((id) => (
          <BlockedPerson key={id} userId={id} onUnblock={() => void client.people.block(id, false).then(setFailure)} />
        ))}
      </ul>
    </div>
  );
}

function BlockedPerson({ userId, onUnblock }: { userId: string; onUnblock: () => void }): ReactNode {
  const { i18n } = useLingui();
  const user = useChat((state) => state.users[userId]);
  const name = nameOf(i18n, user);
  return (
    <li className="flex items-center gap-3 px-4 py-3">
      <Avatar userId={userId} user={user} />
      <span className="min-w-0 flex-1">
        <bdi className="block truncate font-medium">{name}</bdi>
        {user?.deletedAt === null && <span className="block truncate text-sm text-quiet">@{user.username}</span>}
      </span>
      <button type="button" className="button" aria-label={i18n._('blocked.unblockThis', { name })} onClick={onUnblock}>
        <Trans id="person.unblock" />
      </button>
    </li>
  );
}
