import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import type { PresenceState } from '../../src/contract/views.js';
import { EventBus } from '../../src/events/event-bus.js';
import type { Ephemeral } from '../../src/realtime/ephemeral.js';
import { PresenceService } from '../../src/realtime/presence.service.js';
import { Timers } from '../../src/realtime/timers.js';
import { TIMES_IN_USE } from '../../src/realtime/times.js';

type States = Record<string, PresenceState>;
interface Held {
  people: Map<string, object>;
}

let toAll: { users: States; except: string[] }[];
let toOne: { userId: string; users: States }[];
let events: EventBus;
let timers: Timers;
let presence: PresenceService;

beforeEach(() => {
  jest.useFakeTimers();
  [toAll, toOne] = [[], []];
  const ephemeral: Partial<Ephemeral> = {
    tellEverybody: (_, { users }, except) => void toAll.push({ users, except }),
    tellPerson: (userId, _, { users }) => void toOne.push({ userId, users }),
  };
  [events, timers] = [new EventBus(), new Timers()];
  presence = new PresenceService(ephemeral as Ephemeral, timers, TIMES_IN_USE, events);
});
afterEach(() => {
  jest.useRealTimers();
});

const pass = (ms: number) => jest.advanceTimersByTimeAsync(ms);
const hide = (userId: string, invisible: boolean) => {
  events.publish([{ type: 'privacy.changed', userId, invisible }]);
};
const seenByBoris = () => presence.get('boris', ['anna'])['anna'];

/** A connection is there and welcomed. */
function come(userId: string, connectionId: string, invisible = false): void {
  presence.open(userId, connectionId);
  presence.know(userId, invisible);
}

/** Anna is here, and everybody was told. */
async function annaIsHere(): Promise<void> {
  come('anna', 'tab');
  await pass(1_000);
  toAll.length = toOne.length = 0;
}

describe('the connections of a person', () => {
  it('count as their best: online before idle before offline', async () => {
    await annaIsHere();
    come('anna', 'phone');
    presence.set('anna', 'phone', false);
    expect(seenByBoris()).toBe('online');
    presence.set('anna', 'tab', false);
    expect(seenByBoris()).toBe('idle');
    presence.set('anna', 'phone', true);
    expect(seenByBoris()).toBe('online');
  });

  it('count for fifteen seconds after their end, each as it was last', async () => {
    await annaIsHere();
    come('anna', 'phone');
    presence.set('anna', 'phone', false);
    presence.close('anna', 'tab');
    await pass(14_900);
    expect(seenByBoris()).toBe('online');
    await pass(200);
    expect(seenByBoris()).toBe('idle');
    presence.close('anna', 'phone');
    await pass(14_900);
    expect(seenByBoris()).toBe('idle');
    await pass(1_100);
    expect(seenByBoris()).toBe('offline');
    expect(toAll.map(({ users }) => users)).toEqual([{ anna: 'idle' }, { anna: 'offline' }]);
  });

  it('that are opened anew in that time are a reload, which nobody sees', async () => {
    await annaIsHere();
    presence.close('anna', 'tab');
    await pass(5_000);
    come('anna', 'the same tab');
    await pass(60_000);
    expect(toAll).toEqual([]);
    expect(seenByBoris()).toBe('online');
  });

  it('say nothing any more once they are closed', async () => {
    await annaIsHere();
    presence.close('anna', 'tab');
    presence.set('anna', 'tab', true);
    await pass(20_000);
    expect(seenByBoris()).toBe('offline');
  });

  it('leave nothing behind when they are gone', async () => {
    await annaIsHere();
    presence.close('anna', 'tab');
    await pass(20_000);
    const { people, leases } = presence as unknown as Held & { leases: Held };
    expect([people.size, leases.people.size]).toEqual([0, 0]);
    expect(jest.getTimerCount()).toBe(0);
  });

  it('leave no timer behind when the server stops', async () => {
    await annaIsHere();
    presence.close('anna', 'tab');
    come('boris', 'tab');
    expect(jest.getTimerCount()).toBe(2);
    timers.beforeApplicationShutdown();
    presence.close('boris', 'tab');
    expect(jest.getTimerCount()).toBe(0);
  });
});

