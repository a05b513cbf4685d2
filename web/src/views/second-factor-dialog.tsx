import { Trans, useLingui } from '@lingui/react';
import { type ReactNode, useState } from 'react';
import type { SecondFactorSecretView } from '../../../src/contract/views.js';
import { useClient } from './client-context.js';
import { CodeField } from './code-field.js';
import { CopyField } from './copy-field.js';
import { Dialog } from './dialog.js';
import { FormFailure } from './form-failure.js';
import { PasswordField } from './password-field.js';
import { QrCode } from './qr-code.js';
import { RecoveryCodes } from './recovery-codes.js';
import { useForm } from './use-form.js';

interface SecondFactorDialogProps {
  intent: 'on' | 'codes' | 'off';
  onChanged: () => void;
  onClose: () => void;
}

/** Turns the second factor on or off, or makes new recovery codes. */
export default function SecondFactorDialog({ intent, onChanged, onClose }: SecondFactorDialogProps): ReactNode {
  const { i18n } = useLingui();
  const [secret, setSecret] = useState<SecondFactorSecretView | null>(null);
  const [codes, setCodes] = useState<string[] | null>(null);
  const title = intent === 'codes' ? i18n._('secondFactor.codes.title') : i18n._('settings.secondFactor');
  const take = (made: string[]): void => {
    setCodes(made);
    onChanged();
  };
  const done = (): void => {
    onChanged();
    onClose();
  };
  return (
    <Dialog title={codes ? i18n._('recoveryCodes.title') : title} onClose={onClose}>
      {codes && <RecoveryCodes codes={codes} onDone={onClose} />}
      {!codes && secret && <Confirmation secret={secret} onCodes={take} />}
      {!codes && !secret && intent === 'on' && <Beginning onSecret={setSecret} />}
      {!codes && intent !== 'on' && <Proof intent={intent} onCodes={take} onOff={done} />}
    </Dialog>
  );
}

function Beginning({ onSecret }: { onSecret: (secret: SecondFactorSecretView) => void }): ReactNode {
  const client = useClient();
  const { failure, errors, busy, form } = useForm(async ({ currentPassword = '' }) => {
    const { data, failure: refused } = await client.secondFactor.begin(currentPassword);
    if (data) onSecret(data);
    return refused;
  });
  return (
    <form className="flex flex-col gap-4" {...form}>
      <p>
        <Trans id="secondFactor.on.app" />
      </p>
      <FormFailure failure={failure} />
      <PasswordField error={errors['currentPassword']} />
      <button type="submit" className="button button-main self-end" aria-disabled={busy}>
        <Trans id="secondFactor.next" />
      </button>
    </form>
  );
}

interface ConfirmationProps {
  secret: SecondFactorSecretView;
  onCodes: (codes: string[]) => void;
}

function Confirmation({ secret: { secret, uri }, onCodes }: ConfirmationProps): ReactNode {
  const { i18n } = useLingui();
  const client = useClient();
  const { failure, errors, busy, form } = useForm(async ({ code = '' }) => {
    const { data, failure: refused } = await client.secondFactor.confirm(code.trim());
    if (data) onCodes(data);
    return refused;
  });
  return (
    <form className="flex flex-col gap-4" {...form}>
      <p>
        <Trans id="secondFactor.scan" />
      </p>
      <QrCode text={uri} label={i18n._('secondFactor.qr')} />
      {/* A phone does not see its own screen. */}
      <a href={uri} className="button hidden self-center pointer-coarse:inline-flex">
        <Trans id="secondFactor.openApp" />
      </a>
      <CopyField label={i18n._('secondFactor.secret')} hint={i18n._('secondFactor.secret.hint')} value={secret} />
      <FormFailure failure={failure} />
      <CodeField error={errors['code']} autoFocus />
      <button type="submit" className="button button-main self-end" aria-disabled={busy}>
        <Trans id="secondFactor.turnOn" />
      </button>
    </form>
  );
}

interface ProofProps {
  intent: 'codes' | 'off';
  onCodes: (codes: string[]) => void;
  onOff: () => void;
}

function Proof({ intent, onCodes, onOff }: ProofProps): ReactNode {
  const { secondFactor } = useClient();
  const { failure, errors, busy, form } = useForm(async ({ currentPassword = '', code = '' }) => {
    if (intent === 'off') {
      const refused = await secondFactor.turnOff(currentPassword, code.trim());
      if (refused === null) onOff();
      return refused;
    }
    const { data, failure: refused } = await secondFactor.renewRecoveryCodes(currentPassword, code.trim());
    if (data) onCodes(data);
    return refused;
  });
  return (
    <form className="flex flex-col gap-4" {...form}>
      <p>{intent === 'off' ? <Trans id="secondFactor.off.hint" /> : <Trans id="secondFactor.codes.hint" />}</p>
      <FormFailure failure={failure} />
      <PasswordField error={errors['currentPassword']} />
      <CodeField error={errors['code']} recovery />
      <button
        type="submit"
        className={`button self-end ${intent === 'off' ? 'button-danger' : 'button-main'}`}
        aria-disabled={busy}
      >
        {intent === 'off' ? <Trans id="secondFactor.off" /> : <Trans id="secondFactor.codes" />}
      </button>
    </form>
  );
}
