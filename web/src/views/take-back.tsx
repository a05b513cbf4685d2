import { Trans, useLingui } from '@lingui/react';
import { type ReactNode, useEffect, useState } from 'react';
import { LIMITS } from '../../../src/contract/limits.js';
import type { OutboxEntry } from '../state/model.js';
import { useChat, useClient } from './client-context.js';
import { focusComposer } from './composer-field.js';
import { ActionButton } from './failed-actions.js';
import { useRowTabIndex } from './row-tab-index.js';
import { useTell } from './toast.js';

/** Most messages are stored long before; then nobody sees a button come and go. */
const WAIT_MS = 2_000;

/** The way to take back a message that does not get away, as without a connection; at once where it waits for files. */
export function TakeBack({ clientId, createdAt }: Pick<OutboxEntry, 'clientId' | 'createdAt'>): ReactNode {
  const tabIndex = useRowTabIndex();
  const waitsForFiles = useChat(({ departures }) => departures.some((one) => one.clientId === clientId));
  const isLate = useLate(createdAt);
  const takeBack = useTakeBack(clientId);
  if (!waitsForFiles && !isLate) return null;
  return (
    <div className="-ms-2 text-sm">
      <ActionButton tabIndex={tabIndex} onClick={takeBack}>
        <Trans id="departure.cancel" />
      </ActionButton>
    </div>
  );
}

function useLate(createdAt: string): boolean {
  const [late, setLate] = useState(false);
  useEffect(() => {
    const timer = setTimeout(
      () => {
        setLate(true);
      },
      Date.parse(createdAt) + WAIT_MS - Date.now(),
    );
    return () => {
      clearTimeout(timer);
    };
  }, [createdAt]);
  return late;
}

function useTakeBack(clientId: string): () => void {
  const { i18n } = useLingui();
  const client = useClient();
  const tell = useTell();
  return () => {
    if (client.uploads.takeBack(clientId)) focusComposer();
    else tell(i18n._('departure.tooMany', { max: LIMITS.uploadsInMessage }));
  };
}
