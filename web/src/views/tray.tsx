import { useLingui } from '@lingui/react';
import { type ReactNode, type RefObject, useLayoutEffect, useRef } from 'react';
import type { LocalUpload } from '../state/model.js';
import { useClient } from './client-context.js';
import { LocalUploadTile } from './local-upload-tile.js';
import { UploadNews } from './upload-news.js';

interface TrayProps {
  channelId: string;
  files: readonly LocalUpload[];
  /** The button that was pressed is gone: the focus has to go somewhere. */
  onRemoved: () => void;
}

/** The files that the next message takes along. */
export function Tray({ channelId, files, onRemoved }: TrayProps): ReactNode {
  const { i18n } = useLingui();
  const client = useClient();
  const list = useNewestInSight(files.length);
  return (
    <>
      {files.length > 0 && (
        <ul
          ref={list}
          aria-label={i18n._('composer.tray')}
          className="mb-1.5 flex max-h-44 flex-wrap items-start gap-1.5 overflow-y-auto overscroll-contain"
        >
          {files.map((file) => (
            <LocalUploadTile
              key={file.id}
              channelId={channelId}
              file={file}
              onRemove={() => {
                client.uploads.remove(channelId, file.id);
                onRemoved();
              }}
            />
          ))}
        </ul>
      )}
      <UploadNews files={files} />
    </>
  );
}

/** There may be more files than there is room for: the ones that were just added are shown. */
function useNewestInSight(count: number): RefObject<HTMLUListElement | null> {
  const list = useRef<HTMLUListElement>(null);
  const before = useRef(0);
  useLayoutEffect(() => {
    if (count > before.current) list.current?.scrollTo({ top: list.current.scrollHeight });
    before.current = count;
  }, [count]);
  return list;
}
