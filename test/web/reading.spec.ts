import { describe, expect, it } from '@jest/globals';
import { NoAnswer, Refusal } from '../../web/src/api/failure.js';
import { firstUnread, isHidden, totals, visibleChannels } from '../../web/src/state/selectors.js';
import { World } from './support/feed-world.js';
import { GENERAL, GROUP, problem } from './support/model-server.js';
import { Site } from './support/site.js';
import { settle } from './support/test-clock.js';

const unread = ({ channel: { view } }: Site) => ({ unread: view.unread, mentions: view.unreadMentions });
const say = (site: Site, ...bodies: string[]): void => {
  for (const body of bodies) site.server.say(body);
};

describe('what is unread', () => {
  it('grows with messages of others and is none after one of mine, on every screen', async () => {
    const site = await new Site().wired();
    say(site, 'one', 'two');
    expect(unread(site)).toEqual({ unread: 2, mentions: [] });
    expect(firstUnread(site.channel.view)).toBe(1);
    site.server.say('from my other screen', 'me');
    expect(unread(site)).toEqual({ unread: 0, mentions: [] });
    expect(firstUnread(site.channel.view)).toBeNull();
  });

  it('is told apart by who is mentioned, and follows edits and deletions', async () => {
    const site = await new Site().wired();
    say(site, 'hello', '@me one', '@all two', '@ann three', '@me four');
    site.server.say('@me @all of mine', 'ann');
    expect(unread(site).mentions).toEqual([2, 3, 5, 6]);
    site.server.general.edit(2, 'nobody');
    site.server.general.remove(3);
    site.server.general.edit(1, '@me after all');
    expect(unread(site)).toEqual({ unread: 6, mentions: [1, 5, 6] });
  });

  it('keeps the newest hundred mentions', async () => {
    const site = await new Site().wired();
    for (let i = 1; i <= 105; i++) site.server.say('@me');
    expect(unread(site).mentions).toHaveLength(100);
    expect(unread(site).mentions[0]).toBe(6);
  });

  it('does not count mentions by somebody whom I blocked, before or after', async () => {
    const site = await new Site().wired();
    site.server.say('@me before', 'ann');
    expect(await site.client.people.block('ann', true)).toBeNull();
    await settle();
    site.server.say('@all after', 'ann');
    expect(unread(site)).toEqual({ unread: 2, mentions: [] });
    await site.client.people.block('ann', false);
    await settle();
    expect(unread(site).mentions).toEqual([1, 2]);
  });
});

describe('a message of mine', () => {
  it('that comes to mention everybody does not mention me', async () => {
    const site = await new Site().wired();
    say(site, 'one');
    site.server.say('mine', 'me');
    await site.client.markUnread(GENERAL, 1);
    await settle();
    site.server.general.edit(2, '@all mine');
    expect(unread(site)).toEqual({ unread: 2, mentions: [] });
  });
});

