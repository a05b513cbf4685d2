import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Refusal } from '../../web/src/api/failure.js';
import type { Loading } from '../../web/src/state/model.js';
import { me, World } from './support/feed-world.js';
import { GENERAL, GROUP, problem } from './support/model-server.js';
import { settle } from './support/test-clock.js';

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

  it('of another epoch makes answers worthless that were asked for before', async () => {
    const world = await new World(6).ready();
    world.server.general.read('me', 6);
    world.server.general.markUnread('me', 1);
    world.deliverAll();
    await settle();
    const [old] = world.answers.splice(0);
    world.server.restore(3);
    world.reconnect();
    await settle();
    for (const answer of world.answers.splice(0)) answer.deliver();
    await settle();
    old!.deliver();
    await world.quiet();
    world.expectEqualToServer();
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

describe('blocks', () => {
  it('told while the list of them is on its way are kept, though that list is older', async () => {
    const world = await new World(1).ready();
    void world.blocks.fetch();
    await settle();
    world.server.block('me', 'ann', true);
    world.deliverMine();
    await world.quiet();
    expect(world.store.getState().blocked).toEqual({ ann: true });
  });
});

describe('any interleaving', () => {
  type Step = {
    do:
      | (
          | 'say'
          | 'edit'
          | 'remove'
          | 'like'
          | 'likeToo'
          | 'move'
          | 'role'
          | 'rename'
          | 'read'
          | 'unread'
          | 'loud'
          | 'block'
        )
      | ('deliver' | 'mine' | 'drop' | 'double' | 'answer' | 'lose' | 'reconnect' | 'restore' | 'load' | 'members');
    n: number;
  };
  const step: fc.Arbitrary<Step> = fc.record({
    do: fc.constantFrom(
      ...(['say', 'say', 'say', 'edit', 'remove', 'like', 'likeToo', 'move', 'role', 'rename', 'read'] as const),
      ...(['unread', 'loud', 'block', 'deliver', 'deliver', 'deliver', 'deliver', 'mine', 'mine', 'drop'] as const),
      ...(['double', 'answer', 'answer', 'answer', 'lose', 'reconnect', 'restore', 'load', 'load', 'members'] as const),
    ),
    n: fc.nat(1_000),
  });
  const AUTHORS = ['somebody', 'ann', 'me', 'bea'];
  const TEXTS = ['hello', 'hello @me', '@all hello', 'hello @ann', 'hello'];
  const pick = <Item>(items: readonly Item[], n: number): Item => items[n % items.length]!;
  const channelOf = ({ server }: World, n: number) =>
    n % 3 === 0 && server.group.isMember('me') ? server.group : server.general;
  const onMessage = (
    world: World,
    n: number,
    act: (channel: World['server']['general'], seq: number) => unknown,
  ): void => {
    const channel = channelOf(world, n);
    if (channel.messages.length > 0) act(channel, (n % channel.messages.length) + 1);
  };

  const steps: Record<Step['do'], (world: World, n: number) => void> = {
    say: (world, n) =>
      channelOf(world, n).send(pick(AUTHORS, n >> 2), {
        clientId: `c${n}-${Math.random()}`,
        body: pick(TEXTS, n >> 4),
      }),
    edit: (world, n) => {
      onMessage(world, n, (channel, seq) => {
        if (channel.messages[seq - 1]!.deletedAt === null) channel.edit(seq, pick(TEXTS, n >> 3));
      });
    },
    remove: (world, n) => {
      onMessage(world, n, (channel, seq) => channel.remove(seq));
    },
    like: (world, n) => {
      onMessage(world, n, (channel, seq) => channel.like('me', seq, pick(['♥', '👍'], n >> 4), n % 5 < 3));
    },
    likeToo: (world, n) => {
      onMessage(world, n, (channel, seq) => channel.like('ann', seq, '♥', n % 5 < 3));
    },
    move: ({ server }, n) => {
      const who = pick(['me', 'ann', 'bea'], n);
      if (server.group.isMember(who)) server.group.leave(who);
      else server.group.join(who);
    },
    role: ({ server }, n) => {
      server.group.setRole(pick(['me', 'ann'], n), pick(['member', 'moderator', 'owner'], n >> 2));
    },
    rename: (world, n) => {
      channelOf(world, n).rename(`name ${n}`);
    },
    read: (world, n) => {
      onMessage(world, n, (channel, seq) => channel.read('me', seq));
    },
    unread: (world, n) => {
      onMessage(world, n, (channel, seq) => channel.markUnread('me', seq));
    },
    loud: (world, n) => {
      const channel = channelOf(world, n);
      channel.set('me', {
        notify: pick(['all', 'mentions', 'none'], n),
        hiddenSeq: n % 2 ? channel.messages.length : null,
      });
    },
    block: ({ server }, n) => {
      server.block('me', pick(['ann', 'bea'], n), n % 4 < 2);
    },
    deliver: (world, n) => {
      world.deliver(n % 3);
    },
    mine: (world) => {
      world.deliverMine();
    },
    drop: ({ frames }, n) => frames.splice(n % Math.max(1, frames.length), 1),
    double: ({ frames }, n) => {
      if (frames.length > 0) frames.splice(0, 0, frames[n % frames.length]!);
    },
    answer: ({ answers }, n) => answers.splice(n % Math.max(1, answers.length), 1)[0]?.deliver(),
    lose: ({ answers }, n) => answers.splice(n % Math.max(1, answers.length), 1)[0]?.lose(),
    reconnect: (world) => {
      world.reconnect();
    },
    restore: (world, n) => {
      if (n % 10 > 0) return;
      world.server.restore(n % 3);
      world.reconnect();
    },
    load: ({ history }, n) =>
      void history.load(n % 4 ? GENERAL : GROUP, pick(['older', 'older', 'newest'] as Loading[], n)),
    members: ({ memberLists }, n) => void memberLists.load(n % 2 ? GROUP : GENERAL),
  };

  it('of lost, doubled, reordered and late frames, answers and pages ends equal to the server', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 60 }), async (script) => {
        const world = await new World(10).ready();
        for (const { do: what, n } of script) {
          steps[what](world, n);
          await settle();
          for (const { rows } of Object.values(world.store.getState().channels)) {
            const seqs = rows.map((row) => row.seq);
            expect(seqs).toEqual(seqs.map((_, i) => (seqs[0] ?? 0) + i));
          }
        }
        world.reconnect();
        await world.quiet();
        if (!world.channel.loaded) void world.history.load(GENERAL, 'newest');
        await world.quiet();
        world.expectEqualToServer();
      }),
      { numRuns: 300 },
    );
  }, 120_000);
});
