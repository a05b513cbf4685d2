// The messages that replies quote, where no window holds them.
import { LIMITS } from '../../../src/contract/limits.js';
import type { MessageView } from '../../../src/contract/views.js';
import type { HttpDoor } from '../api/doors.js';
import { backoff, type Clock } from './clock.js';
import type { ChatStore } from './store.js';

const COLLECT_MS = 30;
const MAX_QUOTED = 1_000;

export interface QuotesDeps {
  store: ChatStore;
  http: Pick<HttpDoor, 'messagesById'>;
  clock: Clock;
  over: () => boolean;
}

export class Quotes {
  private readonly wanted = new Set<string>();
  private collecting = false;

  constructor(private readonly deps: QuotesDeps) {}

  /** Rows came: what they answer is needed, and what is quoted of them is shown as it is now. */
  arrived(messages: readonly MessageView[]): void {
    this.refresh(messages);
    const { channels } = this.deps.store.getState();
    const answered = messages.flatMap(({ channelId, replyToId }) =>
      replyToId !== null && !channels[channelId]?.rows.some(({ id }) => id === replyToId) ? [replyToId] : [],
    );
    this.need(answered);
  }

  /** Fetches those of these messages that are not there, many in one request. */
  need(ids: readonly string[]): void {
    const { quoted } = this.deps.store.getState();
    for (const id of ids) if (!(id in quoted) && this.wanted.size < MAX_QUOTED) this.wanted.add(id);
    if (this.wanted.size === 0 || this.collecting) return;
    this.collecting = true;
    void this.collect();
  }

  private async collect(): Promise<void> {
    const { http, clock, over } = this.deps;
    let failures = 0;
    while (this.wanted.size > 0 && !over()) {
      await clock.wait(failures > 0 ? backoff(clock, failures + 2) : COLLECT_MS);
      const ids = [...this.wanted].slice(0, LIMITS.messagesAtOnce);
      const found = over() ? null : await http.messagesById(ids).catch(() => null);
      failures = found ? 0 : failures + 1;
      if (found && !over()) this.settle(ids, found);
    }
    this.collecting = false;
  }

  private settle(asked: readonly string[], found: readonly MessageView[]): void {
    const byId = new Map(found.map((message) => [message.id, message]));
    for (const id of asked) this.wanted.delete(id);
    this.deps.store.setState(({ quoted }) => {
      const next = { ...quoted };
      for (const id of asked) if (!next[id]) next[id] = byId.get(id) ?? null;
      return { quoted: Object.fromEntries(Object.entries(next).slice(-MAX_QUOTED)) };
    });
    // It may have been fetched before a change that is told already.
    this.refresh(this.shown(asked));
  }

  private shown(ids: readonly string[]): MessageView[] {
    const wanted = new Set(ids);
    return Object.values(this.deps.store.getState().channels).flatMap(({ rows }) =>
      rows.filter(({ id }) => wanted.has(id)),
    );
  }

  private refresh(messages: readonly MessageView[]): void {
    const { store } = this.deps;
    const { quoted } = store.getState();
    const newer = messages.filter(({ id, revision }) => id in quoted && revision > (quoted[id]?.revision ?? 0));
    if (newer.length === 0) return;
    store.setState({ quoted: { ...quoted, ...Object.fromEntries(newer.map((message) => [message.id, message])) } });
  }
}
