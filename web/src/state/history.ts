// Fetches by HTTP what is not told by the socket: the list of channels and pages of messages.
import type { MyChannelView } from '../../../src/contract/views.js';
import type { Cursor, HttpDoor, MessagePage } from '../api/doors.js';
import { Refusal } from '../api/failure.js';
import { applyPage, emptyChannel, loadingFailed, startLoading } from './apply-changes.js';
import { backoff, type Clock } from './clock.js';
import type { ChannelState, Loading } from './model.js';
import { type ChatStore, dropChannel, putChannel, updateChannel } from './store.js';

export interface HistoryDeps {
  store: ChatStore;
  http: Pick<HttpDoor, 'channels' | 'channel' | 'messages'>;
  clock: Clock;
  stored: (messages: MessagePage['items']) => void;
  signedOut: () => void;
  /** This person is gone; answers that still come are thrown away. */
  over: () => boolean;
}

export class History {
  private windows = 0;
  private opens = 0;

  constructor(private readonly deps: HistoryDeps) {}

  /** Fetches the list of channels and replaces all that is held. Tries until it succeeds; false when it came to nothing. */
  async open(): Promise<boolean> {
    const mine = ++this.opens;
    const list = await this.persist(() => this.listChannels());
    if (!list || mine !== this.opens) return false;
    const { channels: before } = this.deps.store.getState();
    const channels = list.items.map((view) => [view.id, emptyChannel(view, ++this.windows)] as const);
    this.deps.store.setState({ epoch: list.epoch, channels: Object.fromEntries(channels) });
    for (const id of Object.keys(before)) if (before[id]?.loaded) void this.load(id, 'newest');
    return true;
  }

  /** Fetches one channel anew; drops it when it is gone. */
  async adopt(channelId: string): Promise<void> {
    const { store, http } = this.deps;
    const wasLoaded = store.getState().channels[channelId]?.loaded;
    const view = await this.persist(() => http.channel(channelId).catch(nullWhenGone));
    if (view === undefined) return;
    if (view === null) dropChannel(store, channelId);
    else putChannel(store, emptyChannel(view, ++this.windows));
    if (view && wasLoaded) void this.load(channelId, 'newest');
  }

  /** One page at a time per channel; the newest may overtake another, everything else waits for its turn. */
  async load(channelId: string, which: Loading): Promise<void> {
    const { store, http, stored, over } = this.deps;
    const channel = store.getState().channels[channelId];
    if (!channel || !mayLoad(channel, which)) return;
    const window = which === 'newest' ? ++this.windows : channel.window;
    updateChannel(store, channelId, (held) => ({ ...startLoading(held, which), window }));
    const page = await http.messages(channelId, cursorOf(channel, which)).catch(this.failure);
    if (over() || store.getState().channels[channelId]?.window !== window) return;
    updateChannel(store, channelId, (held) => (page ? applyPage(held, page) : loadingFailed(held)));
    if (page) stored(page.items);
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

function mayLoad(channel: ChannelState, which: Loading): boolean {
  if (which === 'newest') return channel.loading !== 'newest';
  return channel.loaded && !channel.loading && channel[which === 'older' ? 'before' : 'after'] !== null;
}

function cursorOf(channel: ChannelState, which: Loading): Cursor {
  if (which === 'older' && channel.before !== null) return { before: channel.before };
  if (which === 'newer' && channel.after !== null) return { after: channel.after };
  return {};
}

function nullWhenGone(error: unknown): null {
  if (error instanceof Refusal && error.problem.status === 404) return null;
  throw error;
}
