import { Trans, useLingui } from '@lingui/react';
import { type ReactNode, useEffect, useState } from 'react';
import type { OutboxEntry } from '../state/model.js';
import { useChat, useClient } from './client-context.js';
import { ConfirmDialog } from './confirm-dialog.js';
import { useDialogs } from './dialogs.js';
import { useRowTabIndex } from './row-tab-index.js';

/** Most messages are stored long before; then nobody sees a button come and go. */
const WAIT_MS = 2_000;

/** The way to take back a message that does not get away, as without a connection; at once where it waits for files. */
export function TakeBack({ entry: { clientId, channelId, createdAt } }: { entry: OutboxEntry }): ReactNode {
  const tabIndex = useRowTabIndex();
  const waitsForFiles = useChat(({ departures }) => departures.some((one) => one.clientId === clientId));
  const isLate = useLate(createdAt);
  const takeBack = useTakeBack(clientId, channelId);
  if (!waitsForFiles && !isLate) return null;
  return (
    <button
      type="button"
      tabIndex={tabIndex}
      className="-ms-2 min-h-11 rounded-md px-2 text-sm font-medium text-accent hover:bg-accent-soft md:min-h-8"
      onClick={takeBack}
    >
      <Trans id="departure.cancel" />
    </button>
  );
}

function useLate(createdAt: string): boolean {
  const [late, setLate] = useState(false);
  useEffect(() => {
    const timer = setTimeout(
      () => {
        setLate(true);
      },
      Date.parse(createdAt) + WAIT_MS - Date.now(),
    );
    return () => {
      clearTimeout(timer);
    };
  }, [createdAt]);
  return late;
}

/** It goes back to where it was written. Where something else was begun there it would be lost, so that is asked. */
function useTakeBack(clientId: string, channelId: string): () => void {
  const { i18n } = useLingui();
  const client = useClient();
  const show = useDialogs();
  return () => {
    const { drafts, tray } = client.store.getState();
    if ((drafts[channelId] ?? '') === '' && !(channelId in tray)) {
      client.uploads.takeBack(clientId);
      return;
    }
    show((onClose) => (
      <ConfirmDialog
        title={i18n._('departure.cancel')}
        text={i18n._('departure.cancel.text')}
        action={i18n._('action.delete.confirm')}
        onConfirm={() => {
          client.uploads.takeBack(clientId);
          return Promise.resolve(null);
        }}
        onClose={onClose}
      />
    ));
  };
}
