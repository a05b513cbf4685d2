import type { Changes, MessageView, UserView } from '../../../src/contract/views.js';
import type { Ask, HttpDoor, OpenSocket } from '../api/doors.js';
import { NoAnswer } from '../api/failure.js';
import { absorb } from './apply-changes.js';
import { backoff, type Clock } from './clock.js';
import { Feed } from './feed.js';
import { History } from './history.js';
import { Link } from './link.js';
import { Outbox, type OutboxDeps } from './outbox.js';
import type { OutboxNews } from './outbox-storage.js';
import { People } from './people.js';
import { type ChatStore, updateChannel } from './store.js';

/** After this long without starting over, the next time is the first again. */
const CALM_MS = 60_000;

/** The browser, as far as the state layer needs it. */
export interface Surroundings extends Pick<OutboxDeps, 'storage' | 'alone' | 'newId'> {
  http: HttpDoor;
  openSocket: OpenSocket;
  clock: Clock;
  /** A line to the person's other tabs; `listen` gives the way to stop. */
  tabs: { tell: (news: OutboxNews) => void; listen: (hear: (news: OutboxNews) => void) => () => void };
}

export interface LifeEnds {
  signedOut: () => void;
  replaced: () => void;
}

/** Everything that runs while one person is signed in; ended as a whole when they leave. */
export class Life {
  readonly history: History;
  readonly outbox: Outbox;
  readonly link: Link;
  private readonly feed: Feed;
  private readonly people: People;
  private readonly deaf: () => void;
  private over = false;
  private restarts = 0;
  private restartedAt = 0;

  constructor(
    private readonly store: ChatStore,
    private readonly me: UserView,
    private readonly around: Surroundings,
    private readonly ends: LifeEnds,
  ) {
    const shared = { ...around, store, userId: me.id, ask: this.ask, stored: this.stored, signedOut: this.signedOut };
    this.people = new People(store, around.http, around.clock);
    this.history = new History({ ...shared, over: () => this.over });
    this.feed = new Feed({ ...shared, adopt: (id) => this.history.adopt(id), startOver: () => void this.startOver() });
    this.outbox = this.createOutbox();
    this.link = this.createLink();
    this.deaf = around.tabs.listen((news) => {
      this.outbox.hear(news);
    });
  }

  begin(): void {
    this.link.connect();
    void this.outbox.restore();
    void this.open();
  }

  end(): void {
    this.over = true;
    this.deaf();
    this.outbox.stop();
    this.feed.pause();
    this.link.close();
  }

  private createOutbox(): Outbox {
    return new Outbox({
      ...this.around,
      userId: this.me.id,
      signedOut: this.signedOut,
      ask: (message) => this.ask('message:send', message),
      show: (outbox) => {
        this.store.setState({ outbox });
      },
      acknowledged: (message) => {
        updateChannel(this.store, message.channelId, (channel) => absorb(channel, [message]));
      },
      tellOtherTabs: this.around.tabs.tell,
    });
  }

  private createLink(): Link {
    return new Link({
      ...this.around,
      userId: this.me.id,
      signedOut: this.signedOut,
      replaced: this.ends.replaced,
      status: (link) => {
        this.store.setState({ link });
      },
      greeted: (hello) => {
        this.feed.hello(hello);
        this.outbox.resume();
      },
      changes: (changes: Changes) => {
        this.feed.receive(changes);
      },
      lost: () => {
        this.feed.pause();
        this.outbox.pause();
      },
    });
  }

  private readonly ask: Ask = (event, payload) =>
    this.over ? Promise.reject(new NoAnswer()) : this.link.ask(event, payload);

  private readonly stored = (messages: readonly MessageView[]): void => {
    this.outbox.settle(messages);
    this.people.need(messages.map((message) => message.authorId));
  };

  private readonly signedOut = (): void => {
    if (!this.over) this.ends.signedOut();
  };

  private async open(): Promise<void> {
    if (await this.history.open()) this.feed.opened();
  }

  /** Soon after another start it waits: two nodes that disagree must not make a loop without a pause. */
  private async startOver(): Promise<void> {
    const { clock } = this.around;
    this.restarts = clock.now() - this.restartedAt < CALM_MS ? this.restarts + 1 : 0;
    this.restartedAt = clock.now();
    if (this.restarts > 0) await clock.wait(backoff(clock, this.restarts));
    if (!this.over) await this.open();
  }
}
