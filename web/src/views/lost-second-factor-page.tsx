import { Trans, useLingui } from '@lingui/react';
import { type ReactNode, useState } from 'react';
import { Link, useLocation } from 'wouter';
import { Entrance } from './entrance.js';
import { SignInForm } from './sign-in-form.js';
import { useAddressToken } from './use-address-token.js';

/** Where the link of an operator leads somebody who lost their second factor. */
export default function LostSecondFactorPage(): ReactNode {
  const { i18n } = useLingui();
  const [, navigate] = useLocation();
  const [token, setToken] = useState<string>();
  useAddressToken('token', setToken);
  return (
    <Entrance title={i18n._('lostSecondFactor.title')} footer={<SignInLink />}>
      <p>
        <Trans id="lostSecondFactor.hint" />
      </p>
      <SignInForm
        {...(token !== undefined && { token })}
        onSignedIn={() => {
          navigate('/', { replace: true });
        }}
      />
    </Entrance>
  );
}

function SignInLink(): ReactNode {
  return (
    <Link href="/login" className="link">
      <Trans id="register.signIn" />
    </Link>
  );
}
