import { Trans, useLingui } from '@lingui/react';
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { Entrance } from './entrance.js';
import { SignInForm } from './sign-in-form.js';

export function SignInPage(): ReactNode {
  const { i18n } = useLingui();
  return (
    <Entrance title={i18n._('signIn.title')} footer={<RegisterLink />}>
      <SignInForm />
    </Entrance>
  );
}

function RegisterLink(): ReactNode {
  return (
    <>
      <Trans id="signIn.noAccount" />{' '}
      <Link href="/register" className="link">
        <Trans id="signIn.register" />
      </Link>
    </>
  );
}
