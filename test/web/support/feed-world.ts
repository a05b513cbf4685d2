import { expect, jest } from '@jest/globals';
import type { MyChanges, SyncAnswer, SyncRequest } from '../../../src/contract/events.js';
import type { Changes, MessagesPage } from '../../../src/contract/views.js';
import type { Ask } from '../../../web/src/api/doors.js';
import { NoAnswer } from '../../../web/src/api/failure.js';
import { Blocks } from '../../../web/src/state/blocks.js';
import { Feed } from '../../../web/src/state/feed.js';
import { History } from '../../../web/src/state/history.js';
import { Likes } from '../../../web/src/state/likes.js';
import { MemberLists } from '../../../web/src/state/member-lists.js';
import type { ChannelState, Notification } from '../../../web/src/state/model.js';
import { Notifier } from '../../../web/src/state/notifier.js';
import { PersonalNews } from '../../../web/src/state/personal-news.js';
import { createChatStore, signedIn } from '../../../web/src/state/store.js';
import { GENERAL, ModelServer, person } from './model-server.js';
import { settle, TestClock } from './test-clock.js';

export const me = person('me');

/** A client that only listens, whose frames and answers the test holds in its hand. */
export class World {
  readonly server = new ModelServer();
  readonly clock = new TestClock();
  readonly store = createChatStore();
  readonly frames: Changes[] = [];
  /** What is personal keeps its order, and is sent before the frames of the same change. */
  readonly mine: { changes: MyChanges; before: Changes | null }[] = [];
  /** Answers on their way: what the server said at the moment it was asked. */
  readonly answers: { deliver: () => void; lose: () => void }[] = [];
  readonly signedOut = jest.fn();
  readonly notifications: Notification[] = [];
  syncs = 0;
  fetches = 0;
  private readonly ask = ((_event: 'sync', request: SyncRequest) => {
    this.syncs++;
    return this.answer((): SyncAnswer => this.server.sync(request));
  }) as Ask;
  readonly likes = new Likes({ store: this.store, ask: this.ask, show: () => undefined });
  private readonly deps = {
    store: this.store,
    clock: this.clock,
    ask: this.ask,
    signedOut: this.signedOut,
    over: () => false,
    stored: ((messages, myLikes) => {
      if (myLikes) this.likes.learnAll(messages, myLikes);
    }) as ConstructorParameters<typeof History>[0]['stored'],
    http: {
      channels: () => {
        this.fetches++;
        return this.answer(() => this.server.channels());
      },
      channel: (id: string) => {
        this.fetches++;
        return this.answer(() => this.server.channel(id));
      },
      messages: (id: string, cursor?: object) => this.answer((): MessagesPage => this.server.page(cursor, id)),
      members: (id: string) =>
        this.answer(() => {
          const items = this.server.channelsById.get(id)!.members.filter(({ leftAt }) => leftAt === null);
          return { items, before: null, after: null };
        }),
      blocks: () =>
        this.answer(() => {
          const people = [...this.server.blockedBy('me')];
          return { items: people.map((id) => ({ user: person(id), createdAt: '' })), before: null, after: null };
        }),
    },
  };
  readonly history = new History(this.deps);
  readonly notifier = new Notifier(this.store, (notification) => this.notifications.push(notification));
  readonly feed = new Feed({
    ...this.deps,
    history: this.history,
    said: (messages, before) => {
      this.notifier.said(messages, before);
    },
    startOver: () => void this.open(),
  });
  readonly blocks = new Blocks({
    ...this.deps,
    changed: (ids) => {
      this.feed.refresh(ids);
    },
  });
  readonly memberLists = new MemberLists(this.store, this.deps.http, () => false);
  readonly news = new PersonalNews({
    store: this.store,
    feed: this.feed,
    likes: this.likes,
    blocks: this.blocks,
    notifier: this.notifier,
    reportQueue: { look: () => Promise.resolve() },
  });

