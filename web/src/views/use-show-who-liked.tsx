import { useLingui } from '@lingui/react';
import { useCallback } from 'react';
import type { LikeView, Page } from '../../../src/contract/views.js';
import type { Answer } from '../state/model.js';
import { useClient } from './client-context.js';
import { useDialogs } from './dialogs.js';
import { WhoLiked } from './who-liked.js';

/** Opens the list of those who liked a message. */
export function useShowWhoLiked(messageId: string): () => void {
  const { i18n } = useLingui();
  const client = useClient();
  const show = useDialogs();
  const fetchPage = useCallback(
    (after?: string): Promise<Answer<Page<LikeView>>> => client.messages.whoLiked(messageId, after),
    [client, messageId],
  );
  return () => {
    show((onClose) => <WhoLiked title={i18n._('likes.who')} fetchPage={fetchPage} onClose={onClose} />);
  };
}
