// Fetches by HTTP what is not told by the socket: the list of channels and pages of messages.
import type { MessageView, MyChannelView, MyLikesView } from '../../../src/contract/views.js';
import type { Cursor, HttpDoor } from '../api/doors.js';
import { Refusal } from '../api/failure.js';
import { applyPage, closed, emptyChannel, loadingFailed, refreshed, startLoading } from './apply-changes.js';
import { backoff, type Clock } from './clock.js';
import type { ChannelState, Loading } from './model.js';
import { type ChatStore, dropChannel, putChannel, updateChannel, withoutVersions } from './store.js';

/** How many messages after the wanted one are fetched with it; as many come before it. */
const AROUND = 25;
/** Channels whose messages are kept, besides what is being fetched. */
const MAX_WINDOWS = 10;

export interface HistoryDeps {
  store: ChatStore;
  http: Pick<HttpDoor, 'channels' | 'channel' | 'messages'>;
  clock: Clock;
  /** Rows that the server has stored, and all of my likes of them. */
  stored: (messages: readonly MessageView[], myLikes?: readonly MyLikesView[]) => void;
  signedOut: () => void;
  /** This person is gone; answers that still come are thrown away. */
  over: () => boolean;
}

export class History {
  private windows = 0;
  private opens = 0;
  /** Channels whose messages are held; the one that was looked at last is the last. */
  private readonly looked = new Set<string>();
  /** For channels whose page failed and waits to be asked for again: ends the waiting. */
  private readonly waits = new Map<string, () => void>();

  constructor(private readonly deps: HistoryDeps) {}

  /**
   * Fetches the list of channels and replaces all that is held. Tries until it succeeds; false when it came to nothing.
   *
   * @param keep what is held is right as far as its revision goes, unless the list is of another history
   */
  async open(keep = false): Promise<boolean> {
    const mine = ++this.opens;
    const list = await this.persist(() => this.listChannels());
    if (!list || mine !== this.opens) return false;
    const held = this.deps.store.getState();
    const keeps = keep && list.epoch === held.epoch;
    const channels = list.items.map((view) => {
      const known = keeps ? held.channels[view.id] : undefined;
      return [view.id, known ? refreshed(known, view) : emptyChannel(view, ++this.windows)] as const;
    });
    // Revisions and versions of another history say nothing about this one.
    const unknown = keeps ? {} : { myLikes: new Map<string, never>(), quoted: {}, users: withoutVersions(held) };
    this.deps.store.setState({ ...unknown, epoch: list.epoch, channels: Object.fromEntries(channels) });
    if (keeps) return true;
    for (const id of Object.keys(held.channels)) if (held.channels[id]?.loaded) void this.load(id, 'newest');
    return true;
  }

  /** Fetches the list of channels for these of them: held or not, gone or not. False when it is of another history. */
  async refresh(ids: readonly string[]): Promise<boolean> {
    const { store } = this.deps;
    const list = await this.persist(() => this.listChannels());
    if (!list) return true;
    if (list.epoch !== store.getState().epoch) return false;
    const listed = new Map(list.items.map((view) => [view.id, view]));
    for (const id of ids) this.putOrDrop(id, listed.get(id) ?? null);
    return true;
  }

  /** Fetches one channel and brings it up to date, or `afresh`, with nothing kept; drops it when it is gone. */
  async adopt(channelId: string, afresh = false): Promise<void> {
    const { http } = this.deps;
    const since = this.opens;
    const view = await this.persist(() => http.channel(channelId).catch(nullWhenGone));
    // All was fetched anew meanwhile, perhaps of another history than this answer.
    if (view !== undefined && since !== this.opens) await this.adopt(channelId);
    else if (view !== undefined) this.putOrDrop(channelId, view, afresh);
  }

  private putOrDrop(channelId: string, view: MyChannelView | null, afresh = false): void {
    if (view) this.put(view, afresh);
    else dropChannel(this.deps.store, channelId);
  }

  put(view: MyChannelView, afresh = false): void {
    const { store } = this.deps;
    const held = store.getState().channels[view.id];
    if (held && !afresh) putChannel(store, refreshed(held, view));
    else putChannel(store, emptyChannel(view, ++this.windows));
    if (held?.loaded && afresh) void this.load(view.id, 'newest');
  }

  /**
   * One page at a time per channel; a new window may overtake another page, everything else waits for its turn. What fails
   * is asked for again, ever more rarely; resolves when it came, or something else is wanted.
   */
  async load(channelId: string, which: Loading): Promise<void> {
    for (let attempt = 0; await this.fails(channelId, which); attempt++)
      if (!(await this.isStillWanted(channelId, which, attempt))) return;
  }

