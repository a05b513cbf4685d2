import { Trans, useLingui } from '@lingui/react';
import { type ReactNode, useCallback, useState } from 'react';
import { useLocation } from 'wouter';
import type { GroupView } from '../../../src/contract/views.js';
import type { Failure } from '../state/model.js';
import { useChat, useClient } from './client-context.js';
import { focusComposerOf } from './composer-field.js';
import { Dialog } from './dialog.js';
import { FormFailure } from './form-failure.js';
import { GroupIcon } from './group-icon.js';
import { MoreButton } from './more-button.js';
import { usePages } from './use-pages.js';
import { useSettled } from './use-settled.js';

const PAUSE_MS = 250;

/** The groups that anyone may join. */
export default function BrowseGroups({ onClose }: { onClose: () => void }): ReactNode {
  const { i18n } = useLingui();
  const client = useClient();
  const [name, setName] = useState('');
  const wanted = useSettled(name.trim(), PAUSE_MS);
  const fetchPage = useCallback((after?: string) => client.groups.listPublic(wanted, after), [client, wanted]);
  const { items, failure, more } = usePages(fetchPage);
  return (
    <Dialog title={i18n._('groups.browse')} onClose={onClose}>
      <input
        type="search"
        className="input"
        value={name}
        aria-label={i18n._('groups.search')}
        placeholder={i18n._('groups.search')}
        autoComplete="off"
        data-autofocus
        onChange={(event) => {
          setName(event.target.value);
        }}
      />
      <FormFailure failure={failure} />
      {items?.length === 0 && (
        <p className="min-h-32 p-4 text-center text-quiet" role="status">
          <Trans id="groups.none" />
        </p>
      )}
      <ul className="flex min-h-32 flex-col gap-1 empty:hidden">
        {items?.map((group) => (
          <PublicGroup key={group.id} group={group} onClose={onClose} />
        ))}
      </ul>
      <MoreButton more={more} />
    </Dialog>
  );
}

function PublicGroup({ group, onClose }: { group: GroupView; onClose: () => void }): ReactNode {
  const { i18n } = useLingui();
  const client = useClient();
  const [, navigate] = useLocation();
  const [failure, setFailure] = useState<Failure | null>(null);
  const isIn = useChat((state) => group.id in state.channels);
  const join = async (): Promise<void> => {
    const answer = isIn ? { data: group.id, failure: null } : await client.groups.join(group.id);
    setFailure(answer.failure);
    if (answer.data === null) return;
    navigate(`/c/${answer.data}`);
    onClose();
    focusComposerOf(answer.data);
  };
  return (
    <li className="flex flex-col gap-2 py-1.5">
      <div className="flex items-center gap-3">
        <GroupIcon group={group} />
        <div className="min-w-0 flex-1">
          <p className="truncate font-medium" dir="auto">
            {group.name}
          </p>
          {group.topic !== '' && (
            <p className="line-clamp-2 text-sm wrap-anywhere text-quiet" dir="auto">
              {group.topic}
            </p>
          )}
          <p className="text-sm text-quiet">
            <Trans id="chat.members" values={{ count: group.memberCount }} />
          </p>
        </div>
        <button
          type="button"
          className="button"
          aria-label={
            isIn ? i18n._('groups.openThis', { name: group.name }) : i18n._('groups.joinThis', { name: group.name })
          }
          onClick={() => void join()}
        >
          {isIn ? <Trans id="groups.open" /> : <Trans id="groups.join" />}
        </button>
      </div>
      <FormFailure failure={failure} />
    </li>
  );
}
