// Finds out which messages are worth telling a person who may be looking elsewhere; each is told once.
import type { MyChanges } from '../../../src/contract/events.js';
import type { MessageView } from '../../../src/contract/views.js';
import type { ChannelState, Notification } from './model.js';
import { mentionsMe } from './reading.js';
import { type ChatStore, viewerOf } from './store.js';

const REMEMBERED = 500;

type Mention = NonNullable<MyChanges['mentioned']>[number];

export class Notifier {
  private readonly told = new Set<string>();

  constructor(
    private readonly store: ChatStore,
    private readonly tell: (notification: Notification) => void,
  ) {}

  /** @param before the channel without these messages */
  said(messages: readonly MessageView[], { view, appliedSeq }: ChannelState): void {
    const viewer = viewerOf(this.store.getState());
    if (view.notify === 'none') return;
    for (const message of messages) {
      const { id: messageId, channelId, seq, authorId, deletedAt } = message;
      const isNew = seq > appliedSeq && deletedAt === null;
      if (!isNew || authorId === viewer.id || authorId in viewer.blocked) continue;
      const kind = mentionsMe(message, viewer) ? 'mention' : 'message';
      if (kind === 'mention' || view.notify === 'all') this.once({ channelId, messageId, seq, kind, message });
    }
  }

  /** The server tells of what names me since now: it may be an old message that was edited. */
  mentioned({ channelId, messageId, seq }: Mention): void {
    const channel = this.store.getState().channels[channelId];
    if (channel && channel.view.notify !== 'none')
      this.once({ channelId, messageId, seq, kind: 'mention', message: null });
  }

  private once(notification: Notification): void {
    const { messageId } = notification;
    if (this.told.has(messageId)) return;
    this.told.add(messageId);
    const [oldest] = this.told;
    if (this.told.size > REMEMBERED && oldest !== undefined) this.told.delete(oldest);
    this.tell(notification);
  }
}
