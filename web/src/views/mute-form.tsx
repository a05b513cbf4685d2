import { Trans, useLingui } from '@lingui/react';
import { type ReactNode, useState } from 'react';
import { LIMITS } from '../../../src/contract/limits.js';
import type { UserView } from '../../../src/contract/views.js';
import { useClient } from './client-context.js';
import { Dialog } from './dialog.js';
import { FormFailure } from './form-failure.js';
import { SelectField } from './select-field.js';
import { TextArea } from './text-area.js';
import { useForm } from './use-form.js';

interface MuteFormProps {
  user: UserView;
  onClose: () => void;
}

/** Keeps a person from writing for a while, or lets them write again. */
export default function MuteForm({ user, onClose }: MuteFormProps): ReactNode {
  const { i18n } = useLingui();
  const client = useClient();
  const [hours, setHours] = useState('1');
  const { failure, errors, busy, form } = useForm(async ({ reason = '' }) => {
    const refused = await client.moderation.mute(user.id, Number(hours), reason.trim());
    if (refused === null) onClose();
    return refused;
  });
  const terms = [
    { value: '1', label: i18n._('mute.hour') },
    { value: '24', label: i18n._('mute.day') },
    { value: '168', label: i18n._('mute.week') },
    { value: '720', label: i18n._('mute.month') },
    { value: '0', label: i18n._('mute.end') },
  ];
  return (
    <Dialog title={i18n._('mute.title', { name: user.displayName })} onClose={onClose}>
      <form className="flex flex-col gap-4" {...form}>
        <p>
          <Trans id="mute.text" />
        </p>
        <FormFailure failure={failure} />
        <SelectField
          label={i18n._('mute.hours')}
          name="hours"
          options={terms}
          value={hours}
          onChange={(event) => {
            setHours(event.target.value);
          }}
        />
        {hours !== '0' && (
          <TextArea
            label={i18n._('mute.reason')}
            hint={i18n._('mute.reason.hint')}
            name="reason"
            error={errors['reason']}
            maxLength={LIMITS.reason}
            data-autofocus
            required
          />
        )}
        <button type="submit" className="button button-main self-end" aria-disabled={busy}>
          {hours === '0' ? <Trans id="mute.end" /> : <Trans id="mute" />}
        </button>
      </form>
    </Dialog>
  );
}
