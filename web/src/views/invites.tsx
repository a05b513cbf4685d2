import { Trans, useLingui } from '@lingui/react';
import { type ReactNode, useCallback, useEffect, useState } from 'react';
import type { InviteView } from '../../../src/contract/views.js';
import type { Failure } from '../state/model.js';
import { useChat, useClient } from './client-context.js';
import { CreateInvite } from './create-invite.js';
import { dateTimeText } from './dates.js';
import { Dialog } from './dialog.js';
import { FormFailure } from './form-failure.js';
import { MoreButton } from './more-button.js';
import { nameOf } from './name-of.js';
import { usePages } from './use-pages.js';

interface InvitesProps {
  channelId: string;
  onClose: () => void;
}

/** The links into a group: make one, see what there is, take one back. */
export default function Invites({ channelId, onClose }: InvitesProps): ReactNode {
  const { i18n } = useLingui();
  const client = useClient();
  const fetchPage = useCallback((after?: string) => client.invites.list(channelId, after), [client, channelId]);
  const { items, failure, more, again } = usePages(fetchPage);
  const [refused, setRefused] = useState<Failure | null>(null);
  const revoke = async (invite: InviteView): Promise<void> => {
    setRefused(await client.invites.revoke(channelId, invite.id));
    again();
  };
  return (
    <Dialog title={i18n._('invites.title')} onClose={onClose}>
      <CreateInvite channelId={channelId} onCreated={again} />
      <section className="flex flex-col gap-2" aria-labelledby="invites-list">
        <h3 id="invites-list" className="text-sm font-semibold text-quiet">
          <Trans id="invites.list" />
        </h3>
        <FormFailure failure={refused ?? failure} />
        {items?.length === 0 && (
          <p className="text-quiet">
            <Trans id="invites.none" />
          </p>
        )}
        <ul className="divide-y divide-line">
          {items?.map((invite) => (
            <InviteItem key={invite.id} invite={invite} onRevoke={() => void revoke(invite)} />
          ))}
        </ul>
        <MoreButton more={more} />
      </section>
    </Dialog>
  );
}

function InviteItem({ invite, onRevoke }: { invite: InviteView; onRevoke: () => void }): ReactNode {
  const { i18n } = useLingui();
  const client = useClient();
  const { uses, maxUses, expiresAt, createdAt, createdById } = invite;
  const maker = useChat((state) => state.users[createdById]);
  useEffect(() => {
    client.people.need([createdById]);
  }, [client, createdById]);
  const made = dateTimeText(i18n.locale, createdAt);
  return (
    <li className="flex flex-wrap items-center justify-end gap-x-3 gap-y-1 py-2">
      <div className="min-w-48 flex-1 text-sm">
        <p className="font-medium">
          <bdi>{nameOf(i18n, maker)}</bdi> · {made}
        </p>
        <p>
          {maxUses === null ? (
            <Trans id="invites.uses" values={{ count: uses }} />
          ) : (
            <Trans id="invites.usesOf" values={{ count: uses, max: maxUses }} />
          )}
        </p>
        <p className="text-quiet">
          {expiresAt === null ? (
            <Trans id="invites.forever" />
          ) : (
            <Trans id="invites.until" values={{ time: dateTimeText(i18n.locale, expiresAt) }} />
          )}
        </p>
      </div>
      <button
        type="button"
        className="button button-danger"
        aria-label={i18n._('invites.revokeThis', { time: made })}
        onClick={onRevoke}
      >
        <Trans id="invites.revoke" />
      </button>
    </li>
  );
}
