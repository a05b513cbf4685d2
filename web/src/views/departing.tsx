import { Trans, useLingui } from '@lingui/react';
import type { ReactNode } from 'react';
import { useChat, useClient } from './client-context.js';
import { ConfirmDialog } from './confirm-dialog.js';
import { useDialogs } from './dialogs.js';
import { LocalUploadTile } from './local-upload-tile.js';
import { useRowTabIndex } from './row-tab-index.js';
import { UploadNews } from './upload-news.js';

/** The files that a message waits for, and the way to take it back; nothing for a message that waits for none. */
export function Departing({ id, clientId }: { id?: string; clientId: string }): ReactNode {
  const { i18n } = useLingui();
  const tabIndex = useRowTabIndex();
  const departure = useChat(({ departures }) => departures.find((one) => one.clientId === clientId));
  const cancel = useCancel(clientId, departure?.channelId ?? '');
  if (!departure) return null;
  const { channelId, uploads } = departure;
  return (
    <div id={id} className="my-1 flex flex-col items-start gap-1">
      <ul aria-label={i18n._('composer.tray')} className="flex w-full flex-wrap items-start gap-1.5 text-ink">
        {uploads.map((file) => (
          <LocalUploadTile key={file.id} channelId={channelId} file={file} />
        ))}
      </ul>
      <UploadNews files={uploads} />
      <button
        type="button"
        tabIndex={tabIndex}
        className="min-h-11 rounded-md px-2 text-sm font-medium text-accent hover:bg-accent-soft md:min-h-8"
        onClick={cancel}
      >
        <Trans id="departure.cancel" />
      </button>
    </div>
  );
}

/** It goes back to where it was written. Where something else was begun there it would be lost, so that is asked. */
function useCancel(clientId: string, channelId: string): () => void {
  const { i18n } = useLingui();
  const client = useClient();
  const show = useDialogs();
  const cancel = (): void => {
    client.uploads.cancelDeparture(clientId);
  };
  return () => {
    const { drafts, tray } = client.store.getState();
    if ((drafts[channelId] ?? '') === '' && !(channelId in tray)) {
      cancel();
      return;
    }
    show((onClose) => (
      <ConfirmDialog
        title={i18n._('departure.cancel')}
        text={i18n._('departure.cancel.text')}
        action={i18n._('action.delete.confirm')}
        onConfirm={() => {
          cancel();
          return Promise.resolve(null);
        }}
        onClose={onClose}
      />
    ));
  };
}
