import type { MessageView, UploadView } from '../../../src/contract/views.js';
import type { OutboxEntry } from '../state/model.js';

/** What a row shows, be it of a stored message or of one on its way. */
export interface Shown {
  authorId: string;
  clientId: string;
  channelId: string;
  body: string;
  uploads: readonly UploadView[];
  replyToId: string | null;
  createdAt: string;
  editedAt: string | null;
  deleted: boolean;
  state: 'pending' | 'stored' | 'failed';
}

export function shownOf(message: MessageView | null, entry: OutboxEntry | null): Shown {
  if (message) return { ...message, deleted: message.deletedAt !== null, state: 'stored' };
  if (!entry) throw new Error('A row is of a message or of an entry');
  const state = entry.failure ? 'failed' : 'pending';
  const { userId: authorId, replyToId = null, uploads = [] } = entry;
  return { ...entry, authorId, replyToId, uploads, editedAt: null, deleted: false, state };
}
