import { Trans } from '@lingui/react';
import { type ReactNode, useId, useState } from 'react';
import { copyText } from './copy-text.js';

interface CopyFieldProps {
  label: string;
  hint: string;
  value: string;
}

/** Something to take along, with a button that does it. */
export function CopyField({ label, hint, value }: CopyFieldProps): ReactNode {
  const id = useId();
  const [copied, setCopied] = useState<string>();
  const copy = async (): Promise<void> => {
    setCopied((await copyText(value)) ? value : undefined);
  };
  return (
    <div className="flex flex-col gap-1.5 rounded-xl bg-accent-soft p-3" role="status">
      <label htmlFor={id} className="font-medium">
        {label}
      </label>
      <div className="flex flex-wrap gap-2">
        <input
          id={id}
          className="input w-auto min-w-40 flex-1"
          value={value}
          readOnly
          aria-describedby={`${id}-hint`}
          onFocus={(event) => {
            event.target.select();
          }}
        />
        <button type="button" className="button shrink-0" onClick={() => void copy()}>
          {copied === value ? <Trans id="message.copied" /> : <Trans id="message.copy" />}
        </button>
      </div>
      <p id={`${id}-hint`} className="text-sm text-quiet">
        {hint}
      </p>
    </div>
  );
}
