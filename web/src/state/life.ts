import type { Problem } from '../../../src/contract/errors.js';
import type { ChannelView, MessageView, MyChannelView, MyLikesView, UserView } from '../../../src/contract/views.js';
import type { Ask, HttpDoor, OpenSocket } from '../api/doors.js';
import { NoAnswer } from '../api/failure.js';
import { absorb, applyChannel } from './apply-changes.js';
import { Blocks } from './blocks.js';
import { backoff, type Clock } from './clock.js';
import type { DraftStorage } from './draft-storage.js';
import { Drafts } from './drafts.js';
import { Feed } from './feed.js';
import { History } from './history.js';
import { Likes } from './likes.js';
import { Link } from './link.js';
import { MemberLists } from './member-lists.js';
import type { Notification } from './model.js';
import { Notifier } from './notifier.js';
import { Outbox, type OutboxDeps } from './outbox.js';
import type { OutboxNews } from './outbox-storage.js';
import { People } from './people.js';
import { PersonalNews } from './personal-news.js';
import { Presence } from './presence.js';
import { Quotes } from './quotes.js';
import { ReadMarks } from './read-marks.js';
import { ReportQueue } from './report-queue.js';
import { type SnapshotStorage, Snapshots } from './snapshot.js';
import { type ChatStore, putMe, putOutbox, putUsers, updateChannel } from './store.js';
import { Typing } from './typing.js';
import { Uploads, type UploadsDeps } from './uploads.js';

/** After this long without starting over, the next time is the first again. */
const CALM_MS = 60_000;

/** The browser, as far as the state layer needs it. */
export interface Surroundings
  extends Pick<OutboxDeps, 'storage' | 'alone' | 'newId'>, Pick<UploadsDeps, 'previewOf' | 'forgetPreview'> {
  http: HttpDoor;
  openSocket: OpenSocket;
  clock: Clock;
  drafts: DraftStorage;
  snapshots: SnapshotStorage;
  /** A line to the person's other tabs; `listen` gives the way to stop. */
  tabs: { tell: (news: OutboxNews) => void; listen: (hear: (news: OutboxNews) => void) => () => void };
}

export interface LifeEnds {
  signedOut: (farewell: Problem | null) => void;
  replaced: () => void;
  notify: (notification: Notification) => void;
}

