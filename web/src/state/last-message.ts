// What was said last in a channel, as its view has it. Pure.
import { LIMITS } from '../../../src/contract/limits.js';
import type { LastMessageView, MessageView } from '../../../src/contract/views.js';

/** As the server shows it in the view of a channel: held for all of them, also for those of which no row is. */
export function toLastMessage(message: MessageView): LastMessageView {
  const { id, seq, revision, authorId, deletedAt } = message;
  const body = [...message.body].slice(0, LIMITS.lastMessageBody).join('');
  const uploads = message.uploads.map(({ name, width }) => ({ name, width }));
  return { id, seq, revision, authorId, body, uploads, deletedAt };
}

/** The one that was said later; of two states of one message, that of the greater revision. */
export function newerOf(a: LastMessageView | null, b: LastMessageView | null): LastMessageView | null {
  if (!a || !b) return a ?? b;
  return (b.seq - a.seq || b.revision - a.revision) > 0 ? b : a;
}
