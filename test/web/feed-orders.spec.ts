import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Loading } from '../../web/src/state/model.js';
import { World } from './support/feed-world.js';
import { GENERAL, GROUP } from './support/model-server.js';
import { settle } from './support/test-clock.js';

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
