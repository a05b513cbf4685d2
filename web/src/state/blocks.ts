// Whom this person does not want to hear from.
import type { MyChanges } from '../../../src/contract/events.js';
import type { BlockView } from '../../../src/contract/views.js';
import type { HttpDoor } from '../api/doors.js';
import { backoff, type Clock } from './clock.js';
import { type ChatStore, putUsers, without } from './store.js';

/** People kept; a list that long is not read by anyone. */
const MAX_BLOCKS = 5_000;

type Change = NonNullable<MyChanges['blocks']>[number];

export interface BlocksDeps {
  store: ChatStore;
  http: Pick<HttpDoor, 'blocks'>;
  clock: Clock;
  /** Mentions of these channels count or do not count any more. */
  changed: (channelIds: string[]) => void;
  over: () => boolean;
}

export class Blocks {
  private fetches = 0;
  /** Told while the list was on its way, which may be older. */
  private since: Change[] = [];

  constructor(private readonly deps: BlocksDeps) {}

  /** Fetches all of them, until it succeeds or is asked for anew. */
  async fetch(): Promise<void> {
    const { clock, over } = this.deps;
    const mine = ++this.fetches;
    this.since = [];
    for (let attempt = 0; mine === this.fetches && !over(); attempt++) {
      const found = await this.list().catch(() => null);
      if (mine !== this.fetches || over()) return;
      if (found) {
        this.settle(found);
        return;
      }
      await clock.wait(backoff(clock, attempt));
    }
  }

  hear(changes: readonly Change[]): void {
    if (changes.length === 0) return;
    this.since = [...this.since, ...changes].slice(-MAX_BLOCKS);
    this.put(changes.reduce(withChange, this.deps.store.getState().blocked));
  }

  private settle(found: readonly BlockView[]): void {
    const { store } = this.deps;
    const listed = Object.fromEntries(found.map(({ user }) => [user.id, true as const]));
    const users = found.map(({ user }) => user);
    putUsers(store, users);
    this.put(this.since.reduce(withChange, listed));
  }

  private put(blocked: Readonly<Record<string, true>>): void {
    const { store, changed } = this.deps;
    const { blocked: before, channels } = store.getState();
    const isSame =
      Object.keys(before).length === Object.keys(blocked).length && Object.keys(blocked).every((id) => id in before);
    if (isSame) return;
    store.setState({ blocked });
    changed(Object.keys(channels).filter((id) => (channels[id]?.view.unread ?? 0) > 0));
  }

  private async list(): Promise<BlockView[]> {
    const { http } = this.deps;
    const items: BlockView[] = [];
    let after: string | undefined;
    do {
      const page = await http.blocks(after);
      items.push(...page.items);
      after = page.after ?? undefined;
    } while (after !== undefined && items.length < MAX_BLOCKS);
    return items;
  }
}

function withChange(
  blocked: Readonly<Record<string, true>>,
  { userId, blocked: is }: Change,
): Readonly<Record<string, true>> {
  return is ? { ...blocked, [userId]: true } : without(blocked, userId);
}
