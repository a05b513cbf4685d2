import { Trans, useLingui } from '@lingui/react';
import { type ReactNode, useState } from 'react';
import { useLocation } from 'wouter';
import { LIMITS } from '../../../src/contract/limits.js';
import type { Visibility } from '../../../src/contract/views.js';
import { useClient } from './client-context.js';
import { focusComposerOf } from './composer-field.js';
import { Dialog } from './dialog.js';
import { FormFailure } from './form-failure.js';
import { PeoplePicker } from './people-picker.js';
import { TextArea } from './text-area.js';
import { TextField } from './text-field.js';
import { useForm } from './use-form.js';
import { useReachable } from './use-people.js';
import { useSelection } from './use-selection.js';
import { VisibilityChoice } from './visibility-choice.js';

export default function CreateGroup({ onClose }: { onClose: () => void }): ReactNode {
  const { i18n } = useLingui();
  const client = useClient();
  const [, navigate] = useLocation();
  const people = useReachable();
  const [visibility, setVisibility] = useState<Visibility>('private');
  const { chosen, toggle } = useSelection(LIMITS.membersAtOnce);
  const { failure, errors, busy, form } = useForm(async ({ name = '', topic = '' }) => {
    const group = { name: name.trim(), topic: topic.trim(), visibility, userIds: [...chosen] };
    const answer = await client.groups.create(group);
    if (answer.data !== null) {
      navigate(`/c/${answer.data}`);
      onClose();
      focusComposerOf(answer.data);
    }
    return answer.failure;
  });
  return (
    <Dialog title={i18n._('groups.create')} onClose={onClose}>
      <form className="flex flex-col gap-4" {...form}>
        <FormFailure failure={failure} />
        <TextField
          label={i18n._('group.name')}
          name="name"
          error={errors['name']}
          maxLength={LIMITS.groupName}
          autoComplete="off"
          data-autofocus
          required
        />
        <TextArea label={i18n._('group.topic')} name="topic" error={errors['topic']} maxLength={LIMITS.topic} />
        <VisibilityChoice chosen={visibility} onChoose={setVisibility} />
        <fieldset className="flex min-w-0 flex-col gap-2">
          <legend className="mb-1.5 font-medium">
            <Trans id="group.people" values={{ count: chosen.size }} />
          </legend>
          <PeoplePicker people={people} chosen={chosen} onPick={toggle} />
        </fieldset>
        <button type="submit" className="button button-main" aria-disabled={busy}>
          <Trans id="groups.create" />
        </button>
      </form>
    </Dialog>
  );
}
