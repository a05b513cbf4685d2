// What is told to all devices of a person: where they are, what they have read, liked and blocked.
import type { MyChanges } from '../../../src/contract/events.js';
import type { MyMembershipView } from '../../../src/contract/views.js';
import type { Blocks } from './blocks.js';
import type { Feed } from './feed.js';
import type { Likes } from './likes.js';
import type { Notifier } from './notifier.js';
import { applyMembership, readUpTo } from './reading.js';
import type { ReportQueue } from './report-queue.js';
import { type ChatStore, updateChannel } from './store.js';

/** What came before the list of channels was there. */
const MAX_EARLY = 500;

export interface PersonalNewsDeps {
  store: ChatStore;
  feed: Pick<Feed, 'refresh' | 'left'>;
  likes: Pick<Likes, 'learn' | 'learnProfile'>;
  blocks: Pick<Blocks, 'hear'>;
  notifier: Pick<Notifier, 'mentioned'>;
  reportQueue: Pick<ReportQueue, 'look'>;
}

export class PersonalNews {
  private early: MyChanges[] = [];
  /** Of channels that are only just being fetched, by an answer that may be older. */
  private readonly unplaced = new Map<string, MyMembershipView>();

  constructor(private readonly deps: PersonalNewsDeps) {
    deps.store.subscribe(({ channels }, before) => {
      if (channels !== before.channels && this.unplaced.size > 0) this.place();
    });
  }

  receive(changes: MyChanges): void {
    if (this.deps.store.getState().epoch === null) this.early = [...this.early, changes].slice(-MAX_EARLY);
    else this.apply(changes);
  }

  /** The list of channels is there. */
  opened(): void {
    for (const changes of this.early.splice(0)) this.apply(changes);
  }

  private apply(changes: MyChanges): void {
    const { feed, likes, blocks, notifier, reportQueue } = this.deps;
    for (const membership of changes.memberships ?? []) this.applyMembership(membership);
    likes.learn(changes.likes ?? []);
    for (const { userId, liked } of changes.profileLikes ?? []) likes.learnProfile(userId, { liked });
    blocks.hear(changes.blocks ?? []);
    for (const channelId of changes.left ?? []) feed.left(channelId);
    feed.refresh(changes.joined ?? []);
    if (changes.privacy) this.deps.store.setState(changes.privacy);
    if (changes.quietHours !== undefined) this.deps.store.setState({ quietHours: changes.quietHours });
    if (changes.mute !== undefined) this.deps.store.setState({ mute: changes.mute });
    if (changes.reportsChanged) void reportQueue.look();
    for (const mention of changes.mentioned ?? []) notifier.mentioned(mention);
  }

  private applyMembership(membership: MyMembershipView): void {
    const { store, feed } = this.deps;
    const { channelId } = membership;
    const before = store.getState().channels[channelId];
    if (!before) {
      this.keepUnplaced(membership);
      return;
    }
    updateChannel(store, channelId, (channel) => applyMembership(channel, membership));
    const after = store.getState().channels[channelId];
    // Which of the messages that are unread again mention me, only the server knows.
    if (after && readUpTo(after.view) < readUpTo(before.view)) feed.refresh([channelId]);
  }

  private keepUnplaced(membership: MyMembershipView): void {
    if ((this.unplaced.get(membership.channelId)?.version ?? 0) > membership.version) return;
    this.unplaced.set(membership.channelId, membership);
    const [oldest] = this.unplaced.keys();
    if (this.unplaced.size > MAX_EARLY && oldest !== undefined) this.unplaced.delete(oldest);
  }

  private place(): void {
    const { channels } = this.deps.store.getState();
    for (const [channelId, membership] of this.unplaced) {
      if (!(channelId in channels)) continue;
      this.unplaced.delete(channelId);
      this.applyMembership(membership);
    }
  }
}
