import { Trans, useLingui } from '@lingui/react';
import { type ReactNode, useState } from 'react';
import { LIMITS } from '../../../src/contract/limits.js';
import type { Failure } from '../state/model.js';
import { useChat, useClient } from './client-context.js';
import { Dialog } from './dialog.js';
import { FormFailure } from './form-failure.js';
import { PeoplePicker } from './people-picker.js';
import { useReachable } from './use-people.js';
import { useSelection } from './use-selection.js';

interface AddMembersProps {
  channelId: string;
  onClose: () => void;
}

export function AddMembers({ channelId, onClose }: AddMembersProps): ReactNode {
  const { i18n } = useLingui();
  const client = useClient();
  const members = useChat((state) => state.channels[channelId]?.members?.people);
  const people = useReachable()?.filter(({ id }) => !members || !(id in members));
  const { chosen, toggle } = useSelection(LIMITS.membersAtOnce);
  const [failure, setFailure] = useState<Failure | null>(null);
  const add = async (): Promise<void> => {
    const refused = await client.groups.addMembers(channelId, [...chosen]);
    setFailure(refused);
    if (refused === null) onClose();
  };
  return (
    <Dialog title={i18n._('members.add.title')} onClose={onClose}>
      <FormFailure failure={failure} />
      <PeoplePicker people={people} chosen={chosen} onPick={toggle} autoFocus />
      <button type="button" className="button button-main" disabled={chosen.size === 0} onClick={() => void add()}>
        <Trans id="members.addThese" values={{ count: chosen.size }} />
      </button>
    </Dialog>
  );
}
