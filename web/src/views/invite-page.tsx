import { Trans, useLingui } from '@lingui/react';
import { type ReactNode, useEffect, useState } from 'react';
import { Link, useLocation } from 'wouter';
import type { GroupView } from '../../../src/contract/views.js';
import type { Answer, Failure } from '../state/model.js';
import { useClient } from './client-context.js';
import { focusComposerOf } from './composer-field.js';
import { FormFailure } from './form-failure.js';
import { GroupIcon } from './group-icon.js';
import { forgetInvite, useInviteToken } from './invite-token.js';
import { usePageTitle } from './page-title.js';

export default function InvitePage(): ReactNode {
  const { i18n } = useLingui();
  const token = useInviteToken();
  const title = i18n._('invite.title');
  usePageTitle(title);
  const invitation = useInvitation(token);
  return (
    <main className="flex min-h-0 min-w-0 flex-1 flex-col items-center justify-center overflow-y-auto p-4">
      <div className="card flex w-full max-w-sm flex-col gap-4 sm:p-6">
        <h1 className="text-xl font-semibold">{title}</h1>
        {token === null && <Trans id="error.invite_not_found" />}
        <FormFailure failure={invitation?.failure ?? null} />
        {invitation?.data && token !== null && <Invitation group={invitation.data} token={token} />}
        {token !== null && !invitation && (
          <p role="status" className="text-quiet">
            <Trans id="invite.loading" />
          </p>
        )}
        <Link href="/" className="link self-start" onClick={forgetInvite}>
          <Trans id="invite.later" />
        </Link>
      </div>
    </main>
  );
}

function Invitation({ group, token }: { group: GroupView; token: string }): ReactNode {
  const client = useClient();
  const [, navigate] = useLocation();
  const [failure, setFailure] = useState<Failure | null>(null);
  const [busy, setBusy] = useState(false);
  const join = async (): Promise<void> => {
    if (busy) return;
    setBusy(true);
    const answer = await client.invites.accept(token);
    setBusy(false);
    setFailure(answer.failure);
    if (answer.data === null) return;
    forgetInvite();
    navigate(`/c/${answer.data}`, { replace: true });
    focusComposerOf(answer.data);
  };
  return (
    <>
      <GroupIcon group={group} large />
      <div>
        <p className="text-lg font-medium wrap-anywhere" dir="auto">
          {group.name}
        </p>
        <p className="text-sm text-quiet">
          <Trans id="chat.members" values={{ count: group.memberCount }} />
        </p>
      </div>
      {group.topic !== '' && (
        <p className="wrap-anywhere whitespace-pre-wrap" dir="auto">
          {group.topic}
        </p>
      )}
      <FormFailure failure={failure} />
      <button type="button" className="button button-main" aria-disabled={busy} onClick={() => void join()}>
        <Trans id="groups.join" />
      </button>
    </>
  );
}

function useInvitation(token: string | null): Answer<GroupView> | undefined {
  const client = useClient();
  const [answer, setAnswer] = useState<Answer<GroupView>>();
  useEffect(() => {
    if (token === null) return;
    let current = true;
    setAnswer(undefined);
    void client.invites.look(token).then((found) => {
      if (current) setAnswer(found);
    });
    return () => {
      current = false;
    };
  }, [client, token]);
  return answer;
}
