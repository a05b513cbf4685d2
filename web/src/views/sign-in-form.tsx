import { Trans, useLingui } from '@lingui/react';
import { type ReactNode, useState } from 'react';
import type { ErrorCode } from '../../../src/contract/errors.js';
import type { Failure } from '../state/model.js';
import { useChat, useClient } from './client-context.js';
import { CodeField } from './code-field.js';
import { FormFailure } from './form-failure.js';
import { TextField } from './text-field.js';
import { useForm } from './use-form.js';

interface SignInFormProps {
  /** Of an operator's link, in the place of a code. */
  token?: string;
  onSignedIn?: () => void;
}

/** Name and password; then, only where it is asked for, a code, which is sent together with them. */
export function SignInForm({ token, onSignedIn }: SignInFormProps): ReactNode {
  const { i18n } = useLingui();
  const client = useClient();
  const farewell = useChat((state) => state.farewell);
  const [asksCode, setAsksCode] = useState(false);
  const { failure, errors, busy, form } = useForm(async ({ username = '', password = '', code = '' }) => {
    const shown = token ?? code.trim();
    const refused = await client.signIn({ username: username.trim(), password, ...(shown && { code: shown }) });
    if (refused === null) onSignedIn?.();
    if (isCode(refused, 'invalid_credentials')) setAsksCode(false);
    if (!isCode(refused, 'second_factor_required')) return refused;
    setAsksCode(true);
    return null;
  });
  return (
    <form className="flex flex-col gap-4" {...form} action="/api/auth/login" method="post">
      <FormFailure failure={failure ?? (asksCode ? null : farewell)} />
      <div className={asksCode ? 'hidden' : 'contents'}>
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
      </div>
      {asksCode && <CodeField error={errors['code']} recovery autoFocus />}
      <button type="submit" className="button button-main" aria-disabled={busy}>
        <Trans id="signIn.submit" />
      </button>
      {asksCode && (
        <button
          type="button"
          className="button"
          onClick={() => {
            setAsksCode(false);
          }}
        >
          <Trans id="signIn.back" />
        </button>
      )}
      <p className="text-center text-sm text-quiet">
        {asksCode ? <Trans id="signIn.lostCode" /> : <Trans id="signIn.forgot" />}
      </p>
    </form>
  );
}

const isCode = (failure: Failure | null, code: ErrorCode): boolean =>
  failure !== null && failure !== 'unreachable' && failure.code === code;
