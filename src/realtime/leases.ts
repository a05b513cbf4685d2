import type { PresenceState } from '../contract/views.js';
import type { Timers } from './timers.js';
import type { Times } from './times.js';

/** The connections of one person: whether each is active, and, of those that closed a moment ago, how to call off their end. */
interface Held {
  open: Map<string, boolean>;
  closing: Map<boolean, () => void>;
}

/**
 * How people are by their connections, tabs and devices alike: the best of them counts. Each connection holds a lease, which
 * lasts while it is open and a grace longer, as it was last. The open socket itself is the lease: the engine's pings close
 * one whose peer is dead (socket-adapter.ts). Nodes that share leases can let the same pings renew them in a store; nothing
 * outside this file would know.
 *
 * Holds no more than the open connections and two closing leases per person.
 */
export class Leases {
  private readonly people = new Map<string, Held>();

  /** @param changed is called when a person may be otherwise than before */
  constructor(
    private readonly timers: Timers,
    private readonly times: Times,
    private readonly changed: (userId: string) => void,
  ) {}

  /** A connection begins as active. */
  open(userId: string, connectionId: string): void {
    const held = this.people.get(userId) ?? { open: new Map(), closing: new Map() };
    this.people.set(userId, held);
    held.open.set(connectionId, true);
    this.changed(userId);
  }

  /** Does nothing for a connection that is not open: what it asked may come after its end, and would never close. */
  set(userId: string, connectionId: string, active: boolean): void {
    const held = this.people.get(userId);
    if (!held?.open.has(connectionId)) return;
    held.open.set(connectionId, active);
    this.changed(userId);
  }

  close(userId: string, connectionId: string): void {
    const held = this.people.get(userId);
    const active = held?.open.get(connectionId);
    if (!held || active === undefined) return;
    held.open.delete(connectionId);
    held.closing.get(active)?.();
    const end = () => {
      held.closing.delete(active);
      if (held.open.size + held.closing.size === 0) this.people.delete(userId);
      this.changed(userId);
    };
    held.closing.set(active, this.timers.after(this.times.graceMs, end));
  }

  stateOf(userId: string): PresenceState {
    const held = this.people.get(userId);
    if (!held) return 'offline';
    return held.closing.has(true) || [...held.open.values()].includes(true) ? 'online' : 'idle';
  }
}
