import { Trans, useLingui } from '@lingui/react';
import { type ReactNode, useEffect, useRef } from 'react';
import type { Mute } from '../../../src/contract/events.js';
import type { Room } from '../state/room.js';
import { useChat, useClient } from './client-context.js';
import { dateTimeText } from './dates.js';
import { DraftComposer } from './draft-composer.js';
import { EditComposer } from './edit-composer.js';
import { useReport } from './toast.js';
import { useBlockedOther } from './use-blocked-other.js';
import { useMute } from './use-mute.js';

interface ComposerProps {
  room: Room;
  name: string;
}

/** The place to write, or why nothing can be written here. */
export function Composer({ room, name }: ComposerProps): ReactNode {
  const { id, archivedAt } = room;
  const mute = useMute();
  const blockedId = useBlockedOther(room);
  const edit = useChat((state) => (state.editing?.message.channelId === id ? state.editing : null));
  const wasEditing = useRef(false);
  useEffect(() => {
    wasEditing.current = edit !== null;
  });
  if (archivedAt !== null) return <Closed text={<Trans id="composer.archived" />} />;
  if (mute !== null) return <Closed text={<Muted mute={mute} />} />;
  if (blockedId !== null)
    return <Closed text={<Trans id="composer.blocked" />} action={<Unblock userId={blockedId} />} />;
  if (edit) return <EditComposer key={edit.message.id} edit={edit} name={name} />;
  return <DraftComposer room={room} name={name} takesFocus={wasEditing.current} />;
}

function Closed({ text, action }: { text: ReactNode; action?: ReactNode }): ReactNode {
  return (
    <div className="flex flex-wrap items-center justify-center gap-3 border-t border-line bg-panel p-4 pb-[max(1rem,env(safe-area-inset-bottom))] text-center text-quiet">
      <p>{text}</p>
      {action}
    </div>
  );
}

function Muted({ mute }: { mute: Mute }): ReactNode {
  const { i18n } = useLingui();
  return i18n._('error.muted', { until: dateTimeText(i18n.locale, mute.until), reason: mute.reason });
}

function Unblock({ userId }: { userId: string }): ReactNode {
  const { i18n } = useLingui();
  const client = useClient();
  const report = useReport();
  return (
    <button type="button" className="button" onClick={() => void client.people.block(userId, false).then(report)}>
      {i18n._('person.unblock')}
    </button>
  );
}
