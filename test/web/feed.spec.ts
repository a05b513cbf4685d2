import { describe, expect, it, jest } from '@jest/globals';
import fc from 'fast-check';
import type { SyncAnswer, SyncRequest } from '../../src/contract/events.js';
import type { Changes } from '../../src/contract/views.js';
import type { Ask, MessagePage } from '../../web/src/api/doors.js';
import { NoAnswer, Refusal } from '../../web/src/api/failure.js';
import { Feed } from '../../web/src/state/feed.js';
import { History } from '../../web/src/state/history.js';
import type { ChannelState, Loading } from '../../web/src/state/model.js';
import { createChatStore, signedIn } from '../../web/src/state/store.js';
import { GENERAL, ModelServer, person, problem } from './support/model-server.js';
import { settle, TestClock } from './support/test-clock.js';

const me = person('me');

/** A client without an outbox, whose frames and answers the test holds in its hand. */
class World {
  readonly server = new ModelServer();
  readonly clock = new TestClock();
  readonly store = createChatStore();
  readonly frames: Changes[] = [];
  /** Answers on their way: what the server said at the moment it was asked. */
  readonly answers: { deliver: () => void; lose: () => void }[] = [];
  readonly signedOut = jest.fn();
  syncs = 0;
  private readonly deps = { store: this.store, clock: this.clock, stored: () => undefined, signedOut: this.signedOut };
  readonly history = new History({
    ...this.deps,
    over: () => false,
    http: {
      channels: () => this.answer(() => this.server.channels()),
      channel: () => this.answer(() => this.server.channel()),
      messages: (_id, cursor) => this.answer((): MessagePage => this.server.page(cursor)),
    },
  });
  readonly ask = ((_event: 'sync', request: SyncRequest) => {
    this.syncs++;
    return this.answer((): SyncAnswer => this.server.sync(request));
  }) as Ask;
  readonly feed = new Feed({
    ...this.deps,
    ask: this.ask,
    adopt: (id) => this.history.adopt(id),
    startOver: () => void this.open(),
  });

  constructor(messages = 0) {
    signedIn(this.store, me);
    for (let i = 1; i <= messages; i++) this.server.say(`text ${i}`);
    this.server.onFrame = (frame) => this.frames.push(frame);
  }

  get channel(): ChannelState {
    return this.store.getState().channels[GENERAL]!;
  }

  async open(): Promise<void> {
    if (await this.history.open()) this.feed.opened();
  }

  /** Opened, greeted and with its first page. */
  async ready(): Promise<this> {
    void this.open();
    this.feed.hello(this.server.hello(me));
    await this.quiet();
    void this.history.load(GENERAL, 'newest');
    await this.quiet();
    return this;
  }

  /** The server looks now; what it saw arrives when the test says so. */
  private answer<T>(ask: () => T): Promise<T> {
    const answer = new Promise<T>((resolve) => {
      resolve(ask());
    });
    answer.catch(() => undefined);
    return new Promise((resolve, reject) => {
      const deliver = (): void => {
        resolve(answer);
      };
      const lose = (): void => {
        reject(new NoAnswer());
      };
      this.answers.push({ deliver, lose });
    });
  }

  /** Delivers answers and lets time pass until nothing more happens. */
  async quiet(): Promise<void> {
    for (let calm = 0; calm < 2; calm++) {
      await settle();
      if (this.answers.length > 0) calm = -1;
      for (const answer of this.answers.splice(0)) answer.deliver();
      await this.clock.advance(60_000);
    }
  }

  deliver(index = 0): void {
    const [frame] = this.frames.splice(index % Math.max(1, this.frames.length), 1);
    if (frame) this.feed.receive(frame);
  }

  expectEqualToServer(): void {
    const { rows, revision, before, after } = this.channel;
    expect(revision).toBe(this.server.revision);
    expect(after).toBeNull();
    expect(rows).toEqual(this.server.messages.filter((row) => row.seq >= (before ?? 1)));
  }
}

