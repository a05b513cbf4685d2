import { Trans, useLingui } from '@lingui/react';
import { type ReactNode, useCallback } from 'react';
import { Link } from 'wouter';
import { LIMITS } from '../../../src/contract/limits.js';
import { useChat, useClient } from './client-context.js';
import { Entrance } from './entrance.js';
import { FormFailure } from './form-failure.js';
import { TextField } from './text-field.js';
import { useAddressToken } from './use-address-token.js';
import { useForm } from './use-form.js';

export default function RegisterPage(): ReactNode {
  const { i18n } = useLingui();
  const setupToken = useSetupToken();
  const title = setupToken === null ? i18n._('register.title') : i18n._('register.setupTitle');
  return (
    <Entrance title={title} footer={<SignInLink />}>
      {setupToken !== null && (
        <p className="rounded-lg bg-accent-soft px-3 py-2.5">
          <Trans id="register.setupText" />
        </p>
      )}
      <RegisterForm setupToken={setupToken} />
    </Entrance>
  );
}

function RegisterForm({ setupToken }: { setupToken: string | null }): ReactNode {
  const { i18n } = useLingui();
  const client = useClient();
  const { failure, errors, busy, form } = useForm(({ username = '', displayName = '', password = '' }) =>
    client.register({
      username: username.trim(),
      password,
      ...(displayName.trim() && { displayName: displayName.trim() }),
      ...(setupToken !== null && { setupToken }),
    }),
  );
  return (
    <form className="flex flex-col gap-4" {...form} action="/api/auth/register" method="post">
      <FormFailure failure={failure} />
      <TextField
        label={i18n._('field.username')}
        hint={i18n._('field.username.hint', LIMITS.username)}
        name="username"
        error={errors['username']}
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
        minLength={LIMITS.username.min}
        maxLength={LIMITS.username.max}
        autoFocus
        required
      />
      <TextField
        label={i18n._('field.displayName')}
        name="displayName"
        error={errors['displayName']}
        autoComplete="nickname"
        maxLength={LIMITS.displayName}
      />
      <TextField
        label={i18n._('field.password')}
        hint={i18n._('field.password.hint', LIMITS.password)}
        name="password"
        type="password"
        error={errors['password']}
        autoComplete="new-password"
        minLength={LIMITS.password.min}
        required
      />
      <button type="submit" className="button button-main" aria-disabled={busy}>
        {setupToken === null ? <Trans id="register.submit" /> : <Trans id="register.setupSubmit" />}
      </button>
    </form>
  );
}

/** The token of the link that the server prints; it lives in memory only. */
function useSetupToken(): string | null {
  const client = useClient();
  useAddressToken(
    'setup',
    useCallback(
      (token) => {
        client.setSetupToken(token);
      },
      [client],
    ),
  );
  return useChat((state) => state.setupToken);
}

function SignInLink(): ReactNode {
  return (
    <>
      <Trans id="register.haveAccount" />{' '}
      <Link href="/login" className="link">
        <Trans id="register.signIn" />
      </Link>
    </>
  );
}
