import { afterEach, describe, expect, it, jest } from '@jest/globals';
import { NoAnswer } from '../../web/src/api/failure.js';
import { GENERAL, type ModelServer, person, problem } from './support/model-server.js';
import { Site } from './support/site.js';
import { settle } from './support/test-clock.js';

const session = (site: Site): string => site.client.store.getState().session;
afterEach(() => {
  jest.clearAllMocks();
});

describe('a message of my own', () => {
  it('is on the screen once at every moment, when the answer comes before the frame', async () => {
    const site = await new Site().ready();
    const seen: string[][] = [];
    site.client.store.subscribe(() => seen.push(site.texts()));
    const frames: Parameters<ModelServer['onFrame']>[0][] = [];
    site.server.onFrame = (frame) => frames.push(frame);
    site.client.send(GENERAL, '  hello ');
    await settle();
    for (const frame of frames) site.socket!.changes(frame);
    await settle();
    expect(seen.length).toBeGreaterThan(2);
    expect(seen.filter((texts) => texts.length !== 1 || texts[0] !== 'hello')).toEqual([]);
    expect(site.client.store.getState().outbox).toEqual([]);
  });

  it('is on the screen once at every moment, when the frame comes before the answer', async () => {
    const site = await new Site().ready();
    const seen: string[][] = [];
    site.client.store.subscribe(() => seen.push(site.texts()));
    site.server.onFrame = (frame) => {
      site.socket!.changes(frame);
    };
    site.client.send(GENERAL, 'hello');
    await settle();
    expect(seen.filter((texts) => texts.length !== 1)).toEqual([]);
    expect(site.client.store.getState().channels[GENERAL]!.revision).toBe(1);
  });

  it('keeps its row when others wrote before it and their frames are late', async () => {
    const site = await new Site().ready();
    const frames: Parameters<ModelServer['onFrame']>[0][] = [];
    site.server.onFrame = (frame) => frames.push(frame);
    site.server.say('first');
    site.client.send(GENERAL, 'second');
    await settle();
    expect(site.texts()).toEqual(['second']);
    for (const frame of frames) site.socket!.changes(frame);
    expect(site.texts()).toEqual(['first', 'second']);
  });

  it('is not accepted when it is empty or longer than the limit, counted in code points', async () => {
    const site = await new Site().ready();
    expect(site.client.send(GENERAL, ' \n ')).toBe(false);
    expect(site.client.send(GENERAL, '🔔'.repeat(4_001))).toBe(false);
    expect(site.client.send(GENERAL, ` ${'🔔'.repeat(4_000)} `)).toBe(true);
  });
});

describe('starting', () => {
  it('without a session leads to the sign-in page', async () => {
    const site = new Site();
    await site.client.start();
    expect(session(site)).toBe('signed-out');
  });

  it('goes on trying while the server cannot be reached', async () => {
    const site = new Site();
    site.reachable = false;
    void site.client.start();
    await settle();
    expect(session(site)).toBe('unreachable');
    site.cookie = person('me');
    site.reachable = true;
    await site.clock.advance(60_000);
    expect(session(site)).toBe('signed-in');
  });

  it('sends what was unsent at the last visit, but only after the socket has said whose it is', async () => {
    const site = await new Site().ready();
    site.socket!.lost(false);
    site.client.send(GENERAL, 'left behind');
    await settle();
    site.open();
    await site.client.start();
    await site.clock.advance(1_000);
    expect(site.asked).not.toHaveBeenCalled();
    await site.greet();
    expect(site.server.messages.map((message) => message.body)).toEqual(['left behind']);
  });
});

