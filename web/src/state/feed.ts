// Keeps the channels equal to the server's: takes frames in order, and fills every gap by `sync`.
import type { Hello, SyncAnswer, SyncRequest } from '../../../src/contract/events.js';
import { LIMITS } from '../../../src/contract/limits.js';
import type { Changes, MessageView, MyChannelView, MyLikesView } from '../../../src/contract/views.js';
import type { Ask } from '../api/doors.js';
import { Refusal } from '../api/failure.js';
import { Adoption, type AdoptionDeps } from './adoption.js';
import { applyChanges, judge } from './apply-changes.js';
import { backoff, type Clock } from './clock.js';
import { FrameBuffer } from './frame-buffer.js';
import type { ChannelState } from './model.js';
import { type ChatStore, dropChannel, putUsers, updateChannel, viewerOf } from './store.js';

export interface FeedDeps {
  store: ChatStore;
  ask: Ask;
  clock: Clock;
  history: AdoptionDeps['history'] & { put: (view: MyChannelView) => void };
  /** Rows that the server has stored, whether or not they are shown, and all of my likes of them where it told. */
  stored: (messages: readonly MessageView[], myLikes?: readonly MyLikesView[]) => void;
  /** New messages that were just said, and the channel as it was before. */
  said: (messages: readonly MessageView[], before: ChannelState) => void;
  /** Another history: everything held is worth nothing. */
  startOver: () => void;
  /** The answer to a request was that nobody is signed in. */
  signedOut: () => void;
}

export class Feed {
  private readonly early = new FrameBuffer();
  private readonly lagging = new Set<string>();
  /** Behind since a greeting: what is found there was said some time ago. */
  private readonly missed = new Set<string>();
  private readonly adoption: Adoption;
  private greeting: Hello | null = null;
  /** Grows with every hello, pause and restart; a loop that began under another number ends. */
  private connection = 0;
  private syncing = -1;

  constructor(private readonly deps: FeedDeps) {
    this.adoption = new Adoption({
      history: deps.history,
      adopted: (id) => {
        this.adopted(id);
      },
      otherHistory: () => {
        this.restart();
      },
    });
  }

  hello(hello: Hello): void {
    this.connection++;
    this.greeting = hello;
    const { epoch } = this.deps.store.getState();
    if (epoch === hello.epoch) this.compare(hello);
    else if (epoch !== null) this.restart();
  }

  /** The channel list is there: frames and heads that waited for it are looked at. */
  opened(): void {
    const { epoch, channels } = this.deps.store.getState();
    const ids = Object.keys(channels);
    for (const id of ids) this.replayEarly(id);
    if (this.greeting && this.greeting.epoch === epoch) this.compare(this.greeting);
    // The list and the greeting are of two histories, and either may be the newer one: the next sync knows.
    else if (this.greeting) for (const id of ids) this.lag(id);
  }

  /** The connection is gone; the next hello starts again. */
  pause(): void {
    this.connection++;
    this.greeting = null;
  }

  /** The one way by which changes get in, be they frames or answers to `sync`. */
  receive(changes: Changes): void {
    const { channelId } = changes;
    const channel = this.deps.store.getState().channels[channelId];
    if (!channel || this.adoption.isUnderWay(channelId)) {
      this.early.keep(changes);
      return;
    }
    const verdict = judge(channel.revision, changes);
    if (verdict === 'apply') this.apply(channel, changes);
    if (verdict === 'gap') this.early.keep(changes);
    if (verdict === 'gap' || (verdict === 'apply' && changes.hasMore)) this.lag(channelId);
  }

  /** Fetches a channel again: what is told does not say how it is now. */
  refresh(ids: readonly string[]): void {
    this.adoption.want(ids);
  }

  /** A channel that an answer brought along. */
  entered(view: MyChannelView): void {
    if (view.id in this.deps.store.getState().channels) return;
    this.deps.history.put(view);
    this.adopted(view.id);
  }

  left(channelId: string): void {
    dropChannel(this.deps.store, channelId);
    this.early.take(channelId);
    // One that is just being fetched would come back with that answer.
    if (this.adoption.isUnderWay(channelId)) this.adoption.want([channelId]);
  }

