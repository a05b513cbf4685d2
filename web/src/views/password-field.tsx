import { useLingui } from '@lingui/react';
import type { ReactNode } from 'react';
import { TextField } from './text-field.js';

/** The current password, for what a session that was left open must not do alone. The dialog begins there. */
export function PasswordField({ error }: { error: string | undefined }): ReactNode {
  const { i18n } = useLingui();
  return (
    <TextField
      label={i18n._('field.currentPassword')}
      name="currentPassword"
      type="password"
      error={error}
      autoComplete="current-password"
      data-autofocus
      required
    />
  );
}
