import { describe, expect, it } from '@jest/globals';
import { Refusal } from '../../web/src/api/failure.js';
import { me, World } from './support/feed-world.js';
import { GENERAL, problem } from './support/model-server.js';
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

  it('of another epoch makes the client forget likes that this history does not know', async () => {
    const world = await new World(3).ready();
    const [before] = world.server.messages;
    world.server.general.like('me', 1, '♥', true);
    world.deliverAll();
    world.server.general.likes = [];
    world.server.messages[0] = before!;
    world.server.restore(0);
    world.reconnect();
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