  constructor(messages = 0) {
    signedIn(this.store, me);
    for (let i = 1; i <= messages; i++) this.server.say(`text ${i}`);
    this.server.onFrame = (frame) => {
      // The group is heard by its members only.
      if (this.server.channelsById.get(frame.channelId)!.isMember('me')) this.frames.push(frame);
    };
    this.server.onMine = (userId, changes) => {
      if (userId === 'me') this.mine.push({ changes, before: this.frames.at(-1) ?? null });
    };
  }

  get channel(): ChannelState {
    return this.channelOf(GENERAL)!;
  }

  channelOf(id: string): ChannelState | undefined {
    return this.store.getState().channels[id];
  }

  async open(): Promise<void> {
    if (!(await this.history.open())) return;
    this.feed.opened();
    this.news.opened();
  }

  /** Opened, greeted and with its first page. */
  async ready(): Promise<this> {
    void this.open();
    this.hello();
    await this.quiet();
    void this.history.load(GENERAL, 'newest');
    await this.quiet();
    return this;
  }

  hello(): void {
    this.feed.hello(this.server.hello(me));
    void this.blocks.fetch();
  }

  /** The connection breaks with all that is on its way, and there is another one. */
  reconnect(): void {
    this.feed.pause();
    this.frames.length = 0;
    this.mine.length = 0;
    this.hello();
  }

  /** Delivers answers and lets time pass until nothing more happens. */
  async quiet(): Promise<void> {
    for (let calm = 0; calm < 2; calm++) {
      await settle();
      if (this.answers.length > 0) calm = -1;
      for (const answer of this.answers.splice(0)) answer.deliver();
      await this.clock.advance(60_000);
    }
  }

  deliver(index = 0): void {
    const [frame] = this.frames.splice(index % Math.max(1, this.frames.length), 1);
    if (!frame) return;
    // What is personal about it came first.
    const last = this.mine.findLastIndex(({ before }) => before === frame);
    for (let left = last + 1; left > 0; left--) this.deliverMine();
    this.feed.receive(frame);
  }

  deliverMine(): void {
    const [next] = this.mine.splice(0, 1);
    if (next) this.news.receive(next.changes);
  }

  deliverAll(): void {
    while (this.mine.length > 0) this.deliverMine();
    while (this.frames.length > 0) this.deliver();
  }

  /** What is held is what a client that has just come would fetch. */
  expectEqualToServer(): void {
    const { channels, blocked, myLikes } = this.store.getState();
    const listed = this.server.channels().items;
    expect(Object.keys(channels).sort()).toEqual(listed.map(({ id }) => id).sort());
    expect(Object.keys(blocked).sort()).toEqual([...this.server.blockedBy('me')].sort());
    for (const view of listed) {
      const channel = channels[view.id]!;
      const model = this.server.channelsById.get(view.id)!;
      expect(channel.revision).toBe(model.revision);
      expect(channel.view).toEqual(view);
      if (!channel.loaded) continue;
      const first = channel.before ?? 1;
      expect(channel.after).toBeNull();
      expect(channel.rows).toEqual(model.messages.filter((row) => row.seq >= first));
      expect(channel.notices).toEqual(model.notices.filter(({ seq }) => channel.before === null || seq >= first));
      for (const { id } of channel.rows)
        expect(myLikes.get(id)?.emojis ?? []).toEqual(
          model.likes.filter(({ messageId, userId }) => messageId === id && userId === 'me').map(({ emoji }) => emoji),
        );
      if (!channel.members) continue;
      const present = model.members.filter(({ leftAt }) => leftAt === null);
      expect(channel.members.people).toEqual(Object.fromEntries(present.map((row) => [row.user.id, row])));
    }
  }

  /** The server looks now; what it saw arrives when the test says so. */
  private answer<T>(ask: () => T): Promise<T> {
    const answer = new Promise<T>((resolve) => {
      resolve(ask());
    });
    answer.catch(() => undefined);
    return new Promise((resolve, reject) => {
      const deliver = (): void => {
        resolve(answer);
      };
      const lose = (): void => {
        reject(new NoAnswer());
      };
      this.answers.push({ deliver, lose });
    });
  }
}
