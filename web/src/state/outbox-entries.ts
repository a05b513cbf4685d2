import type { MessageView } from '../../../src/contract/views.js';
import type { Clock } from './clock.js';
import type { OutboxEntry } from './model.js';
import type { OutboxStorage } from './outbox-storage.js';

export interface OutboxEntriesDeps {
  userId: string;
  storage: OutboxStorage;
  clock: Pick<Clock, 'now'>;
  show(entries: readonly OutboxEntry[]): void;
}

/** One person's unsent messages as this tab knows them, and the storage that all tabs share. */
export class OutboxEntries {
  private readonly shown = new Map<string, OutboxEntry>();
  /** Settled or thrown away here; a slow read of the storage must not bring them back. */
  private readonly gone = new Set<string>();
  /** Number of the last change to an entry; what the storage said before that is outdated. */
  private readonly changed = new Map<string, number>();
  private changes = 0;

  constructor(private readonly deps: OutboxEntriesDeps) {}

  get(clientId: string): OutboxEntry | undefined {
    return this.shown.get(clientId);
  }

  isGone(clientId: string): boolean {
    return this.gone.has(clientId);
  }

  channels(): Set<string> {
    return new Set([...this.shown.values()].map((entry) => entry.channelId));
  }

  /** Later than every entry that is known here, whatever the clock does. */
  nextOrder(): number {
    return Math.max(this.deps.clock.now(), ...[...this.shown.values()].map((entry) => entry.order + 1));
  }

  /** Shows the entry at once. A full or forbidden storage costs the reload, not the message: it is sent from memory. */
  put(entry: OutboxEntry): Promise<void> {
    this.changed.set(entry.clientId, ++this.changes);
    this.shown.set(entry.clientId, entry);
    this.show();
    return this.deps.storage.put(entry).catch(() => undefined);
  }

  remove(clientId: string): void {
    void this.deps.storage.remove(clientId).catch(() => undefined);
    this.forget(clientId);
  }

  /** Another tab has removed it. */
  forget(clientId: string): void {
    this.gone.add(clientId);
    if (this.shown.delete(clientId)) this.show();
  }

  /** Joins what is stored with what only this tab knows. */
  async restore(): Promise<void> {
    const since = this.changes;
    const stored = await this.stored();
    for (const entry of stored) if (!this.isOutdated(entry, since)) this.shown.set(entry.clientId, entry);
    this.show();
  }

  /** The first waiting entry of the channel, whichever tab wrote it. */
  async next(channelId: string): Promise<OutboxEntry | undefined> {
    const stored = await this.stored();
    const known = new Map([...stored.map((entry) => [entry.clientId, entry] as const), ...this.shown]);
    const waiting = [...known.values()].filter((entry) => entry.channelId === channelId && !entry.failure);
    return inOrder(waiting.filter((entry) => !this.gone.has(entry.clientId)))[0];
  }

  /** Those of the messages that are an entry of this person. */
  among(messages: readonly MessageView[]): MessageView[] {
    return messages.filter(({ authorId, clientId }) => authorId === this.deps.userId && this.shown.has(clientId));
  }

  private stored(): Promise<OutboxEntry[]> {
    return this.deps.storage.list(this.deps.userId).catch(() => []);
  }

  private isOutdated(entry: OutboxEntry, since: number): boolean {
    return this.gone.has(entry.clientId) || (this.changed.get(entry.clientId) ?? 0) > since;
  }

  private show(): void {
    this.deps.show(inOrder([...this.shown.values()]));
  }
}

function inOrder(entries: OutboxEntry[]): OutboxEntry[] {
  return entries.sort((a, b) => a.order - b.order || (a.clientId < b.clientId ? -1 : 1));
}
