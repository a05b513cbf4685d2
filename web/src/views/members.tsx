import { Trans, useLingui } from '@lingui/react';
import { UserPlus } from 'lucide-react';
import type { ReactNode } from 'react';
import { AddMembers } from './add-members.js';
import { useChat } from './client-context.js';
import { Dialog } from './dialog.js';
import { useDialogs } from './dialogs.js';
import { mayRun } from './group-rights.js';
import { MemberList } from './member-list.js';

interface MembersProps {
  channelId: string;
  onClose: () => void;
}

/** Who is in a channel, and for those who may, what can be done about it. */
export default function Members({ channelId, onClose }: MembersProps): ReactNode {
  const { i18n } = useLingui();
  const show = useDialogs();
  const channel = useChat((state) => state.channels[channelId]);
  if (!channel) return null;
  const { view } = channel;
  const mayAdd = view.kind === 'group' && mayRun(view.role) && view.archivedAt === null;
  return (
    <Dialog title={i18n._('members.title')} onClose={onClose}>
      {view.topic !== '' && (
        <p className="wrap-anywhere" dir="auto">
          {view.topic}
        </p>
      )}
      <MemberList channel={channel}>
        {mayAdd && (
          <button
            type="button"
            className="button shrink-0"
            onClick={() => {
              show((close) => <AddMembers channelId={channelId} onClose={close} />);
            }}
          >
            <UserPlus aria-hidden className="size-4" />
            <Trans id="members.add" />
          </button>
        )}
      </MemberList>
    </Dialog>
  );
}
