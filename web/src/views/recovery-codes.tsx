import { Trans } from '@lingui/react';
import { Copy, Download } from 'lucide-react';
import { type ReactNode, useMemo, useState } from 'react';
import { copyText } from './copy-text.js';
import { useObjectUrl } from './use-object-url.js';

interface RecoveryCodesProps {
  codes: string[];
  onDone: () => void;
}

/** Shown this once. */
export function RecoveryCodes({ codes, onDone }: RecoveryCodesProps): ReactNode {
  const text = codes.join('\n');
  const [copied, setCopied] = useState(false);
  const file = useMemo(() => new Blob([`${location.host}\n\n${text}\n`], { type: 'text/plain' }), [text]);
  return (
    <div className="flex flex-col gap-4">
      <p role="status">
        <Trans id="recoveryCodes.hint" />
      </p>
      <ul className="grid gap-x-6 gap-y-1 rounded-lg bg-accent-soft p-3 font-mono text-sm sm:grid-cols-2">
        {codes.map((code) => (
          <li key={code} className="text-center whitespace-nowrap">
            {code}
          </li>
        ))}
      </ul>
      <div className="flex flex-wrap gap-2">
        <button
          type="button"
          className="button"
          autoFocus
          onClick={() => {
            void copyText(text).then(setCopied);
          }}
        >
          <Copy aria-hidden className="size-4" />
          {copied ? <Trans id="message.copied" /> : <Trans id="message.copy" />}
        </button>
        <a href={useObjectUrl(file)} download="recovery-codes.txt" className="button">
          <Download aria-hidden className="size-4" />
          <Trans id="recoveryCodes.download" />
        </a>
        <button type="button" className="button button-main ml-auto" onClick={onDone}>
          <Trans id="recoveryCodes.done" />
        </button>
      </div>
    </div>
  );
}
