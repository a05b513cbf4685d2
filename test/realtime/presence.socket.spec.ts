import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import type { MyChanges, Presence } from '../../src/contract/events.js';
import { LIMITS } from '../../src/contract/limits.js';
import type { PresenceState } from '../../src/contract/views.js';
import { TIMES, type Times } from '../../src/realtime/times.js';
import { startApp, type TestApp } from '../support/app.js';
import { generalOf, type Person, register, say } from '../support/people.js';
import { closeSockets, connect, type Listener } from '../support/sockets.js';
import { until } from '../support/until.js';

let app: TestApp;
let actor: Person;
let other: Person;
beforeAll(async () => {
  app = await startApp();
});
beforeEach(async () => {
  Object.assign(app.nest.get<Times>(TIMES), { graceMs: 200, presenceEveryMs: 50 });
  [actor, other] = [await register(app), await register(app)];
});
afterEach(closeSockets);
afterAll(() => app.stop());

/** A socket, and what it was told of the actor, in order. */
interface Watcher extends Listener {
  told: PresenceState[];
}

async function watch(person: Person): Promise<Watcher> {
  const told: PresenceState[] = [];
  const listener = await connect(app, person);
  listener.socket.on('presence', ({ users }) => {
    const state = users[actor.user.id];
    if (state) told.push(state);
  });
  return { ...listener, told };
}

async function stateOf({ ask }: Listener, userId = actor.user.id): Promise<PresenceState | undefined> {
  const answer = (await ask('presence:get', { userIds: [userId] })) as { data: Presence };
  return answer.data.users[userId];
}

const toldLast = (watcher: Watcher, state: PresenceState) =>
  until(() => watcher.told.at(-1) === state, `the last that is told is ${state}`);

const setActive = async ({ ask }: Listener, active: boolean) => {
  expect(await ask('presence:set', { active })).toEqual({ ok: true, data: {} });
};

/** Waits for a frame after all that was told until now. */
async function anotherFrame(witness: Watcher): Promise<void> {
  const someone = await register(app);
  const arrived = new Promise<void>((resolve) => {
    witness.socket.on('presence', ({ users }) => {
      if (someone.user.id in users) resolve();
    });
  });
  await connect(app, someone);
  await arrived;
}

describe('presence', () => {
  it('is told to everybody who is here when a person comes, does nothing, and goes', async () => {
    const witness = await watch(other);
    const tab = await watch(actor);
    await toldLast(witness, 'online');
    expect(await stateOf(tab)).toBe('online');
    await setActive(tab, false);
    await toldLast(witness, 'idle');
    await toldLast(tab, 'idle');
    expect(await stateOf(witness)).toBe('idle');
    tab.close();
    await toldLast(witness, 'offline');
    expect(witness.told).toEqual(['online', 'idle', 'offline']);
    expect(await stateOf(witness)).toBe('offline');
  });

  it('of two tabs is that of the better one', async () => {
    const witness = await watch(other);
    const [one, two] = [await watch(actor), await watch(actor)];
    await toldLast(witness, 'online');
    await setActive(one, false);
    await anotherFrame(witness);
    expect(witness.told).toEqual(['online']);
    await setActive(two, false);
    await toldLast(witness, 'idle');
    await setActive(one, true);
    await toldLast(witness, 'online');
    one.close();
    await toldLast(witness, 'idle');
    two.close();
    await toldLast(witness, 'offline');
  });

  it('does not change by a reload', async () => {
    Object.assign(app.nest.get<Times>(TIMES), { graceMs: 60_000 });
    const witness = await watch(other);
    const tab = await watch(actor);
    await toldLast(witness, 'online');
    tab.close();
    await anotherFrame(witness);
    expect(await stateOf(witness)).toBe('online');
    await watch(actor);
    await anotherFrame(witness);
    expect(witness.told).toEqual(['online']);
  });

  it('of a socket whose session ends is over like any other', async () => {
    const witness = await watch(other);
    await watch(actor);
    await toldLast(witness, 'online');
    await actor.post('/api/auth/logout').expect(204);
    await toldLast(witness, 'offline');
  });

  it('is not told to one who is signed out', async () => {
    const [outsider, witness] = [await watch(await register(app)), await watch(other)];
    outsider.close();
    await watch(actor);
    await toldLast(witness, 'online');
    expect(outsider.told).toEqual([]);
  });
});

