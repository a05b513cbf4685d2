// Who is here, who writes, and what is worth a notice.
import { describe, expect, it, jest } from '@jest/globals';
import { NoAnswer } from '../../web/src/api/failure.js';
import { Activity } from '../../web/src/state/activity.js';
import type { Notification } from '../../web/src/state/model.js';
import { typingIn } from '../../web/src/state/selectors.js';
import { World } from './support/feed-world.js';
import { GENERAL, GROUP } from './support/model-server.js';
import { Site } from './support/site.js';
import { settle, TestClock } from './support/test-clock.js';

const writing = (site: Site) => typingIn(site.state, GENERAL, site.clock.now());

describe('writing', () => {
  it('of others shows for six seconds, or until they stop or have said it', async () => {
    const site = await new Site().wired();
    for (const userId of ['ann', 'bea', 'carl', 'me'])
      site.socket!.typing({ channelId: GENERAL, userId, typing: true });
    expect(writing(site)).toEqual(['ann', 'bea', 'carl']);
    site.socket!.typing({ channelId: GENERAL, userId: 'bea', typing: false });
    site.server.say('done', 'carl');
    expect(writing(site)).toEqual(['ann']);
    await site.clock.advance(4_000);
    site.socket!.typing({ channelId: GENERAL, userId: 'ann', typing: true });
    await site.clock.advance(4_000);
    expect(writing(site)).toEqual(['ann']);
    await site.clock.advance(2_000);
    expect(site.state.typing).toEqual({});
  });

  it('of people whom I blocked does not show, nor in channels that I am not in', async () => {
    const site = await new Site().wired();
    await site.client.people.block('ann', true);
    site.socket!.typing({ channelId: GENERAL, userId: 'ann', typing: true });
    site.socket!.typing({ channelId: GROUP, userId: 'bea', typing: true });
    expect(writing(site)).toEqual([]);
    expect(Object.keys(site.state.typing)).toEqual([GENERAL]);
  });

  it('of mine is told at most every three seconds, and its end once', async () => {
    const site = await new Site().wired();
    for (let i = 0; i < 10; i++) {
      site.client.typing(GENERAL, true);
      await site.clock.advance(500);
    }
    expect(site.askedFor('channel:typing')).toHaveLength(2);
    site.client.typing(GENERAL, false);
    site.client.typing(GENERAL, false);
    expect(site.askedFor('channel:typing').slice(2)).toEqual([{ channelId: GENERAL, typing: false }]);
  });

  it('of mine ends with sending, and in the channel that I leave for another', async () => {
    const site = await new Site().wired();
    await site.client.groups.join(GROUP);
    site.client.typing(GENERAL, true);
    site.client.send(GENERAL, 'hello');
    site.client.typing(GENERAL, true);
    site.client.typing(GROUP, true);
    await settle();
    expect(site.askedFor('channel:typing').map((asked) => Object.values(asked as object))).toEqual([
      [GENERAL, true],
      [GENERAL, false],
      [GENERAL, true],
      [GENERAL, false],
      [GROUP, true],
    ]);
  });
});