  private async fails(channelId: string, which: Loading): Promise<boolean> {
    const { store, http, stored, over } = this.deps;
    const channel = store.getState().channels[channelId];
    if (!channel || !mayLoad(channel, which)) return false;
    this.waits.delete(channelId);
    this.lookedAt(channelId);
    const window = isAnew(which) ? ++this.windows : channel.window;
    const target = which === 'newest' ? null : channel.target;
    updateChannel(store, channelId, (held) => ({ ...startLoading(held, which), window, target }));
    const page = await http.messages(channelId, cursorOf(channel, which)).catch(this.failure);
    if (over() || store.getState().channels[channelId]?.window !== window) return false;
    updateChannel(store, channelId, (held) => (page ? applyPage(held, page) : loadingFailed(held)));
    if (page) stored(page.items, page.myLikes);
    return !page;
  }

  private async isStillWanted(channelId: string, which: Loading, attempt: number): Promise<boolean> {
    const { store, clock, over } = this.deps;
    let end = (): void => undefined;
    const ended = new Promise<void>((resolve) => (end = resolve));
    this.waits.set(channelId, end);
    await Promise.race([clock.wait(backoff(clock, attempt)), ended]);
    return (
      !over() && this.waits.get(channelId) === end && store.getState().channels[channelId]?.failedLoading === which
    );
  }

  /** Asks at once for the page that failed: somebody wants to see it now. */
  loadAgain(channelId: string): void {
    this.waits.get(channelId)?.();
  }

  /** The same for all that failed: the server answers now. */
  resume(): void {
    for (const channelId of this.waits.keys()) this.loadAgain(channelId);
  }

  /** Somebody looks at this channel. Of the one that nobody looked at for longest the messages are let go. */
  lookedAt(channelId: string): void {
    this.looked.delete(channelId);
    this.looked.add(channelId);
    const [oldest] = this.looked;
    if (this.looked.size <= MAX_WINDOWS || oldest === undefined) return;
    this.looked.delete(oldest);
    const window = ++this.windows;
    updateChannel(this.deps.store, oldest, (held) => (held.loading ? held : closed(held, window)));
  }

  /** Shows a message with what is around it; false when it is not there, or somebody went elsewhere meanwhile. */
  async jumpTo(channelId: string, seq: number): Promise<boolean> {
    const { store } = this.deps;
    const held = () => store.getState().channels[channelId];
    const isThere = () => held()?.rows.some((row) => row.seq === seq) ?? false;
    updateChannel(store, channelId, (channel) => ({ ...withoutFailedJump(channel), target: seq, following: false }));
    if (!isThere()) await this.load(channelId, 'around');
    return isThere() && held()?.target === seq;
  }

  /** As when the channel was opened first. */
  async backToNewest(channelId: string): Promise<void> {
    const channel = this.deps.store.getState().channels[channelId];
    if (!channel) return;
    updateChannel(this.deps.store, channelId, (held) => ({
      ...withoutFailedJump(held),
      ...{ target: null, following: true },
    }));
    if (!channel.loaded || channel.after !== null || channel.loading === 'around') await this.load(channelId, 'newest');
  }

  private async listChannels(): Promise<{ epoch: string; items: MyChannelView[] }> {
    const { http } = this.deps;
    let page = await http.channels();
    const { epoch } = page;
    const items = [...page.items];
    while (page.after !== null) {
      page = await http.channels(page.after);
      if (page.epoch !== epoch) return this.listChannels();
      items.push(...page.items);
    }
    return { epoch, items };
  }

  /** Asks until there is an answer; undefined when this person is gone meanwhile. */
  private async persist<Answer>(ask: () => Promise<Answer>): Promise<Answer | undefined> {
    const { clock, over } = this.deps;
    for (let attempt = 0; !over(); attempt++) {
      const answer = await ask().then((value) => ({ value }), this.failure);
      if (answer && !over()) return answer.value;
      await clock.wait(backoff(clock, attempt));
    }
    return undefined;
  }

  private readonly failure = (error: unknown): null => {
    if (error instanceof Refusal && error.problem.code === 'unauthenticated') this.deps.signedOut();
    return null;
  };
}

const isAnew = (which: Loading): boolean => which === 'newest' || which === 'around';

/** Somebody wants to be elsewhere now. */
function withoutFailedJump(channel: ChannelState): ChannelState {
  return channel.failedLoading === 'around' ? { ...channel, failedLoading: null } : channel;
}

function mayLoad(channel: ChannelState, which: Loading): boolean {
  if (which === 'around') return channel.target !== null;
  if (which === 'newest') return channel.loading !== 'newest';
  // The views may not know yet that a new window is still wanted, and not more of this one.
  if (channel.failedLoading && isAnew(channel.failedLoading)) return false;
  return channel.loaded && !channel.loading && channel[which === 'older' ? 'before' : 'after'] !== null;
}

function cursorOf(channel: ChannelState, which: Loading): Cursor {
  if (which === 'around' && channel.target !== null) return { before: channel.target + AROUND };
  if (which === 'older' && channel.before !== null) return { before: channel.before };
  if (which === 'newer' && channel.after !== null) return { after: channel.after };
  return {};
}

function nullWhenGone(error: unknown): null {
  if (error instanceof Refusal && error.problem.status === 404) return null;
  throw error;
}
