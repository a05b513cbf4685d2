import { Trans, useLingui } from '@lingui/react';
import { CircleAlert } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import type { Problem } from '../../../src/contract/errors.js';
import { useClient } from './client-context.js';
import { copyText } from './copy-text.js';
import { errorText } from './error-text.js';

interface FailedActionsProps {
  /** Of the reason. */
  id?: string;
  clientId: string;
  body: string;
  failure: Problem;
}

export function FailedActions({ id, clientId, body, failure }: FailedActionsProps): ReactNode {
  const { i18n } = useLingui();
  const client = useClient();
  return (
    <div className="mt-1 mb-1 flex flex-wrap items-center gap-x-3 gap-y-1 text-sm">
      <p id={id} role="alert" className="flex items-center gap-1.5 text-danger">
        <CircleAlert aria-hidden className="size-4 shrink-0" />
        <span>
          <Trans id="message.notSent" /> {errorText(i18n, failure)}
        </span>
      </p>
      <div className="flex gap-1">
        <ActionButton
          onClick={() => {
            client.retry(clientId);
          }}
        >
          <Trans id="message.retry" />
        </ActionButton>
        {body !== '' && <CopyAction body={body} />}
        <DeleteAction
          onDelete={() => {
            client.discard(clientId);
          }}
        />
      </div>
    </div>
  );
}

export function CopyAction({ body }: { body: string }): ReactNode {
  const [copied, setCopied] = useState(false);
  const copy = async (): Promise<void> => {
    setCopied(await copyText(body));
  };
  return (
    <ActionButton onClick={() => void copy()}>
      {copied ? <Trans id="message.copied" /> : <Trans id="message.copy" />}
    </ActionButton>
  );
}

export function DeleteAction({ onDelete }: { onDelete: () => void }): ReactNode {
  return (
    <ActionButton onClick={onDelete}>
      <Trans id="message.delete" />
    </ActionButton>
  );
}

interface ActionButtonProps {
  onClick: () => void;
  tabIndex?: number;
  children: ReactNode;
}

/** What can be done about a message that has not arrived. */
export function ActionButton({ onClick, tabIndex, children }: ActionButtonProps): ReactNode {
  return (
    <button
      type="button"
      tabIndex={tabIndex}
      onClick={onClick}
      className="min-h-11 rounded-md px-2 font-medium text-accent hover:bg-accent-soft md:min-h-8"
    >
      {children}
    </button>
  );
}
