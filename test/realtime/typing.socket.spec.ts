import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import type { Socket } from 'node:net';
import type { Server } from 'socket.io';
import type { WebSocket } from 'ws';
import type { SocketData } from '../../src/common/current-user.js';
import type { Typing } from '../../src/contract/events.js';
import { ConnectionGateway } from '../../src/realtime/connection.gateway.js';
import { Ephemeral } from '../../src/realtime/ephemeral.js';
import { type ChatSocket, hasBacklog } from '../../src/realtime/socket-limits.js';
import { TIMES, type Times } from '../../src/realtime/times.js';
import { startApp, type TestApp } from '../support/app.js';
import { aGroup } from '../support/factories.js';
import { generalOf, type Person, register, say } from '../support/people.js';
import { closeSockets, connect, type Listener } from '../support/sockets.js';
import { until } from '../support/until.js';

let app: TestApp;
let actor: Person;
let witness: Person;
let outsider: Person;
let group: string;
beforeAll(async () => {
  app = await startApp();
});
beforeEach(async () => {
  Object.assign(app.nest.get<Times>(TIMES), { typingEveryMs: 20, typingEndsMs: 60_000, presenceEveryMs: 20 });
  [actor, witness, outsider] = [await register(app), await register(app), await register(app)];
  group = await aGroup(app, [actor, witness]);
});
afterEach(closeSockets);
afterAll(() => app.stop());

/** A socket, and who it was told is typing. */
interface Hearer extends Listener {
  typing: Typing[];
}

async function hearer(person: Person): Promise<Hearer> {
  const typing: Typing[] = [];
  const listener = await connect(app, person);
  listener.socket.on('typing', (told) => typing.push(told));
  return { ...listener, typing };
}

const type = ({ ask }: Listener, channelId = group, typing = true) => ask('channel:typing', { channelId, typing });

/** Waits until all these were told something that came after everything before. */
async function allHear(...hearers: Hearer[]): Promise<void> {
  const { id, body } = await say(actor, (await generalOf(actor)).id, randomUUID());
  const heard = ({ frames }: Hearer) => frames.some(({ messages }) => messages.some((message) => message.id === id));
  await until(() => hearers.every(heard), `all hear ${body}`);
}

describe('typing', () => {
  it('is told to the members, and not to the typist or to anybody else', async () => {
    const typist = await hearer(actor);
    const others = [await hearer(actor), await hearer(outsider)];
    const tabs = [await hearer(witness), await hearer(witness)];
    expect(await type(typist)).toEqual({ ok: true, data: {} });
    expect(await type(typist, group, false)).toEqual({ ok: true, data: {} });
    await allHear(typist, ...others, ...tabs);
    const told = { channelId: group, userId: actor.user.id };
    for (const { typing } of tabs)
      expect(typing).toEqual([
        { ...told, typing: true },
        { ...told, typing: false },
      ]);
    for (const { typing } of [typist, ...others]) expect(typing).toEqual([]);
  });

  it('by one who is not there is refused like in a channel that does not exist, and nobody hears', async () => {
    const [stranger, member] = [await hearer(outsider), await hearer(witness)];
    for (const channelId of [group, randomUUID()])
      expect(await type(stranger, channelId)).toMatchObject({ ok: false, error: { code: 'channel_not_found' } });
    await allHear(member);
    expect(member.typing).toEqual([]);
  });

  it('is told once while it is early', async () => {
    Object.assign(app.nest.get<Times>(TIMES), { typingEveryMs: 60_000 });
    const [typist, member] = [await hearer(actor), await hearer(witness)];
    for (let key = 0; key < 10; key++) expect(await type(typist)).toEqual({ ok: true, data: {} });
    await allHear(member);
    expect(member.typing).toHaveLength(1);
  });

  it('reaches one who reads well also when it is told in one turn with a message', async () => {
    const member = await hearer(witness);
    const frame = { channelId: group, from: 0, to: 1, messages: [] };
    serverSocketOf(witness).emit('channel:changes', frame);
    app.nest.get(Ephemeral).tellChannel(group, 'typing', { channelId: group, userId: actor.user.id, typing: true }, []);
    await allHear(member);
    expect([member.frames[0], member.typing.length]).toEqual([frame, 1]);
  });

  it('of one who is not heard of any more is ended by the server', async () => {
    Object.assign(app.nest.get<Times>(TIMES), { typingEndsMs: 100 });
    const [typist, member] = [await hearer(actor), await hearer(witness)];
    await type(typist);
    typist.close();
    await until(() => member.typing.at(-1)?.typing === false, 'the end is told');
    expect(member.typing.map(({ typing }) => typing)).toEqual([true, false]);
  });

  it.each([
    ['no channel', { typing: true }],
    ['a channel that is no id', { channelId: 'x', typing: true }],
    ['no state', { channelId: randomUUID() }],
    ['a state that is none', { channelId: randomUUID(), typing: 1 }],
  ])('with %s is refused', async (_, payload) => {
    const { ask } = await connect(app, actor);
    expect(await ask('channel:typing', payload)).toMatchObject({ ok: false, error: { code: 'validation_failed' } });
  });

  it('in an archived channel is answered, and told to nobody', async () => {
    const id = ((await actor.post('/api/groups', { name: 'old', userIds: [witness.user.id] }).expect(201)).body as Id)
      .id;
    const [typist, member] = [await hearer(actor), await hearer(witness)];
    expect(await typist.ask('group:change', { channelId: id, archived: true })).toMatchObject({ ok: true });
    expect(await type(typist, id)).toEqual({ ok: true, data: {} });
    await allHear(member);
    expect(member.typing).toEqual([]);
  });
});

