import type { ReactNode } from 'react';
import type { UploadView } from '../../../src/contract/views.js';
import { FileRow } from './file-row.js';
import { PictureGrid } from './picture-grid.js';
import { isPicture } from './pictures.js';

/** The files of a message: pictures to look at, then what can be downloaded. */
export function Uploads({ id, uploads }: { id?: string; uploads: readonly UploadView[] }): ReactNode {
  const pictures = uploads.filter(isPicture);
  const files = uploads.filter((upload) => !isPicture(upload));
  return (
    <div id={id}>
      {pictures.length > 0 && <PictureGrid pictures={pictures} />}
      {files.length > 0 && (
        <div className="my-1 flex flex-col items-start gap-1">
          {files.map((file) => (
            <FileRow key={file.id} file={file} />
          ))}
        </div>
      )}
    </div>
  );
}
