import { Trans, useLingui } from '@lingui/react';
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { Entrance } from './entrance.js';
import { useInviteToken } from './invite-token.js';

/** For somebody who is not signed in: the group is shown once it is known to whom. */
export function InvitedGuest(): ReactNode {
  const { i18n } = useLingui();
  useInviteToken();
  return (
    <Entrance title={i18n._('invite.title')} footer={null}>
      <p>
        <Trans id="invite.signIn" />
      </p>
      <Link href="/login" className="button button-main">
        <Trans id="signIn.submit" />
      </Link>
      <Link href="/register" className="button">
        <Trans id="register.submit" />
      </Link>
    </Entrance>
  );
}
