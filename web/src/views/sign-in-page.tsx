import { Trans, useLingui } from '@lingui/react';
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { useChat, useClient } from './client-context.js';
import { Entrance } from './entrance.js';
import { FormFailure } from './form-failure.js';
import { TextField } from './text-field.js';
import { useForm } from './use-form.js';

export function SignInPage(): ReactNode {
  const { i18n } = useLingui();
  const client = useClient();
  const farewell = useChat((state) => state.farewell);
  const { failure, errors, busy, onSubmit } = useForm(({ username = '', password = '' }) =>
    client.signIn({ username: username.trim(), password }),
  );
  return (
    <Entrance title={i18n._('signIn.title')} footer={<RegisterLink />}>
      <form className="flex flex-col gap-4" onSubmit={onSubmit} action="/api/auth/login" method="post">
        <FormFailure failure={failure ?? farewell} />
        <TextField
          label={i18n._('field.username')}
          name="username"
          error={errors['username']}
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          autoFocus
          required
        />
        <TextField
          label={i18n._('field.password')}
          name="password"
          type="password"
          error={errors['password']}
          autoComplete="current-password"
          required
        />
        <button type="submit" className="button button-main" aria-disabled={busy}>
          <Trans id="signIn.submit" />
        </button>
        <p className="text-center text-sm text-quiet">
          <Trans id="signIn.forgot" />
        </p>
      </form>
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
