import { Trans, useLingui } from '@lingui/react';
import { UserX } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { Choice } from './choice.js';
import { useClient } from './client-context.js';
import { Dialog } from './dialog.js';
import { FormFailure } from './form-failure.js';
import { PasswordField } from './password-field.js';
import { useForm } from './use-form.js';

type Messages = 'keep' | 'erase';

export function DeleteAccount(): ReactNode {
  const [open, setOpen] = useState(false);
  return (
    <div className="card flex flex-col items-start gap-3">
      <p className="text-sm text-quiet">
        <Trans id="deletion.hint" />
      </p>
      <button
        type="button"
        className="button button-danger"
        onClick={() => {
          setOpen(true);
        }}
      >
        <UserX aria-hidden className="size-4" />
        <Trans id="deletion.open" />
      </button>
      {open && (
        <DeletionDialog
          onClose={() => {
            setOpen(false);
          }}
        />
      )}
    </div>
  );
}

/** Afterwards nobody is signed in, and the page to sign in takes this one's place. */
function DeletionDialog({ onClose }: { onClose: () => void }): ReactNode {
  const { i18n } = useLingui();
  const client = useClient();
  const [messages, setMessages] = useState<Messages>('keep');
  const { failure, errors, busy, form } = useForm(({ currentPassword = '' }) =>
    client.deleteAccount(currentPassword, messages),
  );
  const options: { value: Messages; label: string }[] = [
    { value: 'keep', label: i18n._('deletion.keep') },
    { value: 'erase', label: i18n._('deletion.erase') },
  ];
  return (
    <Dialog title={i18n._('deletion.title')} onClose={onClose}>
      <form className="flex flex-col gap-4" {...form}>
        <FormFailure failure={failure} />
        <ul className="flex list-disc flex-col gap-1 pl-5">
          <li>
            <Trans id="deletion.profile" />
          </li>
          <li>
            <Trans id="deletion.groups" />
          </li>
          <li>
            <Trans id="deletion.name" />
          </li>
          <li>
            <Trans id="deletion.final" />
          </li>
        </ul>
        <div className="flex flex-col gap-1.5">
          <Choice legend={i18n._('deletion.messages')} options={options} chosen={messages} onChoose={setMessages} />
          <p className="text-sm text-quiet">
            {messages === 'keep' ? i18n._('deletion.keep.hint') : i18n._('deletion.erase.hint')}
          </p>
        </div>
        <PasswordField error={errors['currentPassword']} />
        <div className="flex flex-wrap justify-end gap-2">
          <button type="button" className="button" onClick={onClose} data-autofocus>
            <Trans id="dialog.cancel" />
          </button>
          <button type="submit" className="button button-danger" aria-disabled={busy}>
            <Trans id="deletion.submit" />
          </button>
        </div>
      </form>
    </Dialog>
  );
}