describe('frames', () => {
  it('in order are applied without a question', async () => {
    const world = await new World(3).ready();
    const asked = world.syncs;
    for (const body of ['a', 'b', 'c']) world.server.say(body);
    while (world.frames.length > 0) world.deliver();
    world.expectEqualToServer();
    expect(world.syncs).toBe(asked);
  });

  it('that arrive twice change nothing the second time', async () => {
    const world = await new World(3).ready();
    world.server.say('a');
    const [frame] = world.frames;
    world.deliver();
    const before = world.channel;
    world.feed.receive(frame!);
    expect(world.channel).toBe(before);
  });

  it('after a lost one wait for the sync that fills the gap, and one sync is enough', async () => {
    const world = await new World(3).ready();
    for (const body of ['lost', 'b', 'c']) world.server.say(body);
    world.frames.shift();
    world.deliver();
    const asked = world.syncs;
    world.server.say('while syncing');
    while (world.frames.length > 0) world.deliver();
    await world.quiet();
    world.expectEqualToServer();
    expect(world.syncs).toBe(asked);
  });

  it('that come before the channel list is there are not lost', async () => {
    const world = new World(3);
    void world.open();
    world.server.say('early');
    world.deliver();
    await world.quiet();
    expect(world.channel.revision).toBe(4);
  });
});

describe('a greeting', () => {
  it('with a newer revision leads to syncs until nothing is left', async () => {
    const world = await new World(3).ready();
    world.feed.pause();
    for (let i = 0; i < 20; i++) world.server.say(`missed ${i}`);
    world.frames.length = 0;
    world.feed.hello(world.server.hello(me));
    await world.quiet();
    world.expectEqualToServer();
  });

  it('of another epoch makes the client forget everything and fetch anew', async () => {
    const world = await new World(6).ready();
    world.server.restore(3);
    world.server.say('another history');
    world.frames.length = 0;
    world.feed.hello(world.server.hello(me));
    await world.quiet();
    world.expectEqualToServer();
    expect(world.store.getState().epoch).toBe("epoch-1'");
  });

  it('of another epoch than the channel list that was on its way leads to the newer of both', async () => {
    const world = new World(6);
    void world.open();
    await settle();
    world.server.restore(3);
    world.feed.hello(world.server.hello(me));
    await world.quiet();
    expect(world.store.getState().epoch).toBe("epoch-1'");
  });

  it('without a channel that is held makes the client ask for it, and drop it when it is gone', async () => {
    const world = await new World(3).ready();
    world.server.channel = () => {
      throw new Refusal(problem('channel_not_found'));
    };
    world.feed.hello({ ...world.server.hello(me), heads: {} });
    await world.quiet();
    expect(world.store.getState().channels).toEqual({});
  });
});

