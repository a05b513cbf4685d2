import { useLingui } from '@lingui/react';
import { Download } from 'lucide-react';
import type { ReactNode } from 'react';
import type { UploadView } from '../../../src/contract/views.js';
import { FileIcon } from './file-icon.js';
import { sizeText } from './file-size.js';
import { downloadUrl } from './pictures.js';
import { useRowTabIndex } from './row-tab-index.js';

/** A file that is no picture; a press downloads it. */
export function FileRow({ file }: { file: UploadView }): ReactNode {
  const { i18n } = useLingui();
  const tabIndex = useRowTabIndex();
  return (
    <a
      href={downloadUrl(file)}
      download={file.name}
      title={file.name}
      tabIndex={tabIndex}
      data-upload={file.id}
      className="flex min-h-14 w-full max-w-sm items-center gap-3 rounded-xl border border-line bg-panel px-3 py-2 text-ink hover:border-edge hover:bg-hover"
    >
      <FileIcon mime={file.mime} className="size-7 shrink-0 text-accent" />
      <span className="min-w-0 flex-1">
        <span className="block truncate font-medium" dir="auto">
          {file.name}
        </span>{' '}
        <span className="block text-sm text-quiet">{sizeText(i18n.locale, file.size)}</span>
      </span>
      <Download aria-hidden className="size-5 shrink-0 text-quiet" />
      <span className="sr-only">{i18n._('uploads.download')}</span>
    </a>
  );
}
