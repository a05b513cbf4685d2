import type { NotifyLevel } from '../../../src/contract/views.js';
import { Actions } from './actions.js';
import type { Answer, Outcome } from './model.js';
import { unreadEnds } from './next-chat.js';

/** What a channel is to me, and how I look at it. */
export class ChannelActions extends Actions {
  /** Somebody looks at it now. */
  open(channelId: string): void {
    const life = this.session.life;
    life?.readMarks.opened(channelId);
    life?.history.lookedAt(channelId);
    if (life?.isLoaded(channelId) === false) void life.history.load(channelId, 'newest');
  }

  /** Up to this message all was seen. It shows at once, and is told as often as needed. */
  read(channelId: string, seq: number): void {
    this.session.life?.readMarks.read(channelId, seq);
  }

  /** The same for all that there is, also for what was marked as unread. */
  readAll(): void {
    for (const { id, lastSeq } of unreadEnds(this.session.store.getState())) this.readToEnd(id, lastSeq);
  }

  /** Up to this message all is read by the person's own wish, also what was marked as unread. */
  readToEnd(channelId: string, lastSeq: number): void {
    const life = this.session.life;
    life?.readMarks.opened(channelId);
    life?.readMarks.read(channelId, lastSeq);
  }

  /** When the message of this number was said; what else is held does not change. */
  saidAt(channelId: string, seq: number): Promise<Answer<string | null>> {
    return this.answer(async () => {
      const { items } = await this.http.messages(channelId, { before: seq + 1, limit: 1 });
      return items[0]?.seq === seq ? items[0].createdAt : null;
    });
  }

  /** This message and all after it count as unread, until something newer is seen, the channel is opened again or I write. */
  markUnread(channelId: string, seq: number): Promise<Outcome> {
    return this.outcome(async () => {
      this.life.readMarks.keepUnread(channelId);
      await this.ask('channel:unread', { channelId, seq });
    });
  }

  setNotify(channelId: string, notify: NotifyLevel): Promise<Outcome> {
    return this.change(channelId, { notify });
  }

  /** Takes it out of my list until something new is said. */
  hide(channelId: string, hidden = true): Promise<Outcome> {
    return this.change(channelId, { hidden });
  }

  /** True when the message is there. */
  async jumpTo(channelId: string, seq: number): Promise<boolean> {
    return (await this.session.life?.history.jumpTo(channelId, seq)) ?? false;
  }

  backToNewest(channelId: string): void {
    void this.session.life?.history.backToNewest(channelId);
  }

  loadMembers(channelId: string): void {
    void this.session.life?.memberLists.load(channelId);
  }

  /** Call it whenever the text changes, and with false when it is empty or left. */
  typing(channelId: string, typing: boolean): void {
    this.session.life?.typing.set(channelId, typing);
  }

  private change(channelId: string, change: { notify?: NotifyLevel; hidden?: boolean }): Promise<Outcome> {
    return this.outcome(async () => {
      const { life } = this;
      const { membership } = await life.ask('channel:change', { channelId, ...change });
      life.news.receive({ memberships: [membership] });
    });
  }
}
