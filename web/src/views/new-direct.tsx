import { useLingui } from '@lingui/react';
import { type ReactNode, useState } from 'react';
import type { Failure } from '../state/model.js';
import { useChat } from './client-context.js';
import { Dialog } from './dialog.js';
import { FormFailure } from './form-failure.js';
import { PeoplePicker } from './people-picker.js';
import { useOpenDirect } from './use-open-direct.js';
import { useReachable } from './use-people.js';

/** Chooses whom to talk to; oneself stands for one's own notes. */
export default function NewDirect({ onClose }: { onClose: () => void }): ReactNode {
  const { i18n } = useLingui();
  const openDirect = useOpenDirect();
  const people = useReachable();
  const me = useChat((state) => state.me);
  const [failure, setFailure] = useState<Failure | null>(null);
  const open = async (userId: string): Promise<void> => {
    const refused = await openDirect(userId);
    setFailure(refused);
    if (refused === null) onClose();
  };
  const notes = me && { ...me, displayName: i18n._('channel.notes') };
  return (
    <Dialog title={i18n._('direct.new')} onClose={onClose}>
      <FormFailure failure={failure} />
      <PeoplePicker
        people={people && notes ? [...people, notes] : people}
        autoFocus
        onPick={(user) => void open(user.id)}
      />
    </Dialog>
  );
}