describe('one who is invisible', () => {
  const setInvisible = (invisible: boolean) => actor.put('/api/users/me/privacy', { invisible }).expect(200);

  it('leaves at once for others, and comes back at once, but sees themself as they are', async () => {
    const [witness, tab] = [await watch(other), await watch(actor)];
    await toldLast(witness, 'online');
    await setInvisible(true);
    expect(await stateOf(witness)).toBe('offline');
    expect(await stateOf(tab)).toBe('online');
    await toldLast(witness, 'offline');
    await setActive(tab, false);
    await toldLast(tab, 'idle');
    expect(tab.told).not.toContain('offline');
    expect(witness.told).toEqual(['online', 'offline']);
    await setInvisible(false);
    await toldLast(witness, 'idle');
    expect(await stateOf(witness)).toBe('idle');
  });

  it('comes and goes unseen, and nobody can tell them from one who was never there', async () => {
    await setInvisible(true);
    const witness = await watch(other);
    const tab = await watch(actor);
    expect(await stateOf(tab)).toBe('online');
    const nobody = randomUUID();
    const away = (await register(app)).user.id;
    const answer = await witness.ask('presence:get', { userIds: [actor.user.id, nobody, away] });
    expect(answer).toEqual({
      ok: true,
      data: { users: { [actor.user.id]: 'offline', [nobody]: 'offline', [away]: 'offline' } },
    });
    await setActive(tab, false);
    await toldLast(tab, 'idle');
    Object.assign(app.nest.get<Times>(TIMES), { graceMs: 0 });
    tab.close();
    await anotherFrame(witness);
    expect(witness.told).toEqual([]);
  });

  it('is told of it on all their devices, with what changes and in the greeting, and nobody else is', async () => {
    const changes: [Watcher, MyChanges][] = [];
    const [witness, one, two] = [await watch(other), await watch(actor), await watch(actor)];
    for (const watcher of [witness, one, two]) watcher.socket.on('me:changes', (mine) => changes.push([watcher, mine]));
    expect(one.hello.invisible).toBe(false);
    await setInvisible(true);
    await setInvisible(true);
    await say(actor, (await generalOf(actor)).id, 'afterwards');
    await until(
      () => [witness, one, two].every(({ frames }) => frames.length > 0),
      'all hear what was said afterwards',
    );
    const told = { privacy: { invisible: true } };
    expect(changes.map(([watcher, mine]) => [[witness, one, two].indexOf(watcher), mine]).sort()).toEqual([
      [1, told],
      [2, told],
    ]);
    expect((await watch(actor)).hello.invisible).toBe(true);
  });
});

describe('what is asked about presence', () => {
  const ids = (count: number) => Array.from({ length: count }, () => randomUUID());

  it('may name as many people as the limit says, or nobody', async () => {
    const { ask } = await connect(app, actor);
    const asked = ids(LIMITS.presencesAtOnce);
    const answer = await ask('presence:get', { userIds: asked });
    expect(answer).toEqual({ ok: true, data: { users: Object.fromEntries(asked.map((id) => [id, 'offline'])) } });
    expect(await ask('presence:get', { userIds: [] })).toEqual({ ok: true, data: { users: {} } });
  });

  it.each([
    ['presence:get', 'more people', { userIds: ids(LIMITS.presencesAtOnce + 1) }],
    ['presence:get', 'no people', {}],
    ['presence:get', 'one id that is none', { userIds: ['x'] }],
    ['presence:get', 'no list', { userIds: { 0: randomUUID(), length: 1 } }],
    ['presence:set', 'no state', {}],
    ['presence:set', 'a state that is none', { active: 'yes' }],
  ] as const)('%s with %s is refused', async (event, _, payload) => {
    const { ask } = await connect(app, actor);
    expect(await ask(event, payload)).toMatchObject({ ok: false, error: { code: 'validation_failed' } });
  });
});