/** Everything that runs while one person is signed in; ended as a whole when they leave. */
export class Life {
  readonly drafts: Drafts;
  readonly history: History;
  readonly outbox: Outbox;
  readonly link: Link;
  readonly likes: Likes;
  readonly memberLists: MemberLists;
  readonly news: PersonalNews;
  readonly people: People;
  readonly presence: Presence;
  readonly quotes: Quotes;
  readonly readMarks: ReadMarks;
  readonly snapshots: Snapshots;
  readonly typing: Typing;
  readonly uploads: Uploads;
  private readonly blocks: Blocks;
  private readonly feed: Feed;
  private readonly notifier: Notifier;
  private readonly reportQueue: ReportQueue;
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
    const { http, clock } = around;
    const shared = { http, clock, store, ask: this.ask, stored: this.stored, signedOut: this.signedOut };
    const refresh = (channelIds: string[]): void => {
      this.feed.refresh(channelIds);
    };
    this.people = new People(store, http, clock);
    this.drafts = new Drafts({ store, clock, storage: around.drafts, userId: me.id });
    this.snapshots = new Snapshots({ store, clock, snapshots: around.snapshots });
    this.likes = new Likes({ ...shared, show: this.show });
    this.quotes = new Quotes({ ...shared, over: this.isOver });
    this.typing = new Typing(shared);
    this.presence = new Presence(shared);
    this.readMarks = new ReadMarks({ ...shared, refresh });
    this.blocks = new Blocks({ ...shared, changed: refresh, over: this.isOver });
    this.memberLists = new MemberLists(store, http, this.isOver);
    this.reportQueue = new ReportQueue(store, http, this.isOver);
    this.notifier = new Notifier(store, ends.notify);
    this.history = new History({ ...shared, over: this.isOver });
    this.feed = this.createFeed();
    const { feed, likes, blocks, notifier, reportQueue } = this;
    this.news = new PersonalNews({ store, feed, likes, blocks, notifier, reportQueue });
    this.outbox = this.createOutbox();
    this.uploads = new Uploads({ ...around, ...shared, outbox: this.outbox });
    this.link = this.createLink();
    this.deaf = around.tabs.listen((news) => {
      this.outbox.hear(news);
    });
  }

  begin(): void {
    this.link.connect();
    void this.outbox.restore();
    void this.drafts.restore();
    this.lookAtHeld();
    void this.open(true);
  }

  end(): void {
    this.over = true;
    this.deaf();
    this.outbox.stop();
    this.drafts.stop();
    this.snapshots.stop();
    this.uploads.stop();
    this.pause();
    this.link.close();
  }

  readonly ask: Ask = (event, payload) => (this.over ? Promise.reject(new NoAnswer()) : this.link.ask(event, payload));

  /** A row that an answer brought; its frame may be later. */
  readonly show = (message: MessageView): void => {
    if (this.over) return;
    updateChannel(this.store, message.channelId, (channel) => absorb(channel, [message]));
    this.quotes.arrived([message]);
  };

  /** A channel as an answer has it; its frame may be later. */
  changed(told: ChannelView): void {
    if (!this.over) updateChannel(this.store, told.id, (channel) => applyChannel(channel, told));
  }

  /** A person as an answer has them; the frame may be later. */
  looks(user: UserView): void {
    if (!this.over) putUsers(this.store, [user]);
  }

  entered(view: MyChannelView): void {
    if (!this.over) this.feed.entered(view);
  }

  left(channelId: string): void {
    if (!this.over) this.feed.left(channelId);
  }

  isLoaded(channelId: string): boolean | undefined {
    return this.store.getState().channels[channelId]?.loaded;
  }

  private createFeed(): Feed {
    return new Feed({
      ...{ store: this.store, ask: this.ask, clock: this.around.clock, history: this.history },
      ...{ stored: this.stored, signedOut: this.signedOut },
      said: (messages, before) => {
        this.notifier.said(messages, before);
        this.typing.said(messages);
      },
      startOver: () => void this.startOver(),
    });
  }

  private createOutbox(): Outbox {
    return new Outbox({
      ...this.around,
      userId: this.me.id,
      signedOut: this.signedOut,
      ask: (message) => this.ask('message:send', message),
      show: (outbox) => {
        putOutbox(this.store, outbox);
      },
      acknowledged: this.show,
      tellOtherTabs: this.around.tabs.tell,
    });
  }

  private createLink(): Link {
    const { feed, news, typing, presence } = this;
    return new Link({
      ...this.around,
      userId: this.me.id,
      signedOut: this.signedOut,
      replaced: this.ends.replaced,
      status: (link) => {
        this.store.setState({ link });
      },
      greeted: (hello) => {
        putMe(this.store, hello.user);
        const { invisible, quietHours, mute } = hello;
        this.store.setState({ invisible, quietHours, mute });
        feed.hello(hello);
        void this.reportQueue.look();
        this.resume();
      },
      changes: (changes) => {
        feed.receive(changes);
      },
      mine: (changes) => {
        news.receive(changes);
      },
      typing: (told) => {
        typing.hear(told);
      },
      presence: (told) => {
        presence.hear(told);
      },
      lost: () => {
        this.pause();
      },
    });
  }

  private resume(): void {
    this.history.resume();
    this.outbox.resume();
    this.uploads.resume();
    this.readMarks.resume();
    this.presence.resume();
    void this.blocks.fetch();
  }

  private pause(): void {
    this.feed.pause();
    this.outbox.pause();
    this.uploads.pause();
    this.readMarks.pause();
    this.presence.pause();
  }

  private readonly isOver = (): boolean => this.over;

  private readonly stored = (messages: readonly MessageView[], myLikes?: readonly MyLikesView[]): void => {
    this.outbox.settle(messages);
    this.people.need(messages.map((message) => message.authorId));
    this.quotes.arrived(messages);
    if (myLikes) this.likes.learnAll(messages, myLikes);
  };

  private readonly signedOut = (farewell: Problem | null = null): void => {
    if (!this.over) this.ends.signedOut(farewell);
  };

  /** Of what was held at the start, which a snapshot brought. */
  private lookAtHeld(): void {
    const held = Object.values(this.store.getState().channels).filter(({ loaded }) => loaded);
    for (const { view, rows } of held) {
      this.history.lookedAt(view.id);
      this.quotes.arrived(rows);
    }
  }

  private async open(keep = false): Promise<void> {
    if (!(await this.history.open(keep))) return;
    this.feed.opened();
    this.news.opened();
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
