import { Inject, Injectable } from '@nestjs/common';
import type { Presence } from '../contract/events.js';
import type { PresenceState } from '../contract/views.js';
import { EventBus } from '../events/event-bus.js';
import { Ephemeral } from './ephemeral.js';
import { Leases } from './leases.js';
import { Timers } from './timers.js';
import { TIMES, type Times } from './times.js';

/** Somebody with a connection, or who had one a moment ago. */
interface Known {
  /** Not known until the connection is welcomed; until then others see nothing. */
  hidden: boolean | undefined;
  /** What was told last; null when the next frame must tell in any case. */
  told: { others: PresenceState | null; themself: PresenceState | null };
}

/**
 * Who is here. Everybody shares the general channel, so everybody is told, at most once in `presenceEveryMs`. Those who chose
 * to be invisible are told themselves how they are, on all their devices, and nobody else.
 */
@Injectable()
export class PresenceService {
  private readonly people = new Map<string, Known>();
  private readonly changed = new Set<string>();
  private readonly leases: Leases;

  constructor(
    private readonly ephemeral: Ephemeral,
    private readonly timers: Timers,
    @Inject(TIMES) private readonly times: Times,
    events: EventBus,
  ) {
    this.leases = new Leases(timers, times, (userId) => {
      this.change(userId);
    });
    events.listen((facts) => {
      for (const fact of facts) if (fact.type === 'privacy.changed') this.hide(fact.userId, fact.invisible);
    });
  }

  /** A connection is there; it counts as active. */
  open(userId: string, connectionId: string): void {
    this.leases.open(userId, connectionId);
  }

  /**
   * Whether a person with a connection is invisible, as it is read; what they chose since the connection is there came as a
   * fact, and counts.
   */
  know(userId: string, invisible: boolean): void {
    if (this.people.get(userId)?.hidden === undefined) this.hide(userId, invisible);
  }

  set(userId: string, connectionId: string, active: boolean): void {
    this.leases.set(userId, connectionId, active);
  }

  close(userId: string, connectionId: string): void {
    this.leases.close(userId, connectionId);
  }

  /** Whether somebody is at one of the person's screens, also where others do not see it. */
  isActive(userId: string): boolean {
    return this.leases.stateOf(userId) === 'online';
  }

  /** How people are to the one who asks. Away, invisible and unknown are one and the same: offline. */
  get(viewerId: string, userIds: string[]): Record<string, PresenceState> {
    return Object.fromEntries(userIds.map((userId) => [userId, this.stateFor(viewerId, userId)]));
  }

  private stateFor(viewerId: string, userId: string): PresenceState {
    const person = this.people.get(userId);
    if (!person) return 'offline';
    const audience = viewerId === userId && person.hidden !== false ? 'themself' : 'others';
    const state = this.states(userId, person)[audience];
    // The answer runs ahead of the frames. If all is back by the next one, that one must say so, or the asker never hears.
    if (state !== person.told[audience]) person.told[audience] = null;
    return state;
  }

  private states(userId: string, { hidden }: Known): { others: PresenceState; themself: PresenceState } {
    const themself = this.leases.stateOf(userId);
    return { others: hidden === false ? themself : 'offline', themself };
  }

  private hide(userId: string, hidden: boolean): void {
    const person = this.people.get(userId);
    if (!person) return;
    person.hidden = hidden;
    this.change(userId);
  }

  private change(userId: string): void {
    if (!this.people.has(userId))
      this.people.set(userId, { hidden: undefined, told: { others: 'offline', themself: 'offline' } });
    if (this.changed.size === 0) this.timers.after(this.times.presenceEveryMs, this.tell);
    this.changed.add(userId);
  }

  /** Tells how those who changed are now, and nothing of those who are as they were told to be. */
  private readonly tell = (): void => {
    const users: Presence['users'] = {};
    const apart = new Map<string, PresenceState>();
    for (const userId of this.changed) {
      const person = this.people.get(userId);
      if (!person) continue;
      const now = this.states(userId, person);
      if (now.others !== person.told.others) users[userId] = now.others;
      if (now.themself !== now.others && (userId in users || now.themself !== person.told.themself))
        apart.set(userId, now.themself);
      person.told = now;
      if (now.themself === 'offline') this.people.delete(userId);
    }
    this.changed.clear();
    const notAsOthers = [...apart.keys()].filter((userId) => userId in users);
    if (Object.keys(users).length > 0) this.ephemeral.tellEverybody('presence', { users }, notAsOthers);
    for (const [userId, state] of apart) {
      const rest = userId in users ? users : {};
      this.ephemeral.tellPerson(userId, 'presence', { users: { ...rest, [userId]: state } });
    }
  };
}