interface Id {
  id: string;
}

describe('a block, either way,', () => {
  it.each([
    ['of the typist', () => [witness, actor]],
    ['by the typist', () => [actor, witness]],
  ] as const)('%s keeps typing from the other one, in a group and in a direct channel', async (_, pair) => {
    const [blocker, blocked] = pair() as [Person, Person];
    const bystander = await register(app);
    const three = await aGroup(app, [actor, witness, bystander]);
    const direct = ((await actor.post('/api/channels/direct', { userId: witness.user.id })).body as Id).id;
    const [typist, other, third] = [await hearer(actor), await hearer(witness), await hearer(bystander)];
    for (const id of [three, direct]) await type(typist, id);
    await until(() => other.typing.length === 2, 'both are told before the block');
    for (const id of [three, direct]) await type(typist, id, false);
    await until(() => other.typing.length === 4, 'both are told the end');

    await blocker.put(`/api/users/me/blocks/${blocked.user.id}`).expect(204);
    // Longer than typing is held back here.
    await new Promise((resolve) => setTimeout(resolve, 50));
    for (const id of [three, direct]) expect(await type(typist, id)).toEqual({ ok: true, data: {} });
    await allHear(other, third);
    expect(other.typing).toHaveLength(4);
    expect(third.typing.map(({ typing }) => typing)).toEqual([true, false, true]);

    await blocker.delete(`/api/users/me/blocks/${blocked.user.id}`).expect(204);
    for (const id of [three, direct]) await type(typist, id, false);
    await until(() => other.typing.length === 6, 'both are told after the block');
  });
});

/** The server's end of a person's only socket. */
function serverSocketOf({ user }: Person): ChatSocket {
  const { io } = app.nest.get<{ io: Server }>(ConnectionGateway);
  const mine = (socket: { data: unknown }) => (socket.data as SocketData).user.id === user.id;
  return [...io.sockets.sockets.values()].find(mine) as unknown as ChatSocket;
}

const wireOf = ({ socket }: Listener): Socket =>
  (socket.io.engine.transport as unknown as { ws: WebSocket & { _socket: Socket } }).ws._socket;

it('one who reads slowly misses typing and presence, but no message, and hears again when they kept up', async () => {
  const all = await aGroup(app, [actor, witness, outsider]);
  const [typist, slow, well] = [await hearer(actor), await hearer(witness), await hearer(outsider)];
  const idle = new Set<Hearer>();
  for (const watcher of [slow, well])
    watcher.socket.on('presence', ({ users }) => {
      if (users[actor.user.id] === 'idle') idle.add(watcher);
    });
  const end = serverSocketOf(witness);
  wireOf(slow).pause();
  let sent = 0;
  // What waits only to be written together is no backlog.
  const isBehind = async () => {
    await new Promise((resolve) => setTimeout(resolve, 100));
    return hasBacklog(end, 64 * 1024);
  };
  for (; !(await isBehind()); sent += 50)
    await Promise.all(
      Array.from({ length: 50 }, () => {
        const message = { channelId: all, clientId: randomUUID(), body: '😀'.repeat(4_000) };
        return typist.ask('message:send', message);
      }),
    );
  await type(typist, all);
  await typist.ask('presence:set', { active: false });
  await until(() => well.typing.length === 1 && idle.has(well), 'one who reads well is told of both');
  wireOf(slow).resume();
  const count = () =>
    slow.frames.reduce((sum, { channelId, messages }) => sum + (channelId === all ? messages.length : 0), 0);
  await until(() => count() === sent && !hasBacklog(end, 0), 'the slow one has every message');
  expect(slow.typing).toEqual([]);
  expect(idle.has(slow)).toBe(false);
  await type(typist, all, false);
  await until(() => slow.typing.length === 1, 'the one who kept up is told again');
}, 60_000);
