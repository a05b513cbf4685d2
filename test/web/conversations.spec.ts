import { describe, expect, it } from '@jest/globals';
import { Refusal } from '../../web/src/api/failure.js';
import { lostEntries, membersOf } from '../../web/src/state/selectors.js';
import { World } from './support/feed-world.js';
import { GENERAL, GROUP, person, problem } from './support/model-server.js';
import { Site } from './support/site.js';
import { settle } from './support/test-clock.js';

const group = (site: Site) => site.state.channels[GROUP];

describe('channels that a person enters', () => {
  it('are there when the action is done, and hear what is said from then on', async () => {
    const site = await new Site().wired();
    expect(await site.client.groups.join(GROUP)).toEqual({ data: GROUP, failure: null });
    site.server.group.send('ann', { clientId: 'a', body: 'welcome' });
    await settle();
    expect(group(site)?.view).toMatchObject({ lastSeq: 1, unread: 1, role: 'member' });
  });

  it('by an invitation are there too', async () => {
    const site = await new Site().wired();
    expect((await site.client.invites.accept('token')).data).toBe(GROUP);
    expect(group(site)).toBeDefined();
  });

  it('by the hand of others are fetched, and what came meanwhile is not lost', async () => {
    const site = await new Site().wired();
    site.server.group.join('me');
    site.server.group.send('ann', { clientId: 'a', body: 'welcome' });
    await settle();
    expect(group(site)?.revision).toBe(site.server.group.revision);
    expect(group(site)?.view.unread).toBe(1);
  });

  it('tell why one cannot enter', async () => {
    const site = await new Site().wired();
    expect((await site.client.groups.openDirect('ann')).failure).toMatchObject({ code: 'person_unavailable' });
    expect((await site.client.groups.create({ name: '' })).failure).toMatchObject({ code: 'validation_failed' });
    expect((await site.client.invites.look('token')).failure).toBe('unreachable');
  });

  it('are fetched all at once when there are many', async () => {
    const world = await new World(1).ready();
    for (let i = 0; i < 30; i++) world.server.open(`extra-${i}`, 'general');
    const before = world.fetches;
    world.reconnect();
    await world.quiet();
    expect(world.fetches - before).toBe(1);
    world.expectEqualToServer();
  });
});

describe('channels that a person leaves', () => {
  it('are gone, with what was being written there', async () => {
    const site = await new Site().wired();
    await site.client.groups.join(GROUP);
    site.client.setDraft(GROUP, 'half a');
    site.client.setReplyingTo(GROUP, 'm');
    site.client.setEditing({ message: { ...site.server.say('mine', 'me'), channelId: GROUP }, text: 'mi' });
    expect(await site.client.groups.leave(GROUP)).toBeNull();
    await settle();
    const { drafts, replyingTo, editing } = site.state;
    expect({ drafts, replyingTo, editing }).toEqual({ drafts: {}, replyingTo: {}, editing: null });
    expect(group(site)).toBeUndefined();
  });

  it('keep what could not be sent, with the reason, so that no text is lost', async () => {
    const site = await new Site().wired();
    await site.client.groups.join(GROUP);
    site.socket!.lost(false);
    site.client.send(GROUP, 'too late');
    site.server.onMine = () => undefined;
    site.server.group.leave('me');
    await site.greet();
    await site.clock.advance(5_000);
    expect(group(site)).toBeUndefined();
    expect(lostEntries(site.state)).toMatchObject([{ body: 'too late', failure: { code: 'channel_not_found' } }]);
  });

  it('before the list of channels is there are not in it, though that list is older', async () => {
    const world = new World(1);
    world.server.group.join('me');
    world.mine.length = 0;
    void world.open();
    world.hello();
    await settle();
    world.server.group.leave('me');
    while (world.mine.length > 0) world.deliverMine();
    await world.quiet();
    world.expectEqualToServer();
  });

  it('between two connections do not come back with an answer to the first', async () => {
    const world = await new World(1).ready();
    world.server.group.join('me');
    world.reconnect();
    await settle();
    world.server.group.leave('me');
    world.reconnect();
    await world.quiet();
    world.expectEqualToServer();
  });

  it('do not come back with an answer that is older', async () => {
    const world = await new World(1).ready();
    world.server.group.join('me');
    world.deliverAll();
    await settle();
    world.server.group.leave('me');
    world.deliverAll();
    await world.quiet();
    world.expectEqualToServer();
  });
});

describe('the people of a channel', () => {
  it('are loaded when asked for, and follow who comes, goes and rises', async () => {
    const site = await new Site().wired();
    for (const who of ['me', 'bea', 'ann']) site.server.group.join(who, who === 'ann' ? 'owner' : 'member');
    await settle();
    site.client.loadMembers(GROUP);
    await settle();
    const people = () => membersOf(group(site)!).map(({ user, role }) => `${user.id} ${role}`);
    expect(people()).toEqual(['ann owner', 'bea member', 'me member']);
    site.server.group.leave('bea');
    site.server.group.join('carl');
    site.server.group.setRole('me', 'moderator');
    expect(people()).toEqual(['ann owner', 'me moderator', 'carl member']);
    expect(group(site)?.view).toMatchObject({ role: 'moderator', memberCount: 3 });
    expect(group(site)?.members).toMatchObject({ status: 'ready', complete: true });
    site.client.loadMembers(GROUP);
    expect(group(site)?.members?.status).toBe('ready');
  });

  it('who left while a page was on its way do not come back with it', async () => {
    const world = await new World(1).ready();
    for (const who of ['me', 'ann']) world.server.group.join(who);
    world.deliverAll();
    await world.quiet();
    void world.memberLists.load(GROUP);
    await settle();
    world.server.group.leave('ann');
    world.deliverAll();
    await world.quiet();
    expect(Object.keys(world.channelOf(GROUP)!.members!.people)).toEqual(['me']);
  });

  it('that could not be loaded can be asked for again', async () => {
    const site = await new Site().wired();
    site.reachable = false;
    site.client.loadMembers(GENERAL);
    await settle();
    expect(site.channel.members?.status).toBe('failed');
    site.reachable = true;
    site.client.loadMembers(GENERAL);
    await settle();
    expect(site.channel.members?.status).toBe('ready');
  });

  it('look as the newest row says, wherever it came by', async () => {
    const site = await new Site().wired();
    const ann = { ...person('ann'), displayName: 'Ann the Great' };
    const member = { channelId: GENERAL, user: ann, role: 'member', joinedAt: '', leftAt: null } as const;
    site.socket!.changes({ channelId: GENERAL, from: 0, to: 1, messages: [], members: [{ ...member, revision: 1 }] });
    expect(site.state.users['ann']?.displayName).toBe('Ann the Great');
  });
});

describe('a session that ends', () => {
  it('in the middle of an action leads to the sign-in page and leaves nothing behind', async () => {
    const site = await new Site().wired();
    site.server.say('@me', 'ann');
    site.client.people.watch(['ann']);
    await site.clock.advance(100);
    site.answering = () => Promise.reject(new Refusal(problem('unauthenticated')));
    expect(await site.client.groups.join(GROUP)).toMatchObject({ failure: { code: 'unauthenticated' } });
    const { session, channels, presence, myLikes, blocked, quoted, users } = site.state;
    expect(session).toBe('signed-out');
    expect({ channels, presence, myLikes, blocked, quoted, users }).toEqual({
      ...{ channels: {}, presence: {}, myLikes: new Map(), blocked: {}, quoted: {}, users: {} },
    });
  });
});
