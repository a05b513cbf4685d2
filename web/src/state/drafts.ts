import type { Clock } from './clock.js';
import type { Draft, DraftStorage } from './draft-storage.js';
import { type ChatStore, without } from './store.js';

/** Typing that rests this long is written down. */
const REST_MS = 400;
/** What a draft is made of. */
const PARTS = ['drafts', 'replyingTo', 'departures'] as const;

export interface DraftsDeps {
  store: ChatStore;
  storage: DraftStorage;
  clock: Pick<Clock, 'wait'>;
  userId: string;
}

/**
 * Keeps what one person has begun to write over a reload: a text, and the message it answers. So it does with the words of
 * a message that waits for its files, which a reload loses: they are in the field again then.
 *
 * Tabs do not write into each other's fields. A tab reads the stored drafts once, at its start, and never over what was
 * typed there meanwhile; where two tabs write in the same channel each keeps its own text, and the one that was changed
 * last is what the next start finds. A tab that closes stores its text again where none is left, for another tab may have
 * sent its own.
 */
export class Drafts {
  /** As this tab read or wrote it last. */
  private readonly known = new Map<string, Draft>();
  /** Channels whose stored draft was written here. */
  private readonly own = new Set<string>();
  private changes = 0;
  private stopped = false;
  private readonly deaf: () => void;

  constructor(private readonly deps: DraftsDeps) {
    this.deaf = deps.store.subscribe((state, before) => {
      if (state.epoch !== before.epoch) this.forgetChannelsThatAreGone();
      if (PARTS.some((part) => state[part] !== before[part])) this.changed();
    });
  }

  /** Shows what was left from before. */
  async restore(): Promise<void> {
    const { store, storage, userId } = this.deps;
    const stored = await storage.list(userId).catch(() => []);
    if (this.stopped) return;
    const { drafts, replyingTo } = store.getState();
    // An empty text that is held was written here and deleted or sent.
    const fresh = stored.filter(({ channelId }) => !(channelId in drafts) && !this.known.has(channelId));
    for (const draft of fresh) this.known.set(draft.channelId, draft);
    const texts = fresh.map(({ channelId, text }) => [channelId, text] as const);
    const replies = fresh.flatMap(({ channelId, replyToId }) => (replyToId ? [[channelId, replyToId] as const] : []));
    store.setState({
      drafts: { ...drafts, ...Object.fromEntries(texts) },
      replyingTo: { ...Object.fromEntries(replies), ...replyingTo },
    });
    this.forgetChannelsThatAreGone();
  }

  /** Writes at once what is not yet written. Whoever calls this may be gone the next moment. */
  flush(): void {
    if (this.stopped) return;
    const unwritten = new Set(this.unwritten());
    this.write();
    for (const channelId of this.own) {
      const draft = this.known.get(channelId);
      if (draft && !unwritten.has(channelId)) quietly(this.deps.storage.add(draft));
    }
  }

  /** The person signs out of this device: nothing of what they wrote stays on it. This must not write any more then. */
  async forgetAll(): Promise<void> {
    await this.deps.storage.removeAll(this.deps.userId).catch(() => undefined);
  }

  stop(): void {
    this.stopped = true;
    this.deaf();
  }

  private changed(): void {
    // What was sent or deleted is not to come back, whatever happens the next moment.
    for (const channelId of this.unwritten()) if (!this.draftOf(channelId)) this.remove(channelId);
    const mine = ++this.changes;
    void this.deps.clock.wait(REST_MS).then(() => {
      if (mine === this.changes && !this.stopped) this.write();
    });
  }

  private write(): void {
    for (const channelId of this.unwritten()) {
      const draft = this.draftOf(channelId);
      if (!draft) continue;
      this.known.set(channelId, draft);
      this.own.add(channelId);
      quietly(this.deps.storage.put(draft));
    }
  }

  private remove(channelId: string): void {
    this.known.delete(channelId);
    this.own.delete(channelId);
    quietly(this.deps.storage.remove(this.deps.userId, channelId));
  }

  private unwritten(): string[] {
    const { drafts, departures } = this.deps.store.getState();
    const departing = departures.map(({ channelId }) => channelId);
    const ids = new Set([...Object.keys(drafts), ...departing, ...this.known.keys()]);
    return [...ids].filter((id) => !isSame(this.known.get(id), this.draftOf(id)));
  }

  /** Null where nothing is written: an answer without a word is none. */
  private draftOf(channelId: string): Draft | null {
    const { drafts, replyingTo, departures } = this.deps.store.getState();
    const departing = departures.filter((one) => one.channelId === channelId);
    const texts = [...departing.map(({ body }) => body), drafts[channelId] ?? ''].filter((text) => text.trim() !== '');
    if (texts.length === 0) return null;
    const text = texts.join('\n\n');
    const replyToId = replyingTo[channelId] ?? departing[0]?.replyToId;
    return { userId: this.deps.userId, channelId, text, ...(replyToId !== undefined && { replyToId }) };
  }

  /**
   * Until the list of channels is there, nobody knows which ones are gone. From one that goes later the text is not taken
   * away: it is shown where the channel was.
   */
  private forgetChannelsThatAreGone(): void {
    const { epoch, channels, drafts, replyingTo } = this.deps.store.getState();
    const gone = epoch === null ? [] : Object.keys(drafts).filter((id) => !(id in channels));
    if (gone.length === 0) return;
    this.deps.store.setState({
      drafts: gone.reduce(without, drafts),
      replyingTo: gone.reduce(without, replyingTo),
    });
  }
}

function isSame(a: Draft | undefined, b: Draft | null): boolean {
  return a?.text === b?.text && a?.replyToId === b?.replyToId;
}

/** A full or forbidden storage costs the reload, not the text. */
function quietly(work: Promise<void>): void {
  work.catch(() => undefined);
}
