// Who is here, as far as somebody looks; and whether the person at this screen is.
import type { Presence as Told } from '../../../src/contract/events.js';
import { LIMITS } from '../../../src/contract/limits.js';
import type { PresenceState } from '../../../src/contract/views.js';
import { Refusal } from '../api/failure.js';
import type { Ask } from '../api/doors.js';
import { backoff, type Clock } from './clock.js';
import type { ChatStore } from './store.js';

const COLLECT_MS = 30;
const MAX_WATCHED = 2_000;

export interface PresenceDeps {
  store: ChatStore;
  ask: Ask;
  clock: Clock;
}

export class Presence {
  private readonly watched = new Set<string>();
  private readonly wanted = new Set<string>();
  private active = true;
  private live = false;
  private asking = false;

  constructor(private readonly deps: PresenceDeps) {}

  /** From now on it is known how these people are. */
  watch(userIds: readonly string[]): void {
    for (const id of userIds) {
      if (this.watched.has(id)) continue;
      this.watched.add(id);
      this.wanted.add(id);
    }
    for (const id of this.watched) if (this.watched.size > MAX_WATCHED) this.forget(id);
    this.begin();
  }

  hear({ users }: Told): void {
    const told = Object.entries(users).filter(([id]) => this.watched.has(id));
    if (told.length === 0) return;
    for (const [id] of told) this.wanted.delete(id);
    this.deps.store.setState(({ presence }) => ({ presence: { ...presence, ...Object.fromEntries(told) } }));
  }

  setActive(active: boolean): void {
    if (this.active === active) return;
    this.active = active;
    this.tellActive();
  }

  /** A new connection: it begins as active, and nobody is told of anyone yet. */
  resume(): void {
    this.live = true;
    for (const id of this.watched) this.wanted.add(id);
    if (!this.active) this.tellActive();
    this.begin();
  }

  pause(): void {
    this.live = false;
  }

  private tellActive(): void {
    if (this.live) this.deps.ask('presence:set', { active: this.active }).catch(() => undefined);
  }

  private forget(id: string): void {
    this.watched.delete(id);
    this.wanted.delete(id);
    this.deps.store.setState(({ presence }) => ({ presence: withoutPerson(presence, id) }));
  }

  private begin(): void {
    if (this.asking || !this.live || this.wanted.size === 0) return;
    this.asking = true;
    void this.askAll();
  }

  private async askAll(): Promise<void> {
    const { clock } = this.deps;
    let failures = 0;
    while (this.wanted.size > 0 && this.live) {
      await clock.wait(failures > 0 ? backoff(clock, failures) : COLLECT_MS);
      const ids = [...this.wanted].slice(0, LIMITS.presencesAtOnce);
      if (ids.length > 0) failures = (await this.askFor(ids)) ? 0 : failures + 1;
    }
    this.asking = false;
  }

  private async askFor(userIds: string[]): Promise<boolean> {
    try {
      const told = await this.deps.ask('presence:get', { userIds });
      this.hear(told);
      for (const id of userIds) this.wanted.delete(id);
      return true;
    } catch (error) {
      // A final refusal will not become an answer.
      if (error instanceof Refusal && !error.problem.retryable) for (const id of userIds) this.wanted.delete(id);
      return false;
    }
  }
}

function withoutPerson(
  presence: Readonly<Record<string, PresenceState>>,
  id: string,
): Readonly<Record<string, PresenceState>> {
  return Object.fromEntries(Object.entries(presence).filter(([other]) => other !== id));
}