describe('reading', () => {
  it('shows at once and is told at most once in half a second, with the newest position', async () => {
    const site = await new Site().wired();
    say(site, 'one', 'two @me', 'three', 'four');
    for (const seq of [1, 2, 3]) site.client.read(GENERAL, seq);
    expect(unread(site)).toEqual({ unread: 1, mentions: [] });
    await site.clock.advance(400);
    expect(site.askedFor('channel:read')).toHaveLength(1);
    site.client.read(GENERAL, 4);
    await site.clock.advance(600);
    expect(site.askedFor('channel:read').at(-1)).toEqual({ channelId: GENERAL, seq: 4 });
    expect(site.askedFor('channel:read').length).toBeLessThanOrEqual(3);
    expect(site.server.channel()).toMatchObject({ readSeq: 4, unread: 0 });
  });

  it('goes forward only, and not further than what is there', async () => {
    const site = await new Site().wired();
    say(site, 'one', 'two');
    site.client.read(GENERAL, 99);
    await site.clock.advance(1_000);
    site.client.read(GENERAL, 1);
    await site.clock.advance(1_000);
    expect(site.askedFor('channel:read')).toEqual([{ channelId: GENERAL, seq: 2 }]);
    expect(site.channel.view.readSeq).toBe(2);
  });

  it('without a connection is told after the next greeting', async () => {
    const site = await new Site().wired();
    say(site, 'one', 'two');
    site.socket!.lost(false);
    site.client.read(GENERAL, 2);
    await site.clock.advance(10_000);
    expect(site.askedFor('channel:read')).toEqual([]);
    await site.greet();
    await site.clock.advance(10_000);
    expect(site.server.channel().readSeq).toBe(2);
  });

  it('that got no answer is told again', async () => {
    const site = await new Site().wired();
    say(site, 'one');
    let lost = 0;
    site.answering = ({ event }) =>
      event === 'channel:read' && lost++ < 2 ? Promise.reject(new NoAnswer()) : undefined;
    site.client.read(GENERAL, 1);
    await site.clock.advance(20_000);
    expect(site.server.channel().readSeq).toBe(1);
  });

  it('further on another screen, of which no news came, shows with the answer', async () => {
    const site = await new Site().wired();
    say(site, 'one', 'two', 'three');
    site.server.onMine = () => undefined;
    site.server.general.read('me', 3);
    site.client.read(GENERAL, 1);
    await site.clock.advance(1_000);
    expect(unread(site)).toEqual({ unread: 0, mentions: [] });
  });

  it('that is refused shows again what the server has', async () => {
    const site = await new Site().wired();
    say(site, 'one', '@me two');
    site.answering = ({ event }) =>
      event === 'channel:read' ? Promise.reject(new Refusal(problem('validation_failed'))) : undefined;
    site.client.read(GENERAL, 2);
    await site.clock.advance(10_000);
    expect(unread(site)).toEqual({ unread: 2, mentions: [2] });
    expect(site.askedFor('channel:read')).toHaveLength(1);
  });

  it('is not undone by an older position that another screen tells', async () => {
    const site = await new Site().wired();
    say(site, 'one', 'two', 'three');
    site.answering = ({ event }) => (event === 'channel:read' ? new Promise(() => undefined) : undefined);
    site.client.read(GENERAL, 3);
    await settle();
    site.server.general.read('me', 1);
    expect(site.channel.view).toMatchObject({ readSeq: 3, unread: 0 });
  });
});

describe('marking as unread', () => {
  it('counts from that message on, with the mentions that only the server knows', async () => {
    const site = await new Site().wired();
    say(site, '@me one', 'two', '@me three');
    site.client.read(GENERAL, 3);
    await site.clock.advance(1_000);
    expect(await site.client.markUnread(GENERAL, 3)).toBeNull();
    await settle();
    expect(unread(site)).toEqual({ unread: 1, mentions: [3] });
    expect(site.channel.loaded).toBe(true);
  });

  it('is not undone by showing the same messages, but by newer ones and by opening the channel again', async () => {
    const site = await new Site().wired();
    say(site, 'one', 'two');
    site.client.read(GENERAL, 2);
    await site.clock.advance(1_000);
    await site.client.markUnread(GENERAL, 1);
    await settle();
    site.client.read(GENERAL, 2);
    expect(site.channel.view.unread).toBe(2);
    say(site, 'three');
    site.client.read(GENERAL, 3);
    expect(site.channel.view.unread).toBe(0);
    await site.client.markUnread(GENERAL, 1);
    await settle();
    site.client.open(GENERAL);
    site.client.read(GENERAL, 3);
    expect(site.channel.view.unread).toBe(0);
  });

  it('does not lose what comes while the mentions are fetched, and tells of it', async () => {
    const world = await new World().ready();
    for (const body of ['@me one', '@me two']) world.server.say(body);
    world.server.general.read('me', 2);
    world.deliverAll();
    world.notifications.length = 0;
    world.server.general.markUnread('me', 1);
    world.server.say('@me three, which the answer knows of');
    world.deliverAll();
    await settle();
    world.server.say('@me four');
    world.deliverAll();
    await world.quiet();
    world.expectEqualToServer();
    expect(world.channel.view.unreadMentions).toEqual([1, 2, 3, 4]);
    expect(world.notifications.map(({ seq }) => seq)).toEqual([3, 4]);
  });

  it('finds out about changes that got lost, when the answer knows of them', async () => {
    const world = await new World(2).ready();
    world.server.general.read('me', 2);
    world.deliverAll();
    world.server.say('lost');
    world.frames.length = 0;
    world.server.general.markUnread('me', 1);
    world.deliverMine();
    await world.quiet();
    world.expectEqualToServer();
  });

  it('ends with a message of mine', async () => {
    const site = await new Site().wired();
    say(site, 'one', 'two');
    site.client.read(GENERAL, 2);
    await site.clock.advance(1_000);
    await site.client.markUnread(GENERAL, 1);
    site.client.send(GENERAL, 'three');
    await settle();
    expect(site.channel.view).toMatchObject({ unread: 0, unreadFrom: null, readSeq: 3 });
  });
});

