import { useLingui } from '@lingui/react';
import type { ReactNode } from 'react';
import { useChat } from './client-context.js';
import { LocalUploadTile } from './local-upload-tile.js';
import { UploadNews } from './upload-news.js';

/** The files that a message waits for; nothing for a message that waits for none. */
export function Departing({ id, clientId }: { id?: string; clientId: string }): ReactNode {
  const { i18n } = useLingui();
  const departure = useChat(({ departures }) => departures.find((one) => one.clientId === clientId));
  if (!departure) return null;
  const { channelId, uploads } = departure;
  return (
    <div id={id} className="my-1">
      <ul aria-label={i18n._('composer.tray')} className="flex w-full flex-wrap items-start gap-1.5 text-ink">
        {uploads.map((file) => (
          <LocalUploadTile key={file.id} channelId={channelId} file={file} />
        ))}
      </ul>
      <UploadNews files={uploads} />
    </div>
  );
}
