import { ERRORS, type Problem } from '../../../src/contract/errors.js';
import type { LikeView, MessageView, Page, SearchHitView } from '../../../src/contract/views.js';
import type { SearchQuery } from '../api/doors.js';
import { Refusal } from '../api/failure.js';
import { Actions } from './actions.js';
import type { Answer, Outcome } from './model.js';
import { findMessage } from './selectors.js';

/** As the server would say it. */
const NOT_HELD: Problem = {
  ...{ type: 'about:blank', code: 'message_not_found', ...ERRORS.message_not_found },
  ...{ retryable: false, requestId: '' },
};

export class MessageActions extends Actions {
  /** @param edited the message as its text was begun with; when it was changed since, the outcome is a `version_conflict` */
  edit({ id: messageId, version }: Pick<MessageView, 'id' | 'version'>, body: string): Promise<Outcome> {
    return this.outcome(async () => {
      const { life } = this;
      const { message } = await life.ask('message:edit', { messageId, body: body.trim(), version });
      life.show(message);
    });
  }

  remove(messageId: string): Promise<Outcome> {
    return this.outcome(async () => {
      const { life } = this;
      const { message } = await life.ask('message:delete', { messageId });
      life.show(message);
      const { store } = this.session;
      if (store.getState().editing?.message.id === messageId) store.setState({ editing: null });
    });
  }

  /** Shows at once; taken back when it is refused. */
  like(messageId: string, emoji: string, liked: boolean): Promise<Outcome> {
    return this.outcome(() => this.life.likes.set(this.held(messageId), emoji, liked));
  }

  whoLiked(messageId: string, after?: string): Promise<Answer<Page<LikeView>>> {
    return this.answer(() => this.http.messageLikes(messageId, after));
  }

  /** Makes sure that these messages are fetched, for what quotes them. */
  needQuoted(ids: readonly string[]): void {
    this.session.life?.quotes.need(ids);
  }

  search(query: SearchQuery, after?: string): Promise<Answer<Page<SearchHitView>>> {
    return this.answer(() => this.http.search(query, after));
  }

  private held(messageId: string): MessageView {
    const message = findMessage(this.session.store.getState(), messageId);
    if (!message) throw new Refusal(NOT_HELD);
    return message;
  }
}