  private apply(before: ChannelState, changes: Changes): void {
    const { store, stored, said } = this.deps;
    const { channelId, messages } = changes;
    const isCatchingUp = this.missed.has(channelId);
    updateChannel(store, channelId, (channel) => applyChanges(channel, changes, viewerOf(store.getState())));
    putUsers(store, changes.members?.map((member) => member.user) ?? []);
    stored(messages, changes.myLikes);
    if (!isCatchingUp) said(messages, before);
  }

  private replayEarly(channelId: string): void {
    for (const frame of this.early.take(channelId)) this.receive(frame);
  }

  /** A channel that only one side knows is asked for by itself: the list and the greeting are of different moments. */
  private compare({ heads, versions }: Hello): void {
    const { channels } = this.deps.store.getState();
    const wanted = new Set<string>();
    // What is being fetched was asked for before this greeting, and may come to be held though the person left meanwhile.
    for (const id of new Set([...Object.keys(channels), ...Object.keys(heads), ...this.adoption.ids()])) {
      const [held, head] = [channels[id], heads[id]];
      if (!held || head === undefined || (versions[id] ?? 0) > held.view.version) wanted.add(id);
      if (held && head !== undefined && held.revision < head) {
        this.missed.add(id);
        this.lag(id);
      }
    }
    this.adoption.want([...wanted]);
  }

  private adopted(id: string): void {
    this.replayEarly(id);
    const channel = this.deps.store.getState().channels[id];
    if (channel && channel.revision < channel.view.revision) this.lag(id);
  }

  private held(id: string): number {
    return this.deps.store.getState().channels[id]?.revision ?? 0;
  }

  private lag(channelId: string): void {
    this.lagging.add(channelId);
    if (this.greeting) void this.catchUp(this.connection);
  }

  private async catchUp(since: number): Promise<void> {
    if (this.syncing === since) return;
    this.syncing = since;
    let fruitless = 0;
    while (this.lagging.size > 0 && since === this.connection) {
      fruitless = (await this.syncOnce(since)) ? 0 : fruitless + 1;
      if (fruitless > 0 && this.lagging.size > 0) await this.deps.clock.wait(backoff(this.deps.clock, fruitless));
    }
    if (this.syncing === since) this.syncing = -1;
  }

  /** Answers whether anything moved; if not, the next attempt should wait. */
  private async syncOnce(since: number): Promise<boolean> {
    const { channels, epoch } = this.deps.store.getState();
    for (const id of this.lagging) if (!(id in channels)) this.caughtUp(id);
    const asked = [...this.lagging].slice(0, LIMITS.syncPositions);
    const positions = Object.fromEntries(asked.map((id) => [id, this.held(id)]));
    try {
      const answer = await this.deps.ask('sync', { epoch: epoch ?? '', positions });
      return since === this.connection && this.take(answer, positions);
    } catch (error) {
      if (since === this.connection) this.syncFailed(error);
      return false;
    }
  }

  private take(answer: SyncAnswer, asked: SyncRequest['positions']): boolean {
    if (answer.epoch !== this.deps.store.getState().epoch) {
      this.restart();
      return false;
    }
    const ids = Object.keys(asked);
    const done = ids.filter((id) => !answer.hasMore || answer.reset.includes(id));
    for (const id of done) this.lagging.delete(id);
    for (const { changes } of answer.channels) this.receive(changes);
    for (const id of done) this.missed.delete(id);
    for (const id of ids) this.replayEarly(id);
    this.adoption.want(answer.reset, true);
    return answer.reset.length > 0 || ids.some((id) => this.held(id) !== asked[id]);
  }

  private caughtUp(id: string): void {
    this.lagging.delete(id);
    this.missed.delete(id);
  }

  private syncFailed(error: unknown): void {
    const code = error instanceof Refusal ? error.problem.code : null;
    if (code === 'epoch_changed') this.restart();
    if (code === 'unauthenticated') this.deps.signedOut();
  }

  private restart(): void {
    this.connection++;
    this.lagging.clear();
    this.missed.clear();
    this.early.clear();
    this.deps.startOver();
  }
}
