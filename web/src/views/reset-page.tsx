import { Trans, useLingui } from '@lingui/react';
import { type ReactNode, useState } from 'react';
import { Link } from 'wouter';
import { LIMITS } from '../../../src/contract/limits.js';
import { useClient } from './client-context.js';
import { Entrance } from './entrance.js';
import { FormFailure } from './form-failure.js';
import { TextField } from './text-field.js';
import { useAddressToken } from './use-address-token.js';
import { useForm } from './use-form.js';

/** Where the link of an operator leads somebody who forgot their password. */
export default function ResetPage(): ReactNode {
  const { i18n } = useLingui();
  const token = useResetToken();
  const [changed, setChanged] = useState(false);
  return (
    <Entrance title={i18n._('reset.title')} footer={<SignInLink />}>
      {changed ? (
        <p role="status">
          <Trans id="reset.changed" />
        </p>
      ) : (
        <ResetForm
          token={token}
          onChanged={() => {
            setChanged(true);
          }}
        />
      )}
    </Entrance>
  );
}

function ResetForm({ token, onChanged }: { token: string; onChanged: () => void }): ReactNode {
  const { i18n } = useLingui();
  const client = useClient();
  const { failure, errors, busy, form } = useForm(async ({ newPassword = '' }) => {
    const refused = await client.resetPassword(token, newPassword);
    if (refused === null) onChanged();
    return refused;
  });
  return (
    <form className="flex flex-col gap-4" {...form}>
      <FormFailure failure={failure} />
      <TextField
        label={i18n._('field.newPassword')}
        hint={i18n._('field.password.hint', LIMITS.password)}
        name="newPassword"
        type="password"
        error={errors['newPassword']}
        autoComplete="new-password"
        minLength={LIMITS.password.min}
        autoFocus
        required
      />
      <button type="submit" className="button button-main" aria-disabled={busy}>
        <Trans id="reset.submit" />
      </button>
    </form>
  );
}

/** It lives in memory only; without one the server says that the link is not valid. */
function useResetToken(): string {
  const [token, setToken] = useState('none');
  useAddressToken('token', setToken);
  return token;
}

function SignInLink(): ReactNode {
  return (
    <Link href="/login" className="link">
      <Trans id="register.signIn" />
    </Link>
  );
}
