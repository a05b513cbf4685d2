// Messages on their way. An entry stays until the server's row for it is held, or a person throws it away.
import type { SendMessage } from '../../../src/contract/events.js';
import type { MessageView, SentMessage } from '../../../src/contract/views.js';
import { Refusal } from '../api/failure.js';
import { backoff, type Clock } from './clock.js';
import type { OutboxEntry } from './model.js';
import { OutboxEntries, type OutboxEntriesDeps } from './outbox-entries.js';
import type { OutboxNews } from './outbox-storage.js';

export interface OutboxDeps extends OutboxEntriesDeps {
  clock: Clock;
  newId: () => string;
  ask: (message: SendMessage) => Promise<SentMessage>;
  /** Runs `work` while no other tab runs work of the same name. */
  alone: (name: string, work: () => Promise<void>) => Promise<void>;
  /** The server acknowledged: its row can be shown. Called before the entry leaves. */
  acknowledged: (message: MessageView) => void;
  signedOut: () => void;
  tellOtherTabs: (news: OutboxNews) => void;
}

export type Sending = Partial<Pick<OutboxEntry, 'clientId' | 'createdAt' | 'replyToId' | 'uploads'>>;

export class Outbox {
  private readonly entries: OutboxEntries;
  private readonly draining = new Set<string>();
  private readonly called = new Set<string>();
  private readonly waits = new Set<() => void>();
  private live = false;
  private stopped = false;

  constructor(private readonly deps: OutboxDeps) {
    const show: OutboxDeps['show'] = (entries) => {
      if (!this.stopped) deps.show(entries);
    };
    this.entries = new OutboxEntries({ ...deps, show });
  }

  /** @param more what it answers and takes along, and what it was shown under if it had to wait for that */
  send(channelId: string, body: string, more: Sending = {}): void {
    const { clock, userId, newId } = this.deps;
    const order = this.entries.nextOrder();
    const stamp = { clientId: newId(), createdAt: new Date(clock.now()).toISOString() };
    this.enqueue({ ...stamp, ...more, userId, channelId, body, order, failure: null });
  }

  /** Sends a failed entry again, at the end of the line. */
  retry(clientId: string): void {
    const entry = this.entries.get(clientId);
    if (!entry?.failure) return;
    // This id belongs to another message on the server: only a new one can help.
    const conflict = entry.failure.code === 'client_id_conflict';
    const order = this.entries.nextOrder();
    if (conflict) this.discard(clientId);
    this.enqueue({ ...entry, clientId: conflict ? this.deps.newId() : clientId, order, failure: null });
  }

  discard(clientId: string): void {
    this.entries.remove(clientId);
    this.deps.tellOtherTabs({ kind: 'discarded', clientId });
  }

  /** Rows that the server has: their entries are done. */
  settle(messages: readonly MessageView[]): void {
    for (const message of this.entries.among(messages)) this.entries.remove(message.clientId);
  }

  /** Shows what was left from before. */
  async restore(): Promise<void> {
    await this.entries.restore();
    this.drainAll();
  }

  /** The socket belongs to this person and can be used. */
  resume(): void {
    this.live = !this.stopped;
    this.drainAll();
  }

  pause(): void {
    this.live = false;
    for (const end of this.waits) end();
  }

  stop(): void {
    this.stopped = true;
    this.pause();
  }

  /** What another tab of this browser tells. */
  hear(news: OutboxNews): void {
    if (this.stopped) return;
    if (news.kind === 'changed') void this.restore();
    else if (news.kind === 'discarded') this.entries.forget(news.clientId);
    else if (news.message.authorId === this.deps.userId) {
      this.deps.acknowledged(news.message);
      this.settle([news.message]);
    }
  }

  private enqueue(entry: OutboxEntry): void {
    void this.keep(entry).then(() => {
      this.drain(entry.channelId);
    });
  }

  private async keep(entry: OutboxEntry): Promise<void> {
    await this.entries.put(entry);
    this.deps.tellOtherTabs({ kind: 'changed' });
  }

  private drainAll(): void {
    for (const channelId of this.entries.channels()) this.drain(channelId);
  }

  private drain(channelId: string): void {
    this.called.add(channelId);
    if (!this.live || this.draining.has(channelId)) return;
    this.draining.add(channelId);
    void this.drainWhileCalled(channelId);
  }

  private async drainWhileCalled(channelId: string): Promise<void> {
    const name = `veche-outbox:${this.deps.userId}:${channelId}`;
    while (this.live && this.called.delete(channelId)) await this.deps.alone(name, () => this.sendAll(channelId));
    this.draining.delete(channelId);
  }

  private async sendAll(channelId: string): Promise<void> {
    let attempt = 0;
    for (
      let entry = await this.entries.next(channelId);
      entry && this.live;
      entry = await this.entries.next(channelId)
    ) {
      attempt = (await this.sendOne(entry, attempt)) ? 0 : attempt + 1;
    }
  }

  /** True when the entry is dealt with; false when it is to be tried again (the wait is over then). */
  private async sendOne(entry: OutboxEntry, attempt: number): Promise<boolean> {
    const { channelId, clientId, body, replyToId, uploads } = entry;
    const answering = replyToId === undefined ? {} : { replyToId };
    const taking = uploads === undefined ? {} : { uploadIds: uploads.map(({ id }) => id) };
    try {
      const { message } = await this.deps.ask({ channelId, clientId, body, ...answering, ...taking });
      this.acknowledge(message, clientId);
      return true;
    } catch (error) {
      return this.entries.isGone(clientId) || (await this.refused(entry, error, attempt));
    }
  }

  private acknowledge(message: MessageView, clientId: string): void {
    if (!this.stopped) this.deps.acknowledged(message);
    this.entries.remove(clientId);
    this.deps.tellOtherTabs({ kind: 'stored', message });
  }

  private async refused(entry: OutboxEntry, error: unknown, attempt: number): Promise<boolean> {
    const problem = error instanceof Refusal ? error.problem : null;
    if (problem?.code === 'unauthenticated') {
      this.pause();
      this.deps.signedOut();
    } else if (problem && !problem.retryable) {
      await this.keep({ ...entry, failure: problem });
      return true;
    }
    const spread = backoff(this.deps.clock, attempt);
    await this.wait(problem?.retryAfterMs === undefined ? spread : problem.retryAfterMs + spread / 4);
    return false;
  }

  /** Waits, but not longer than the connection lasts. */
  private async wait(ms: number): Promise<void> {
    if (!this.live) return;
    let end = (): void => undefined;
    const interrupted = new Promise<void>((resolve) => {
      end = resolve;
    });
    this.waits.add(end);
    await Promise.race([this.deps.clock.wait(ms), interrupted]);
    this.waits.delete(end);
  }
}