describe('presence', () => {
  it('of watched people is asked for together, in bounded batches, and again after each greeting', async () => {
    const site = await new Site().wired();
    site.client.people.watch(['ann', 'bea']);
    site.client.people.watch(['ann', ...Array.from({ length: 250 }, (_, i) => `p${i}`)]);
    await site.clock.advance(1_000);
    const asked = () => site.askedFor('presence:get').map((one) => (one as { userIds: string[] }).userIds.length);
    expect(asked()).toEqual([200, 52]);
    expect(site.state.presence['ann']).toBe('online');
    site.socket!.presence({ users: { ann: 'idle', stranger: 'online' } });
    expect(site.state.presence['ann']).toBe('idle');
    expect(site.state.presence['stranger']).toBeUndefined();
    site.socket!.lost(false);
    await site.greet();
    await site.clock.advance(1_000);
    expect(asked()).toEqual([200, 52, 200, 52]);
  });

  it('without an answer is asked for again', async () => {
    const site = await new Site().wired();
    let lost = 0;
    site.answering = ({ event }) =>
      event === 'presence:get' && lost++ < 2 ? Promise.reject(new NoAnswer()) : undefined;
    site.client.people.watch(['ann']);
    await site.clock.advance(30_000);
    expect(site.state.presence['ann']).toBe('online');
  });

  it('of myself is told when it changes, and again on a new connection, which begins as active', async () => {
    const site = await new Site().wired();
    site.client.setActive(true);
    site.client.setActive(false);
    site.socket!.lost(false);
    await site.greet();
    site.client.setActive(true);
    await settle();
    expect(site.askedFor('presence:set')).toEqual([{ active: false }, { active: false }, { active: true }]);
  });

  it('of somebody who was away before signing in is told too', async () => {
    const site = new Site();
    site.client.setActive(false);
    await site.ready();
    expect(site.askedFor('presence:set')).toEqual([{ active: false }]);
  });

  it('is away after five minutes without input', async () => {
    const clock = new TestClock();
    const tell = jest.fn();
    const activity = new Activity(clock, tell);
    await clock.advance(4 * 60_000);
    activity.input();
    await clock.advance(4 * 60_000);
    expect(tell).not.toHaveBeenCalled();
    await clock.advance(61_000);
    activity.input();
    await clock.advance(301_000);
    expect(tell.mock.calls).toEqual([[false], [true], [false]]);
  });
});

describe('notices to a person who may look elsewhere', () => {
  async function listening(): Promise<{ site: Site; heard: string[] }> {
    const site = await new Site().wired();
    const heard: string[] = [];
    site.client.onNotify(({ seq, kind }: Notification) => heard.push(`${seq} ${kind}`));
    return { site, heard };
  }

  it('tell of live messages by others, each once, and say which mention me', async () => {
    const { site, heard } = await listening();
    site.server.say('one', 'ann');
    site.server.say('two @me', 'ann');
    site.server.say('mine @all', 'me');
    site.socket!.mine({ mentioned: [{ channelId: GENERAL, messageId: site.server.messages[1]!.id, seq: 2 }] });
    site.server.general.edit(1, 'one, edited');
    expect(heard).toEqual(['1 message', '2 mention']);
  });

  it('are as loud as the channel', async () => {
    const { site, heard } = await listening();
    await site.client.setNotify(GENERAL, 'mentions');
    site.server.say('one', 'ann');
    site.server.say('two @all', 'ann');
    await site.client.setNotify(GENERAL, 'none');
    site.server.say('three @me', 'ann');
    site.server.general.edit(1, 'one @me');
    expect(heard).toEqual(['2 mention']);
  });

  it('tell of an edit that mentions me, and nothing of people whom I blocked', async () => {
    const { site, heard } = await listening();
    await site.client.setNotify(GENERAL, 'mentions');
    site.server.say('one', 'ann');
    site.server.general.edit(1, 'one @me');
    await site.client.people.block('bea', true);
    site.server.say('@all', 'bea');
    await site.client.setNotify(GENERAL, 'all');
    site.server.say('hello', 'bea');
    expect(heard).toEqual(['1 mention']);
  });

  it('are not made of what was said before I came or while I was away, but of what a gap hid', async () => {
    const world = await new World(3).ready();
    world.server.say('while away');
    world.reconnect();
    await world.quiet();
    expect(world.notifications).toEqual([]);
    for (const body of ['lost', 'after']) world.server.say(body);
    world.frames.shift();
    world.deliver();
    await world.quiet();
    expect(world.notifications.map(({ seq }) => seq)).toEqual([5, 6]);
  });

  it('are not made of edits of what was there before', async () => {
    const site = new Site();
    site.server.say('one', 'ann');
    await site.wired();
    const heard: Notification[] = [];
    site.client.onNotify((notification) => heard.push(notification));
    site.server.general.edit(1, 'one, edited');
    expect(heard).toEqual([]);
  });

  it('stop when nobody listens', async () => {
    const { site, heard } = await listening();
    const stop = site.client.onNotify(() => heard.push('second'));
    stop();
    site.server.say('one', 'ann');
    expect(heard).toEqual(['1 message']);
  });
});