describe('what everybody is told', () => {
  it('is one frame a second with the latest of all who changed', async () => {
    come('anna', 'tab');
    come('boris', 'tab');
    await pass(500);
    for (let number = 0; number < 21; number++) presence.set('boris', 'tab', number % 2 === 1);
    expect(toAll).toEqual([]);
    await pass(500);
    expect(toAll).toEqual([{ users: { anna: 'online', boris: 'idle' }, except: [] }]);
    await pass(10_000);
    expect(toAll).toHaveLength(1);
  });

  it('is nothing of one who is back as they were told to be', async () => {
    await annaIsHere();
    presence.set('anna', 'tab', false);
    await pass(500);
    presence.set('anna', 'tab', true);
    await pass(5_000);
    expect(toAll).toEqual([]);
  });

  it('puts right what somebody was answered in between', async () => {
    await annaIsHere();
    presence.set('anna', 'tab', false);
    expect(seenByBoris()).toBe('idle');
    presence.set('anna', 'tab', true);
    await pass(1_000);
    expect(toAll).toEqual([{ users: { anna: 'online' }, except: [] }]);
  });
});

describe('one who is invisible', () => {
  it('is offline to everybody else, and sees themself as they are', async () => {
    come('anna', 'tab', true);
    await pass(1_000);
    presence.set('anna', 'tab', false);
    expect(seenByBoris()).toBe('offline');
    expect(presence.get('anna', ['anna'])).toEqual({ anna: 'idle' });
    await pass(1_000);
    presence.close('anna', 'tab');
    await pass(20_000);
    expect(toAll).toEqual([]);
    expect(toOne.map(({ userId, users }) => [userId, users['anna']])).toEqual([
      ['anna', 'online'],
      ['anna', 'idle'],
    ]);
  });

  it('is not betrayed by being asked for', async () => {
    come('anna', 'tab', true);
    expect(seenByBoris()).toBe('offline');
    await pass(1_000);
    presence.set('anna', 'tab', false);
    expect(seenByBoris()).toBe('offline');
    await pass(1_000);
    expect(toAll).toEqual([]);
  });

  it('from now on leaves for everybody but themself, and comes back in the same way', async () => {
    await annaIsHere();
    hide('anna', true);
    expect(seenByBoris()).toBe('offline');
    await pass(1_000);
    expect(toAll).toEqual([{ users: { anna: 'offline' }, except: ['anna'] }]);
    expect(toOne).toEqual([{ userId: 'anna', users: { anna: 'online' } }]);
    hide('anna', false);
    expect(seenByBoris()).toBe('online');
    await pass(1_000);
    expect(toAll[1]).toEqual({ users: { anna: 'online' }, except: [] });
  });

  it('hears of others who came in the same second', async () => {
    await annaIsHere();
    hide('anna', true);
    come('boris', 'tab');
    await pass(1_000);
    expect(toOne).toEqual([{ userId: 'anna', users: { anna: 'online', boris: 'online' } }]);
  });

  it('chose so while it was read what they chose before, and that counts', async () => {
    presence.open('anna', 'tab');
    hide('anna', true);
    presence.know('anna', false);
    await pass(2_000);
    expect(seenByBoris()).toBe('offline');
    expect(toAll).toEqual([]);
  });
});

it('one whose connection is not welcomed yet is told to nobody', async () => {
  presence.open('anna', 'tab');
  await pass(2_000);
  expect(seenByBoris()).toBe('offline');
  expect(toAll).toEqual([]);
  presence.know('anna', false);
  await pass(1_000);
  expect(toAll).toEqual([{ users: { anna: 'online' }, except: [] }]);
});
