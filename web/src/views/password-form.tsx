import { Trans, useLingui } from '@lingui/react';
import { type ReactNode, useState } from 'react';
import { LIMITS } from '../../../src/contract/limits.js';
import { useChat, useClient } from './client-context.js';
import { FormFailure } from './form-failure.js';
import { TextField } from './text-field.js';
import { useForm } from './use-form.js';

export function PasswordForm(): ReactNode {
  const { i18n } = useLingui();
  const client = useClient();
  const username = useChat((state) => state.me?.username);
  const [changed, setChanged] = useState(false);
  const { failure, errors, busy, form } = useForm(async ({ currentPassword = '', newPassword = '' }, form) => {
    setChanged(false);
    const refused = await client.changePassword(currentPassword, newPassword);
    if (refused === null) form.reset();
    setChanged(refused === null);
    return refused;
  });
  return (
    <form className="card flex flex-col gap-4" {...form}>
      <FormFailure failure={failure} />
      {/* For password managers: whose password this is. */}
      <input type="text" name="username" autoComplete="username" value={username ?? ''} readOnly hidden />
      <TextField
        label={i18n._('field.currentPassword')}
        name="currentPassword"
        type="password"
        error={errors['currentPassword']}
        autoComplete="current-password"
        required
      />
      <TextField
        label={i18n._('field.newPassword')}
        hint={i18n._('field.password.hint', LIMITS.password)}
        name="newPassword"
        type="password"
        error={errors['newPassword']}
        autoComplete="new-password"
        minLength={LIMITS.password.min}
        required
      />
      <button type="submit" className="button self-start" aria-disabled={busy}>
        <Trans id="password.submit" />
      </button>
      <p role="status" className={changed ? 'text-accent' : 'hidden'}>
        {changed && <Trans id="password.changed" />}
      </p>
    </form>
  );
}
