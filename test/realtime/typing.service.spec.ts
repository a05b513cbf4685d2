import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import type { Channel } from '../../src/channels/channel.entity.js';
import type { Membership } from '../../src/channels/membership.entity.js';
import type { ChannelsService } from '../../src/channels/channels.service.js';
import { EventBus } from '../../src/events/event-bus.js';
import { BlocksCache } from '../../src/realtime/blocks-cache.js';
import type { Ephemeral } from '../../src/realtime/ephemeral.js';
import { Timers } from '../../src/realtime/timers.js';
import { TIMES_IN_USE } from '../../src/realtime/times.js';
import { TypingService } from '../../src/realtime/typing.service.js';
import type { BlocksService } from '../../src/users/blocks.service.js';

interface Held {
  typists: Map<string, object>;
  latest: Map<string, object>;
}

let told: { typing: boolean; except: string[] }[];
let archivedAt: number | null;
/** How long the database takes for the next answer about the channel. */
let delays: number[];
let blocksRead: number;
let around: () => Promise<string[]>;
let events: EventBus;
let timers: Timers;
let service: TypingService;

beforeEach(() => {
  jest.useFakeTimers();
  [told, archivedAt, delays, blocksRead] = [[], null, [], 0];
  around = () => Promise.resolve([]);
  const channels: Partial<ChannelsService> = {
    look: async () => {
      const ms = delays.shift();
      if (ms !== undefined) await new Promise((resolve) => setTimeout(resolve, ms));
      return { channel: { archivedAt } as Channel, membership: {} as Membership };
    },
  };
  const blocks: Partial<BlocksService> = {
    around: () => {
      blocksRead++;
      return around();
    },
  };
  const ephemeral: Partial<Ephemeral> = {
    tellChannel: (_, __, { typing }, except) => void told.push({ typing, except }),
  };
  [events, timers] = [new EventBus(), new Timers()];
  const cache = new BlocksCache(blocks as BlocksService, timers, TIMES_IN_USE, events);
  service = new TypingService(channels as ChannelsService, cache, ephemeral as Ephemeral, timers, TIMES_IN_USE);
});
afterEach(() => {
  jest.useRealTimers();
});

const pass = (ms: number) => jest.advanceTimersByTimeAsync(ms);
const type = (typing = true) => service.set('anna', 'channel', typing);
const heard = () => told.map(({ typing }) => typing);

describe('typing', () => {
  it('is told at most every two seconds', async () => {
    for (let key = 0; key < 41; key++) {
      await type();
      await pass(100);
    }
    expect(heard()).toEqual([true, true, true]);
  });

  it('is told at most every two seconds, stopped in between or not', async () => {
    for (let round = 0; round < 10; round++) {
      await type();
      await type(false);
      await pass(100);
    }
    expect(heard()).toEqual([true, false]);
    await pass(1_000);
    await type();
    expect(heard()).toEqual([true, false, true]);
  });

  it('of one channel does not hold back what is told to another', async () => {
    await type();
    await service.set('anna', 'another', true);
    await service.set('boris', 'channel', true);
    expect(told).toHaveLength(3);
  });

  it('ends for others only if they were told of it', async () => {
    await type(false);
    expect(told).toEqual([]);
    await type();
    await type(false);
    await type(false);
    expect(heard()).toEqual([true, false]);
  });

  it('is ended by the server six seconds after it was heard of last', async () => {
    await type();
    await pass(1_500);
    await type();
    await pass(5_900);
    expect(heard()).toEqual([true]);
    await pass(200);
    expect(heard()).toEqual([true, false]);
    await pass(60_000);
    expect(told).toHaveLength(2);
  });

  it('goes on when it is heard of again while the server is about to end it', async () => {
    await type();
    await pass(5_990);
    delays = [50];
    const again = type();
    await pass(5);
    around = () => new Promise((resolve) => setTimeout(resolve, 200, []));
    events.publish([{ type: 'person.blocked', blockerId: 'boris', userId: 'anna', blocked: false }]);
    await pass(500);
    await again;
    expect(heard()).toEqual([true, true]);
  });

  it('is as the last request said, though the database answers it first', async () => {
    delays = [500, 10];
    const both = Promise.all([type(true), type(false)]);
    await pass(1_000);
    await both;
    expect(told).toEqual([]);
  });

  it('in an archived channel is told to nobody, but an earlier one ends', async () => {
    await type();
    archivedAt = 1;
    await type();
    await pass(3_000);
    await type();
    await type(false);
    expect(heard()).toEqual([true, false]);
  });

  it('leaves nothing behind: no timer, no typist', async () => {
    await type();
    await type(false);
    await service.set('boris', 'channel', true);
    await pass(20_000);
    const { typists, latest } = service as unknown as { typists: Held; latest: Held['latest'] };
    expect([typists.typists, latest, jest.getTimerCount()]).toEqual([new Map(), new Map(), 0]);
  });

  it('leaves no timer behind when the server stops', async () => {
    await type();
    timers.beforeApplicationShutdown();
    expect(jest.getTimerCount()).toBe(0);
  });
});

describe('the blocks around one who types', () => {
  it('are not told, nor are the typist themself', async () => {
    around = () => Promise.resolve(['boris', 'clara']);
    await type();
    expect(told).toEqual([{ typing: true, except: ['anna', 'boris', 'clara'] }]);
  });

  it('are read once in five seconds, however fast somebody types', async () => {
    for (let key = 0; key < 40; key++) {
      await type();
      await pass(100);
    }
    expect(blocksRead).toBe(1);
    await pass(1_100);
    await type();
    expect(blocksRead).toBe(2);
  });

  it.each([
    ['the typist', { blockerId: 'boris', userId: 'anna' }],
    ['somebody, by the typist', { blockerId: 'anna', userId: 'boris' }],
  ])('are read at once again when somebody blocks %s', async (_, block) => {
    await type();
    around = () => Promise.resolve(['boris']);
    events.publish([{ type: 'person.blocked', ...block, blocked: true }]);
    await type(false);
    expect(told[1]).toEqual({ typing: false, except: ['anna', 'boris'] });
  });

  it('count when they come while they are read', async () => {
    around = () => new Promise((resolve) => setTimeout(resolve, 100, []));
    const typing = type();
    await pass(50);
    around = () => Promise.resolve(['boris']);
    events.publish([{ type: 'person.blocked', blockerId: 'boris', userId: 'anna', blocked: true }]);
    await pass(100);
    await typing;
    expect(told).toEqual([{ typing: true, except: ['anna', 'boris'] }]);
  });

  it('are read again after they could not be read', async () => {
    around = () => Promise.reject(new Error('no database'));
    await expect(type()).rejects.toThrow('no database');
    around = () => Promise.resolve(['boris']);
    await type();
    expect(told).toEqual([{ typing: true, except: ['anna', 'boris'] }]);
  });
});
