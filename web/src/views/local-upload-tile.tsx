import { useLingui } from '@lingui/react';
import { RotateCw, X } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import type { LocalUpload } from '../state/model.js';
import { useClient } from './client-context.js';
import { errorText } from './error-text.js';
import { FileIcon } from './file-icon.js';
import { percentText, sizeText } from './file-size.js';
import { useRowTabIndex } from './row-tab-index.js';

interface LocalUploadTileProps {
  channelId: string;
  file: LocalUpload;
  /** Not given where only all of them can be taken back together. */
  onRemove?: () => void;
}

/** A file of this device: how far it is, or why it did not arrive. */
export function LocalUploadTile({ channelId, file, onRemove }: LocalUploadTileProps): ReactNode {
  const { i18n } = useLingui();
  const client = useClient();
  const tabIndex = useRowTabIndex();
  const { id, name, failure, upload, progress } = file;
  return (
    <li
      data-upload={id}
      data-state={failure ? 'failed' : upload ? 'ready' : 'moving'}
      className={`relative flex w-full items-center overflow-hidden rounded-xl border bg-panel pl-2 ${failure ? 'border-danger sm:w-84' : 'border-line sm:w-64'}`}
    >
      <Preview file={file} />
      <div className="min-w-0 flex-1 px-2.5 py-1.5 text-sm">
        <p className="truncate font-medium" dir="auto" title={name}>
          {name}
        </p>
        <p className={failure ? 'text-danger' : 'text-quiet tabular-nums'}>
          <Status file={file} />
        </p>
      </div>
      {failure && (
        <button
          type="button"
          tabIndex={tabIndex}
          className="icon-button"
          aria-label={i18n._('uploads.retry', { name })}
          title={i18n._('message.retry')}
          onClick={() => {
            client.uploads.retry(channelId, id);
          }}
        >
          <RotateCw aria-hidden className="size-4" />
        </button>
      )}
      {onRemove && (
        <button
          type="button"
          tabIndex={tabIndex}
          className="icon-button"
          aria-label={i18n._('uploads.remove', { name })}
          title={i18n._('uploads.remove', { name })}
          onClick={onRemove}
        >
          <X aria-hidden className="size-4" />
        </button>
      )}
      {!failure && !upload && <Bar label={i18n._('uploads.progress', { name })} progress={progress} />}
    </li>
  );
}

function Preview({ file: { preview, mime } }: { file: LocalUpload }): ReactNode {
  const [unseen, setUnseen] = useState<string | null>(null);
  if (preview === null || preview === unseen) return <FileIcon mime={mime} className="size-7 shrink-0 text-accent" />;
  return (
    <img
      src={preview}
      alt=""
      draggable={false}
      decoding="async"
      className="size-11 shrink-0 rounded-lg object-cover"
      onError={() => {
        setUnseen(preview);
      }}
    />
  );
}

function Status({ file: { failure, upload, progress, size } }: { file: LocalUpload }): ReactNode {
  const { i18n } = useLingui();
  const whole = sizeText(i18n.locale, size);
  if (failure) return errorText(i18n, failure);
  if (upload) return whole;
  if (progress >= 1) return i18n._('uploads.working');
  return `${percentText(i18n.locale, progress)} · ${whole}`;
}

function Bar({ label, progress }: { label: string; progress: number }): ReactNode {
  return (
    <span
      role="progressbar"
      aria-label={label}
      aria-valuenow={Math.floor(progress * 100)}
      className="absolute inset-x-0 bottom-0 h-1 bg-line"
    >
      <span className="block h-full bg-accent transition-[width]" style={{ width: `${progress * 100}%` }} />
    </span>
  );
}