describe('what a channel is to me', () => {
  it('is replaced by newer versions only', async () => {
    const site = await new Site().wired();
    const membership = { channelId: GENERAL, readSeq: 0, unreadFrom: null, hiddenSeq: null };
    site.socket!.mine({ memberships: [{ ...membership, notify: 'none', version: 3 }] });
    site.socket!.mine({ memberships: [{ ...membership, notify: 'mentions', version: 2 }] });
    expect(site.channel.view).toMatchObject({ notify: 'none', version: 3 });
  });

  it('with an equal version keeps the larger position', async () => {
    const site = await new Site().wired();
    say(site, 'one', 'two');
    const membership = { channelId: GENERAL, unreadFrom: null, hiddenSeq: null, notify: 'all', version: 1 } as const;
    site.socket!.mine({ memberships: [{ ...membership, readSeq: 2 }] });
    site.socket!.mine({ memberships: [{ ...membership, readSeq: 1 }] });
    expect(site.channel.view.readSeq).toBe(2);
  });

  it('told before the channel is held counts when it is', async () => {
    const world = new World(1);
    void world.open();
    await settle();
    world.server.general.set('me', { notify: 'none' });
    world.deliverMine();
    await world.quiet();
    expect(world.channel.view.notify).toBe('none');
  });

  it('told while the channel is being fetched for the first time counts, though the answer is older', async () => {
    const world = await new World(1).ready();
    world.server.group.join('me');
    world.deliverMine();
    await settle();
    world.server.group.set('me', { notify: 'none' });
    world.deliverMine();
    await world.quiet();
    expect(world.channelOf(GROUP)?.view.notify).toBe('none');
  });

  it('that changed while I was away is fetched after the greeting, and the window stays', async () => {
    const site = await new Site().wired();
    say(site, 'one', 'two @me');
    site.socket!.lost(false);
    const { window } = site.channel;
    site.server.onMine = () => undefined;
    site.server.general.read('me', 2);
    site.server.general.set('me', { notify: 'none' });
    await site.greet();
    expect(site.channel.view).toMatchObject({ readSeq: 2, notify: 'none', unread: 0, unreadMentions: [] });
    expect(site.channel.window).toBe(window);
    expect(site.texts()).toEqual(['one', 'two @me']);
  });

  it('changes when I ask for it', async () => {
    const site = await new Site().wired();
    expect(await site.client.setNotify(GENERAL, 'mentions')).toBeNull();
    expect(site.channel.view.notify).toBe('mentions');
    say(site, 'one');
    expect(await site.client.hide(GENERAL)).toBeNull();
    expect(isHidden(site.channel.view)).toBe(true);
    expect(visibleChannels(site.state)).toEqual([]);
    say(site, 'two @me');
    expect(isHidden(site.channel.view)).toBe(false);
    expect(totals(site.state)).toEqual({ unread: 2, mentions: 1, calls: 1 });
  });
});
