import { Trans, useLingui } from '@lingui/react';
import { type ReactNode, useState } from 'react';
import { LIMITS } from '../../../src/contract/limits.js';
import { useClient } from './client-context.js';
import { CopyField } from './copy-field.js';
import { FormFailure } from './form-failure.js';
import { SelectField } from './select-field.js';
import { TextField } from './text-field.js';
import { useForm } from './use-form.js';

interface CreateInviteProps {
  channelId: string;
  onCreated: () => void;
}

/** Makes a link. It is shown this once: the server keeps only what it needs to know it again. */
export function CreateInvite({ channelId, onCreated }: CreateInviteProps): ReactNode {
  const { i18n } = useLingui();
  const client = useClient();
  const [token, setToken] = useState<string>();
  const { failure, errors, busy, form } = useForm(async ({ hours = '', maxUses = '' }) => {
    const answer = await client.invites.create(channelId, {
      ...(hours !== '' && { expiresInHours: Number(hours) }),
      ...(maxUses !== '' && { maxUses: Number(maxUses) }),
    });
    setToken(answer.data?.token);
    if (answer.data) onCreated();
    return answer.failure;
  });
  const lifetimes = [
    { value: '24', label: i18n._('invites.day') },
    { value: '168', label: i18n._('invites.week') },
    { value: '720', label: i18n._('invites.month') },
    { value: '', label: i18n._('invites.forever') },
  ];
  return (
    <form className="flex flex-col gap-4" {...form}>
      <FormFailure failure={failure} />
      <div className="grid gap-4 sm:grid-cols-2">
        <SelectField label={i18n._('invites.lifetime')} name="hours" options={lifetimes} defaultValue="168" />
        <TextField
          label={i18n._('invites.maxUses')}
          name="maxUses"
          type="number"
          error={errors['maxUses']}
          placeholder={i18n._('invites.noLimit')}
          min={1}
          max={LIMITS.inviteUses}
        />
      </div>
      <button type="submit" className="button button-main self-start" aria-disabled={busy}>
        <Trans id="invites.create" />
      </button>
      {token !== undefined && (
        <CopyField
          label={i18n._('invites.link')}
          hint={i18n._('invites.link.hint')}
          value={`${location.origin}/invite#${token}`}
        />
      )}
    </form>
  );
}
