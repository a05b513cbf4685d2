// Keeps the channels equal to the server's: takes frames in order, and fills every gap by `sync`.
import type { Hello, SyncAnswer, SyncRequest } from '../../../src/contract/events.js';
import { LIMITS } from '../../../src/contract/limits.js';
import type { Changes, MessageView } from '../../../src/contract/views.js';
import type { Ask } from '../api/doors.js';
import { Refusal } from '../api/failure.js';
import { applyChanges, judge } from './apply-changes.js';
import { backoff, type Clock } from './clock.js';
import { FrameBuffer } from './frame-buffer.js';
import { type ChatStore, putUsers, updateChannel } from './store.js';

export interface FeedDeps {
  store: ChatStore;
  ask: Ask;
  clock: Clock;
  /** Rows that the server has stored, whether or not they are shown. */
  stored: (messages: readonly MessageView[]) => void;
  /** Fetches this channel anew and puts it into the store, or drops it when it is gone. */
  adopt: (channelId: string) => Promise<void>;
  /** Another history: everything held is worth nothing. */
  startOver: () => void;
  /** The answer to a request was that nobody is signed in. */
  signedOut: () => void;
}

export class Feed {
  private readonly early = new FrameBuffer();
  private readonly lagging = new Set<string>();
  private readonly adopting = new Set<string>();
  private greeting: Hello | null = null;
  /** Grows with every hello, pause and restart; a loop that began under another number ends. */
  private connection = 0;
  private syncing = -1;

  constructor(private readonly deps: FeedDeps) {}

  hello(hello: Hello): void {
    this.connection++;
    this.greeting = hello;
    const { epoch } = this.deps.store.getState();
    if (epoch === hello.epoch) this.compareHeads(hello.heads);
    else if (epoch !== null) this.restart();
  }

  /** The channel list is there: frames and heads that waited for it are looked at. */
  opened(): void {
    const { epoch, channels } = this.deps.store.getState();
    const ids = Object.keys(channels);
    for (const id of ids) this.replayEarly(id);
    if (this.greeting && this.greeting.epoch === epoch) this.compareHeads(this.greeting.heads);
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
    if (!channel || this.adopting.has(channelId)) {
      this.early.keep(changes);
      return;
    }
    const verdict = judge(channel.revision, changes);
    if (verdict === 'apply') this.apply(changes);
    if (verdict === 'gap') this.early.keep(changes);
    if (verdict === 'gap' || (verdict === 'apply' && changes.hasMore)) this.lag(channelId);
  }

  private apply(changes: Changes): void {
    const { store, stored } = this.deps;
    updateChannel(store, changes.channelId, (channel) => applyChanges(channel, changes));
    putUsers(store, changes.members?.map((member) => member.user) ?? []);
    stored(changes.messages);
  }

  private replayEarly(channelId: string): void {
    for (const frame of this.early.take(channelId)) this.receive(frame);
  }

  private compareHeads(heads: Hello['heads']): void {
    const { channels } = this.deps.store.getState();
    for (const id of new Set([...Object.keys(channels), ...Object.keys(heads)])) this.compareHead(id, heads[id]);
  }

  /** A channel that only one side knows is asked for by itself: the list and the greeting are of different moments. */
  private compareHead(id: string, head: number | undefined): void {
    if (head === undefined || !(id in this.deps.store.getState().channels)) void this.adopt(id);
    else if (this.held(id) < head) this.lag(id);
  }

  private async adopt(channelId: string): Promise<void> {
    if (this.adopting.has(channelId)) return;
    this.adopting.add(channelId);
    this.lagging.delete(channelId);
    await this.deps.adopt(channelId);
    this.adopting.delete(channelId);
    this.replayEarly(channelId);
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
    for (const id of this.lagging) if (!(id in channels)) this.lagging.delete(id);
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
    for (const id of ids) if (!answer.hasMore || answer.reset.includes(id)) this.lagging.delete(id);
    for (const { changes } of answer.channels) this.receive(changes);
    for (const id of ids) this.replayEarly(id);
    for (const id of answer.reset) void this.adopt(id);
    return answer.reset.length > 0 || ids.some((id) => this.held(id) !== asked[id]);
  }

  private syncFailed(error: unknown): void {
    const code = error instanceof Refusal ? error.problem.code : null;
    if (code === 'epoch_changed') this.restart();
    if (code === 'unauthenticated') this.deps.signedOut();
  }

  private restart(): void {
    this.connection++;
    this.lagging.clear();
    this.early.clear();
    this.deps.startOver();
  }
}
