import { LIMITS } from '../../../src/contract/limits.js';
import type { UserView } from '../../../src/contract/views.js';
import type { HttpDoor } from '../api/doors.js';
import type { Clock } from './clock.js';
import { type ChatStore, putUsers } from './store.js';

const COLLECT_MS = 30;
const RETRY_MS = 5_000;

/** Finds out who the authors are. */
export class People {
  private readonly wanted = new Set<string>();
  private collecting = false;

  constructor(
    private readonly store: ChatStore,
    private readonly http: Pick<HttpDoor, 'users'>,
    private readonly clock: Clock,
  ) {}

  /** Fetches those of these people who are unknown, many in one request. */
  need(ids: readonly string[]): void {
    const { users, session } = this.store.getState();
    if (session !== 'signed-in') return;
    for (const id of ids) if (!(id in users)) this.wanted.add(id);
    this.collect(COLLECT_MS);
  }

  private collect(waitMs: number): void {
    if (this.collecting || this.wanted.size === 0) return;
    this.collecting = true;
    void this.fetchWanted(waitMs);
  }

  private async fetchWanted(waitMs: number): Promise<void> {
    await this.clock.wait(waitMs);
    const ids = [...this.wanted].slice(0, LIMITS.usersAtOnce);
    const found = await this.http.users(ids).catch(() => null);
    this.collecting = false;
    if (found) this.settle(ids, found);
    this.collect(found ? COLLECT_MS : RETRY_MS);
  }

  private settle(asked: readonly string[], found: readonly UserView[]): void {
    for (const id of asked) this.wanted.delete(id);
    const unknown = Object.fromEntries(asked.map((id) => [id, null]));
    this.store.setState((state) => ({ users: { ...unknown, ...state.users } }));
    putUsers(this.store, found);
  }
}
