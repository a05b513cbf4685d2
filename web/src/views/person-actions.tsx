import { Trans, useLingui } from '@lingui/react';
import { Ban, Flag, MessageSquare, VolumeX } from 'lucide-react';
import type { ReactNode } from 'react';
import type { UserView } from '../../../src/contract/views.js';
import { isBlocked } from '../state/selectors.js';
import { useChat, useClient } from './client-context.js';
import { ConfirmDialog } from './confirm-dialog.js';
import { useDialogs } from './dialogs.js';
import { useReport } from './toast.js';
import { useLazyDialog } from './lazy-dialog.js';
import { muteDialog } from './mute-dialog.js';
import { reportDialog } from './report-dialog.js';
import { useOpenDirect } from './use-open-direct.js';

interface PersonActionsProps {
  user: UserView;
  onClose: () => void;
}

/** Talk to them, or do not hear from them any more. */
export function PersonActions({ user, onClose }: PersonActionsProps): ReactNode {
  const myId = useChat((state) => state.me?.id);
  const report = useReport();
  const openDirect = useOpenDirect();
  const own = user.id === myId;
  // Among those who moderate only administrators mute each other; the server says so.
  const mutes = useChat((state) => state.me !== null && state.me.role !== 'member') && !own;
  const open = async (): Promise<void> => {
    const refused = await openDirect(user.id);
    report(refused);
    if (refused === null) onClose();
  };
  return (
    <div className="flex flex-wrap gap-2 *:flex-1 *:px-3">
      <button type="button" className="button" onClick={() => void open()}>
        <MessageSquare aria-hidden className="size-4" />
        {own ? <Trans id="channel.notes" /> : <Trans id="person.message" />}
      </button>
      {!own && <BlockButton user={user} />}
      {!own && <ReportButton userId={user.id} />}
      {mutes && <MuteButton user={user} />}
    </div>
  );
}

function ReportButton({ userId }: { userId: string }): ReactNode {
  const open = useLazyDialog(reportDialog);
  return (
    <button
      type="button"
      className="button"
      onClick={() => {
        open((ReportForm, onClose) => <ReportForm subject={{ userId }} onClose={onClose} />);
      }}
    >
      <Flag aria-hidden className="size-4" />
      <Trans id="report.person" />
    </button>
  );
}

function MuteButton({ user }: { user: UserView }): ReactNode {
  const open = useLazyDialog(muteDialog);
  return (
    <button
      type="button"
      className="button"
      onClick={() => {
        open((MuteForm, onClose) => <MuteForm user={user} onClose={onClose} />);
      }}
    >
      <VolumeX aria-hidden className="size-4" />
      <Trans id="mute" />
    </button>
  );
}

function BlockButton({ user }: { user: UserView }): ReactNode {
  const { i18n } = useLingui();
  const client = useClient();
  const report = useReport();
  const show = useDialogs();
  const blocked = useChat((state) => isBlocked(state, user.id));
  const confirm = (close: () => void): ReactNode => (
    <ConfirmDialog
      title={i18n._('person.block')}
      text={i18n._('person.block.text', { name: user.displayName })}
      action={i18n._('person.block')}
      onConfirm={() => client.people.block(user.id, true)}
      onClose={close}
    />
  );
  if (blocked) {
    return (
      <button type="button" className="button" onClick={() => void client.people.block(user.id, false).then(report)}>
        <Trans id="person.unblock" />
      </button>
    );
  }
  return (
    <button
      type="button"
      className="button button-danger"
      onClick={() => {
        show(confirm);
      }}
    >
      <Ban aria-hidden className="size-4" />
      <Trans id="person.block" />
    </button>
  );
}
