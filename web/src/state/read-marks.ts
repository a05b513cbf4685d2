// Tells the server how far a person has read: not more often than needed, and again until it knows.
import { Refusal } from '../api/failure.js';
import type { Ask } from '../api/doors.js';
import { backoff, type Clock } from './clock.js';
import { endReading, readUpTo, startReading } from './reading.js';
import { type ChatStore, updateChannel } from './store.js';

const EVERY_MS = 500;

export interface ReadMarksDeps {
  store: ChatStore;
  ask: Ask;
  clock: Clock;
  /** The position on the screen was wrong: fetch what the server has. */
  refresh: (channelIds: string[]) => void;
}

export class ReadMarks {
  /** By channel, what the server is still to be told. */
  private readonly wanted = new Map<string, number>();
  private readonly telling = new Set<string>();
  /** Marked as unread on purpose while it is on the screen: up to this message, showing it does not read it. */
  private readonly kept = new Map<string, number>();
  private live = false;

  constructor(private readonly deps: ReadMarksDeps) {}

  read(channelId: string, seq: number): void {
    const { store } = this.deps;
    const view = store.getState().channels[channelId]?.view;
    if (!view) return;
    const upTo = Math.min(seq, view.lastSeq);
    if (upTo <= readUpTo(view) || upTo <= (this.kept.get(channelId) ?? 0)) return;
    this.kept.delete(channelId);
    updateChannel(store, channelId, (channel) => startReading(channel, upTo));
    this.wanted.set(channelId, Math.max(upTo, this.wanted.get(channelId) ?? 0));
    this.begin(channelId);
  }

  /** The person wants it to be unread: what is on the screen stays so until something newer is, or it is opened again. */
  keepUnread(channelId: string): void {
    this.kept.set(channelId, this.deps.store.getState().channels[channelId]?.view.lastSeq ?? 0);
    this.forget(channelId);
  }

  opened(channelId: string): void {
    this.kept.delete(channelId);
  }

  resume(): void {
    this.live = true;
    for (const channelId of this.wanted.keys()) this.begin(channelId);
  }

  pause(): void {
    this.live = false;
  }

  private begin(channelId: string): void {
    if (!this.live || this.telling.has(channelId)) return;
    this.telling.add(channelId);
    void this.tell(channelId);
  }

  private async tell(channelId: string): Promise<void> {
    const { clock } = this.deps;
    let failures = 0;
    for (let seq = this.wanted.get(channelId); this.live && seq !== undefined; seq = this.wanted.get(channelId)) {
      failures = (await this.tellOnce(channelId, seq)) ? 0 : failures + 1;
      await clock.wait(failures > 0 ? backoff(clock, failures) : EVERY_MS);
    }
    this.telling.delete(channelId);
  }

  private forget(channelId: string): void {
    this.wanted.delete(channelId);
    updateChannel(this.deps.store, channelId, (channel) => endReading(channel));
  }

  /** False when it is to be told again. */
  private async tellOnce(channelId: string, seq: number): Promise<boolean> {
    const { store, ask, refresh } = this.deps;
    try {
      const { readSeq } = await ask('channel:read', { channelId, seq });
      if (this.wanted.get(channelId) !== seq) return true;
      this.wanted.delete(channelId);
      updateChannel(store, channelId, (channel) => endReading(channel, readSeq));
      return true;
    } catch (error) {
      if (!(error instanceof Refusal) || error.problem.retryable) return false;
      this.forget(channelId);
      if (channelId in store.getState().channels) refresh([channelId]);
      return true;
    }
  }
}