describe('a sync', () => {
  it('that names a channel to reset makes the client fetch it anew', async () => {
    const world = await new World(6).ready();
    const sync = world.server.sync.bind(world.server);
    world.server.sync = ({ epoch }) => ({ epoch, channels: [], reset: [GENERAL], hasMore: false });
    // Not told by any revision: only a page fetched anew can show it.
    world.server.messages[5] = { ...world.server.messages[5]!, body: 'repaired' };
    for (let i = 0; i < 5; i++) world.server.say(`missed ${i}`);
    world.frames.splice(0, 4);
    world.deliver();
    await settle();
    world.server.sync = sync;
    await world.quiet();
    world.expectEqualToServer();
  });

  it('that answers with another epoch makes the client forget everything and fetch anew', async () => {
    const world = await new World(6).ready();
    world.server.restore(3);
    for (let i = 0; i < 5; i++) world.server.say(`another history ${i}`);
    world.frames.splice(0, 4);
    world.deliver();
    await world.quiet();
    world.expectEqualToServer();
    expect(world.store.getState().epoch).toBe("epoch-1'");
  });

  it('that had no room for a channel is asked again', async () => {
    const world = await new World(3).ready();
    const sync = world.server.sync.bind(world.server);
    world.server.sync = ({ epoch }) => ({ epoch, channels: [], reset: [], hasMore: true });
    world.feed.pause();
    world.server.say('missed');
    world.feed.hello(world.server.hello(me));
    await settle();
    world.server.sync = sync;
    await world.quiet();
    world.expectEqualToServer();
  });

  it('without an answer is asked again, with growing pauses', async () => {
    const world = await new World(3).ready();
    world.server.say('lost');
    world.server.say('b');
    world.frames.shift();
    world.deliver();
    const pausesBefore = world.clock.waits.length;
    for (let i = 0; i < 3; i++) {
      await settle();
      world.answers.shift()?.lose();
      await world.clock.advance(30_000);
    }
    const pauses = world.clock.waits.slice(pausesBefore);
    expect(pauses).toEqual([...pauses].sort((a, b) => a - b));
    await world.quiet();
    world.expectEqualToServer();
  });

  it('refused because nobody is signed in ends in the sign-in page', async () => {
    const world = await new World(3).ready();
    world.server.sync = () => {
      throw new Refusal(problem('unauthenticated'));
    };
    world.server.say('lost');
    world.server.say('b');
    world.frames.shift();
    world.deliver();
    await settle();
    world.answers.shift()?.deliver();
    await settle();
    expect(world.signedOut).toHaveBeenCalled();
  });
});

describe('any interleaving', () => {
  type Step = {
    do: 'say' | 'edit' | 'deliver' | 'drop' | 'double' | 'answer' | 'lose' | 'reconnect' | 'restore' | 'load';
    n: number;
  };
  const step: fc.Arbitrary<Step> = fc.record({
    do: fc.constantFrom(
      ...(['say', 'say', 'say', 'edit', 'edit', 'deliver', 'deliver', 'deliver', 'drop', 'double'] as const),
      ...(['answer', 'answer', 'answer', 'lose', 'reconnect', 'restore', 'load', 'load'] as const),
    ),
    n: fc.nat(1_000),
  });

  const steps: Record<Step['do'], (world: World, n: number) => void> = {
    say: ({ server }, n) => server.say(`said ${n}`),
    edit: ({ server }, n) => {
      if (server.messages.length > 0) server.change((n % server.messages.length) + 1, { body: `edited ${n}` });
    },
    deliver: (world, n) => {
      world.deliver(n % 3);
    },
    drop: ({ frames }, n) => frames.splice(n % Math.max(1, frames.length), 1),
    double: ({ frames }, n) => {
      if (frames.length > 0) frames.splice(0, 0, frames[n % frames.length]!);
    },
    answer: ({ answers }, n) => answers.splice(n % Math.max(1, answers.length), 1)[0]?.deliver(),
    lose: ({ answers }, n) => answers.splice(n % Math.max(1, answers.length), 1)[0]?.lose(),
    reconnect: (world) => {
      world.feed.pause();
      world.frames.length = 0;
      world.feed.hello(world.server.hello(me));
    },
    restore: (world, n) => {
      if (n % 10 > 0) return;
      world.server.restore(n % 3);
      steps.reconnect(world, n);
    },
    load: ({ history }, n) => void history.load(GENERAL, (['older', 'older', 'newest'] as Loading[])[n % 3]!),
  };

  it('of lost, doubled, reordered and late frames, answers and pages ends equal to the server', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 60 }), async (script) => {
        const world = await new World(10).ready();
        for (const { do: what, n } of script) {
          steps[what](world, n);
          await settle();
          const seqs = world.channel.rows.map((row) => row.seq);
          expect(seqs).toEqual(seqs.map((_, i) => (seqs[0] ?? 0) + i));
        }
        steps.reconnect(world, 0);
        await world.quiet();
        if (!world.channel.loaded) void world.history.load(GENERAL, 'newest');
        await world.quiet();
        world.expectEqualToServer();
      }),
      { numRuns: 300 },
    );
  }, 120_000);
});
