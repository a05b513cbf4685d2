import type { QuietHours } from '../../../src/contract/quiet-hours.js';
import type { MessageView, UserView } from '../../../src/contract/views.js';
import type { Subscription } from '../api/doors.js';
import { Actions } from './actions.js';
import type { Answer, Notification, Outcome } from './model.js';

/** How a person is told of what is said while they look elsewhere. */
export class NotificationActions extends Actions {
  /** What is to be told: null for what was deleted meanwhile, or may not be seen any more. */
  describe({
    messageId,
    message: held,
  }: Notification): Promise<Answer<{ message: MessageView; author: UserView } | null>> {
    return this.answer(async () => {
      const message = held ?? (await this.http.messagesById([messageId]))[0];
      if (!message || message.deletedAt !== null) return null;
      const known = this.session.store.getState().users[message.authorId];
      const author = known ?? (await this.http.users([message.authorId]))[0];
      return author ? { message, author } : null;
    });
  }

  /** The key to subscribe with. */
  pushKey(): Promise<Answer<string>> {
    return this.answer(() => this.http.pushKey());
  }

  /** Once more changes what is different, or nothing. */
  subscribe(subscription: Subscription): Promise<Outcome> {
    return this.outcome(() => this.http.subscribe(subscription));
  }

  unsubscribe(): Promise<Outcome> {
    return this.outcome(() => this.http.unsubscribe());
  }

  /** The store has them once the server has told of it. */
  setQuietHours(hours: QuietHours | null): Promise<Outcome> {
    return this.outcome(() => this.http.setQuietHours(hours));
  }
}