describe('whose session it is', () => {
  it('is looked up when the server closes the socket: over means the sign-in page', async () => {
    const site = await new Site().ready();
    site.cookie = null;
    site.socket!.lost(true);
    await settle();
    expect(session(site)).toBe('signed-out');
    expect(site.client.store.getState()).toMatchObject({ me: null, channels: {}, outbox: [] });
  });

  it('is looked up when the server closes the socket: still valid means a new connection', async () => {
    const site = await new Site().ready();
    site.connects.mockClear();
    site.socket!.lost(true);
    await site.clock.advance(5_000);
    expect(site.connects).toHaveBeenCalledTimes(1);
  });

  it('ends with the reason and the term for whoever is banned, until they sign in again', async () => {
    const site = await new Site().ready();
    site.cookie = null;
    site.refusal = problem('account_banned', { detail: 'too loud', until: '2030-01-01T00:00:00.000Z' });
    site.socket!.lost(true);
    await settle();
    const { farewell } = site.client.store.getState();
    expect([session(site), farewell]).toEqual(['signed-out', site.refusal]);
    await site.client.signIn({ username: 'ann', password: 'right' });
    expect(site.client.store.getState().farewell).toBeNull();
  });

  it('ends in the sign-in page when the handshake is refused for want of one, without another attempt', async () => {
    const site = await new Site().ready();
    site.connects.mockClear();
    site.cookie = null;
    site.socket!.refused(problem('unauthenticated'));
    await site.clock.advance(120_000);
    expect(session(site)).toBe('signed-out');
    expect(site.connects).not.toHaveBeenCalled();
  });

  it('of another site is final', async () => {
    const site = await new Site().ready();
    site.connects.mockClear();
    site.socket!.refused(problem('foreign_origin'));
    await site.clock.advance(120_000);
    expect(site.client.store.getState().link).toBe('refused');
    expect(site.connects).not.toHaveBeenCalled();
  });

  it('changes when another tab signs in as somebody else: nothing of the first person is sent or shown', async () => {
    const site = await new Site().ready();
    site.socket!.lost(false);
    site.client.send(GENERAL, 'private');
    await settle();
    site.cookie = person('other');
    await site.greet();
    await settle();
    await site.greet();
    expect(site.client.store.getState()).toMatchObject({ me: { id: 'other' }, outbox: [] });
    expect(site.asked).not.toHaveBeenCalled();
    expect(site.server.messages).toEqual([]);
  });
});

describe('actions', () => {
  it('answer with what was refused, and change nothing', async () => {
    const site = new Site();
    await site.client.start();
    expect(await site.client.signIn({ username: 'me', password: 'wrong' })).toMatchObject({
      code: 'invalid_credentials',
    });
    expect(session(site)).toBe('signed-out');
    site.reachable = false;
    expect(await site.client.signIn({ username: 'me', password: 'right' })).toBe('unreachable');
  });

  it('sign in and out, and forget the person', async () => {
    const site = new Site();
    await site.client.start();
    expect(await site.client.signIn({ username: 'me', password: 'right' })).toBeNull();
    expect(site.client.store.getState().me?.id).toBe('me');
    expect(await site.client.signOut()).toBeNull();
    expect(site.client.store.getState()).toMatchObject({ session: 'signed-out', me: null });
  });

  it('that find the session over lead to the sign-in page; a wrong password does not', async () => {
    const site = await new Site().ready();
    expect(await site.client.changePassword('x', 'y')).toMatchObject({ code: 'wrong_password' });
    expect(session(site)).toBe('signed-in');
    site.cookie = null;
    await site.client.sessions();
    expect(session(site)).toBe('signed-out');
  });
});

describe('what is personal', () => {
  it('is known after the greeting: whom I blocked, and what was told before the channels were there', async () => {
    const site = new Site();
    site.server.block('me', 'ann', true);
    site.server.say('hello', 'ann');
    site.cookie = person('me');
    const { id } = site.server.messages[0]!;
    void site.client.start();
    while (!site.socket) await Promise.resolve();
    site.socket.mine({ likes: [{ channelId: GENERAL, messageId: id, revision: 9, emojis: ['♥'] }] });
    expect(site.state.myLikes.size).toBe(0);
    await settle();
    await site.greet();
    expect(site.state.blocked).toEqual({ ann: true });
    expect(site.state.myLikes.get(id)?.emojis).toEqual(['♥']);
  });
});

describe('I', () => {
  it('look as the greeting and the newest row of mine say', async () => {
    const site = await new Site().ready();
    await site.greet({ ...person('me'), displayName: 'Me, Myself' });
    expect(site.state.me?.displayName).toBe('Me, Myself');
    const user = { ...person('me'), likes: 3 };
    const member = { channelId: GENERAL, user, role: 'member', joinedAt: '', leftAt: null, revision: 1 } as const;
    site.socket!.changes({ channelId: GENERAL, from: 0, to: 1, messages: [], members: [member] });
    expect(site.state.me?.likes).toBe(3);
  });
});

describe('authors', () => {
  it('that are unknown are fetched in one request, and those the server does not know are not asked for again', async () => {
    const site = new Site();
    for (const author of ['ann', 'bea', 'ann', 'ghost', 'me']) site.server.say('hello', author);
    await site.ready();
    await site.clock.advance(20_000);
    expect(site.users.mock.calls).toEqual([[['ann', 'bea', 'ghost']]]);
    expect(site.client.store.getState().users).toMatchObject({ ann: { id: 'ann' }, ghost: null });
  });

  it('are asked for again when the request fails', async () => {
    const site = new Site();
    site.server.say('hello', 'ann');
    site.users.mockRejectedValueOnce(new NoAnswer());
    await site.ready();
    await site.clock.advance(20_000);
    expect(site.client.store.getState().users['ann']).toMatchObject({ id: 'ann' });
  });
});
