import { useLingui } from '@lingui/react';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import type { LocalUpload } from '../state/model.js';

/** Says that a file is there, or did not arrive, to those who do not see it; not every per cent on the way. */
export function UploadNews({ files }: { files: readonly LocalUpload[] }): ReactNode {
  const { i18n } = useLingui();
  const [news, setNews] = useState('');
  const ended = files.filter(({ upload, failure }) => upload ?? failure);
  const told = useRef(new Set(ended.map(keyOf)));
  useEffect(() => {
    const last = ended.findLast((file) => !told.current.has(keyOf(file)));
    told.current = new Set(ended.map(keyOf));
    if (!last) {
      if (files.length === 0) setNews('');
      return;
    }
    const { name, failure } = last;
    setNews(failure ? i18n._('uploads.failed', { name }) : i18n._('uploads.done', { name }));
    // What is told once is not told again in another language.
  }, [files]);
  return (
    <p role="status" className="sr-only">
      {news}
    </p>
  );
}

function keyOf({ id, failure }: LocalUpload): string {
  return `${id}:${failure ? 'failed' : 'done'}`;
}
