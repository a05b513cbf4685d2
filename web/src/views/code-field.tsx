import { useLingui } from '@lingui/react';
import type { ReactNode } from 'react';
import { TextField } from './text-field.js';

interface CodeFieldProps {
  error: string | undefined;
  /** There are recovery codes, and one of them will do. */
  recovery?: boolean;
  autoFocus?: boolean;
}

/** For a code of the second factor. Recovery codes are digits too, so the keypad of a phone writes both. */
export function CodeField({ error, recovery = false, autoFocus }: CodeFieldProps): ReactNode {
  const { i18n } = useLingui();
  return (
    <TextField
      label={i18n._('field.code')}
      hint={recovery ? i18n._('field.code.hint') : undefined}
      name="code"
      error={error}
      autoComplete="one-time-code"
      inputMode="numeric"
      spellCheck={false}
      maxLength={150}
      autoFocus={autoFocus}
      required
    />
  );
}
