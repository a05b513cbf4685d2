import { Trans, useLingui } from '@lingui/react';
import { type ReactNode, useState } from 'react';
import { LIMITS } from '../../../src/contract/limits.js';
import type { Failure } from '../state/model.js';
import type { Room } from '../state/room.js';
import { useChat, useClient } from './client-context.js';
import { Dialog } from './dialog.js';
import { FormFailure } from './form-failure.js';
import { GroupIcon } from './group-icon.js';
import { mayRule } from './group-rights.js';
import { PictureField } from './picture-field.js';
import { TextArea } from './text-area.js';
import { TextField } from './text-field.js';
import { useForm } from './use-form.js';
import { VisibilityChoice } from './visibility-choice.js';

interface GroupSettingsProps {
  view: Room;
  onClose: () => void;
}

/** Picture, name and topic; for its owner also who may find the group, and its end. */
export default function GroupSettings({ view, onClose }: GroupSettingsProps): ReactNode {
  const { i18n } = useLingui();
  const client = useClient();
  const owner = mayRule(view.role);
  const [visibility, setVisibility] = useState(view.visibility);
  const { failure, errors, busy, form } = useForm(async ({ name = '', topic = '' }) => {
    const change = { name: name.trim(), topic: topic.trim(), ...(owner && { visibility }) };
    const refused = await client.groups.change(view.id, change);
    if (refused === null) onClose();
    return refused;
  });
  return (
    <Dialog title={i18n._('group.settings')} onClose={onClose}>
      <Look view={view} />
      <form className="flex flex-col gap-4" {...form}>
        <FormFailure failure={failure} />
        <TextField
          label={i18n._('group.name')}
          name="name"
          defaultValue={view.name}
          error={errors['name']}
          maxLength={LIMITS.groupName}
          autoComplete="off"
          required
        />
        <TextArea
          label={i18n._('group.topic')}
          name="topic"
          defaultValue={view.topic}
          error={errors['topic']}
          maxLength={LIMITS.topic}
        />
        {owner && <VisibilityChoice chosen={visibility} onChoose={setVisibility} />}
        <button type="submit" className="button button-main" aria-disabled={busy}>
          <Trans id="group.save" />
        </button>
      </form>
      {owner && <Archive view={view} onClose={onClose} />}
    </Dialog>
  );
}

function Look({ view }: { view: Room }): ReactNode {
  const client = useClient();
  const group = useChat((state) => state.channels[view.id]?.view) ?? view;
  return (
    <PictureField
      picture={<GroupIcon group={group} large />}
      has={group.avatarUrl !== null}
      onSet={(file, crop) => client.groups.setAvatar(group.id, file, crop)}
      onRemove={() => client.groups.removeAvatar(group.id)}
    />
  );
}

function Archive({ view, onClose }: GroupSettingsProps): ReactNode {
  const client = useClient();
  const [failure, setFailure] = useState<Failure | null>(null);
  const archived = view.archivedAt !== null;
  const change = async (): Promise<void> => {
    const refused = await client.groups.change(view.id, { archived: !archived });
    setFailure(refused);
    if (refused === null) onClose();
  };
  return (
    <div className="flex flex-col gap-2 border-t border-line pt-4">
      <FormFailure failure={failure} />
      <p className="text-sm text-quiet">
        {archived ? <Trans id="group.unarchive.text" /> : <Trans id="group.archive.text" />}
      </p>
      <button
        type="button"
        className={`button self-start ${archived ? '' : 'button-danger'}`}
        onClick={() => void change()}
      >
        {archived ? <Trans id="group.unarchive" /> : <Trans id="group.archive" />}
      </button>
    </div>
  );
}
