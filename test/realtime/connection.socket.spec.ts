import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import type { Socket } from 'node:net';
import type { Server } from 'socket.io';
import { WebSocket } from 'ws';
import { AccountsService } from '../../src/auth/accounts.service.js';
import type { SocketData } from '../../src/common/current-user.js';
import type { Problem } from '../../src/contract/errors.js';
import { ASKED } from '../../src/contract/events.js';
import { LIMITS } from '../../src/contract/limits.js';
import { ConnectionGateway } from '../../src/realtime/connection.gateway.js';
import { startApp, type TestApp } from '../support/app.js';
import { aGroup } from '../support/factories.js';
import { anAdministrator, generalOf, groupOf, login, type Person, register, say, signedIn } from '../support/people.js';
import { atReadings, closeSockets, connect, dial, refusalOf } from '../support/sockets.js';
import { until } from '../support/until.js';

let app: TestApp;
let person: Person;
beforeAll(async () => {
  app = await startApp();
  person = await register(app);
});
afterEach(closeSockets);
afterAll(() => app.stop());

describe('the handshake', () => {
  it('greets with the history, the person and the head of every channel they are in', async () => {
    const id = await aGroup(app, [person]);
    const general = await generalOf(person);
    const { hello } = await connect(app, person);
    expect(hello).toMatchObject({ user: person.user, invisible: false });
    expect(hello.epoch).toMatch(/^[0-9a-f-]{36}$/);
    expect(hello.heads).toMatchObject({ [id]: 0, [general.id]: general.revision });
  });

  it.each([
    ['no cookie', {}, 'unauthenticated'],
    ['a forged cookie', { cookie: 'veche.sid=s%3Aforged.signature' }, 'unauthenticated'],
    ['a broken cookie', { cookie: 'veche.sid=%E0%A4%A' }, 'unauthenticated'],
  ])('with %s is refused', async (_, headers, code) => {
    expect((await refusalOf(dial(app, headers))).data).toMatchObject({ code });
  });

  it('from a foreign origin is refused, cookie or not', async () => {
    const headers = { cookie: person.cookie, origin: 'http://evil.example' };
    expect((await refusalOf(dial(app, headers))).data).toMatchObject({ code: 'foreign_origin', status: 403 });
    const { hello } = await connect(app, person);
    expect(hello).toBeDefined();
  });

  it('with a session that ended is refused', async () => {
    const elsewhere = await login(app, person.user.username);
    await elsewhere.post('/api/auth/logout').expect(204);
    expect((await refusalOf(dial(app, { cookie: elsewhere.cookie }))).data).toMatchObject({ code: 'unauthenticated' });
  });

  it('is by WebSocket only', async () => {
    const polling = await fetch(`${app.url}/socket.io/?EIO=4&transport=polling`);
    expect(polling.status).toBe(400);
  });
});

describe('a socket', () => {
  it('is told of events that do not exist', async () => {
    const { ask } = await connect(app, person);
    for (const event of ['message:sned', 'error', 'disconnect2', '__proto__', 'toString']) {
      const answer = (await ask(event as 'sync', {})) as { error: Problem };
      expect(answer).toMatchObject({ ok: false, error: { code: 'unknown_event' } });
    }
  });

  it('of a session that ends is closed before the answer leaves, and the others stay', async () => {
    const elsewhere = await login(app, person.user.username);
    const [ending, staying] = [await connect(app, elsewhere), await connect(app, person)];
    await elsewhere.post('/api/auth/logout').expect(204);
    await until(() => ending.socket.disconnected, 'the socket is closed');
    const general = await generalOf(person);
    await say(person, general.id, 'after the end');
    await until(() => staying.frames.length > 0, 'the other one hears');
    expect(ending.frames).toEqual([]);
  });

  it('that ends its session on another device is closed there too', async () => {
    const elsewhere = await login(app, person.user.username);
    const ending = await connect(app, elsewhere);
    await person.delete('/api/auth/sessions').expect(204);
    await until(() => ending.socket.disconnected, 'the socket is closed');
  });

  it('that sends a huge frame is closed, and hurts nobody else', async () => {
    const [loud, calm] = [await connect(app, person), await connect(app, person)];
    loud.socket.emit('message:send', { channelId: '', clientId: '', body: 'x'.repeat(1_000_000) }, () => undefined);
    await until(() => loud.socket.disconnected, 'the socket is closed');
    const general = await generalOf(person);
    const answer = await calm.ask('message:send', { channelId: general.id, clientId: randomUUID(), body: 'calm' });
    expect(answer.ok).toBe(true);
    expect(1_000_000).toBeGreaterThan(LIMITS.requestBytes);
  });

  it('keeps a listener for each event and one for its end', async () => {
    await connect(app, person);
    const { io } = app.nest.get<{ io: Server }>(ConnectionGateway);
    const socket = [...io.sockets.sockets.values()].at(-1)!;
    expect(ASKED.map((event) => socket.listenerCount(event))).toEqual(ASKED.map(() => 1));
    expect(socket.listenerCount('disconnect')).toBe(1);
  });

  it('cannot have a second one on its connection', async () => {
    const raw = new WebSocket(`${app.url.replace('http', 'ws')}/socket.io/?EIO=4&transport=websocket`, {
      headers: { cookie: person.cookie },
    });
    const told: string[] = [];
    raw.on('message', (data: Buffer) => told.push(data.toString()));
    await new Promise((resolve) => raw.once('open', resolve));
    for (let number = 0; number < 3; number++) raw.send('40');
    const count = (start: string) => told.filter((packet) => packet.startsWith(start)).length;
    await until(() => count('44') === 2 && count('42["hello"') === 1, 'one is greeted and two are refused');
    expect(told.find((packet) => packet.startsWith('44'))).toContain('forbidden');
    raw.terminate();
  });

  it('has no more listeners than Node is told to expect', async () => {
    await connect(app, person);
    const { io } = app.nest.get<{ io: Server }>(ConnectionGateway);
    for (const socket of io.sockets.sockets.values())
      expect(socket.listenerCount('disconnect')).toBeLessThanOrEqual(socket.getMaxListeners());
  });

  it('that asks for much and reads nothing is closed', async () => {
    const id = await aGroup(app, [person]);
    for (let number = 0; number < 40; number++) await say(person, id, '😀'.repeat(4_000));
    const { socket, hello } = await connect(app, person);
    const wire = (socket.io.engine.transport as unknown as { ws: WebSocket & { _socket: Socket } }).ws._socket;
    const closed = closedOnServer(person);
    wire.pause();
    for (let number = 0; number < 300 && !closed.done; number++) {
      wire.write(frameOf(`42${number}["sync",{"epoch":"${hello.epoch}","positions":{"${id}":0}}]`));
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    await until(() => closed.done, 'the server gives the reader up');
    wire.destroy();
  }, 30_000);

  it('has a bounded number of requests under way', async () => {
    const { ask, hello } = await connect(app, person);
    const request = { epoch: hello.epoch, positions: {} };
    const answers = await Promise.all(Array.from({ length: 50 }, () => ask('sync', request)));
    const refused = answers.filter(({ ok }) => !ok);
    expect(refused.length).toBeGreaterThan(0);
    expect(refused[0]).toMatchObject({ error: { code: 'busy', retryable: true } });
    expect(await ask('sync', request)).toMatchObject({ ok: true });
  });

  it('that speaks before it is let in is answered nothing and closed', async () => {
    const raw = new WebSocket(`${app.url.replace('http', 'ws')}/socket.io/?EIO=4&transport=websocket`);
    const told: string[] = [];
    raw.on('message', (data: Buffer) => told.push(data.toString()));
    await new Promise((resolve) => raw.once('open', resolve));
    raw.send(`42["sync",{"epoch":"${randomUUID()}","positions":{}}]`);
    await new Promise((resolve) => raw.once('close', resolve));
    expect(told.filter((frame) => !frame.startsWith('0'))).toEqual([]);
  });
});

describe('what is committed between the handshake and the greeting', () => {
  const again = () => say(person, generalId, 'so that it is read again');
  let admin: Person;
  let generalId: string;
  beforeAll(async () => {
    admin = await anAdministrator(app);
    generalId = (await generalOf(person)).id;
  });
  const dataOf = ({ user }: Person) => {
    const { io } = app.nest.get<{ io: Server }>(ConnectionGateway);
    return [...io.sockets.sockets.values()]
      .map(({ data }) => data as SocketData)
      .find((data) => data.user.id === user.id);
  };

  it.each([
    ['the end of its session', (someone: Person) => someone.post('/api/auth/logout').expect(204)],
    [
      'a ban',
      (someone: Person) => app.nest.get(AccountsService).ban(signedIn(admin), someone.user.id, 1, 'not like this'),
    ],
    [
      'the end of the account',
      (someone: Person) => app.nest.get(AccountsService).setActive(signedIn(admin), someone.user.id, false),
    ],
  ])('closes a socket where it is %s, whenever it comes', async (_, end) => {
    for (const before of [[], [again]]) {
      const someone = await register(app);
      atReadings(app, [...before, () => end(someone)]);
      const told: unknown[] = [];
      const socket = dial(app, { cookie: someone.cookie });
      socket.onAny((...event: unknown[]) => told.push(event));
      await new Promise((resolve) => socket.once('disconnect', resolve));
      expect(told).toEqual([]);
      expect(dataOf(someone)).toBeUndefined();
    }
  });

  it.each([1, 2, 3])('is in the greeting or in a frame, with nothing lost: said at reading %i', async (number) => {
    const acts = Array.from({ length: number }, () => () => say(person, generalId, 'meanwhile'));
    atReadings(app, acts);
    const { hello, frames } = await connect(app, person);
    const { revision } = await generalOf(person);
    await until(() => hello.heads[generalId]! === revision || frames.at(-1)?.to === revision, 'all is told of');
    if (frames[0]) expect(frames[0].from).toBeLessThanOrEqual(hello.heads[generalId]!);
  });

  it('counts where it is a new group, whose frames are heard', async () => {
    const someone = await register(app);
    let id = '';
    let one = { revision: 0 };
    atReadings(app, [
      async () => {
        id = await groupOf(person, [someone]);
      },
      async () => {
        one = await say(person, id, 'one');
      },
    ]);
    const { hello, frames } = await connect(app, someone);
    expect(hello.heads[id]).toBe(one.revision);
    const two = await say(person, id, 'two');
    await until(() => frames.some(({ channelId, to }) => channelId === id && to === two.revision), 'it is heard');
  });

  it.each([1, 2, 3])('counts where it is another role: given at reading %i', async (number) => {
    const someone = await register(app);
    const give = () => app.nest.get(AccountsService).setRole(signedIn(admin), someone.user.id, 'moderator', '');
    atReadings(app, [...Array.from({ length: number - 1 }, () => again), give]);
    await connect(app, someone);
    expect(dataOf(someone)?.user.role).toBe('moderator');
  });

  it.each([1, 2, 3])('counts where the person becomes invisible: at reading %i', async (number) => {
    const someone = await register(app);
    const hide = () => someone.put('/api/users/me/privacy', { invisible: true }).expect(200);
    atReadings(app, [...Array.from({ length: number - 1 }, () => again), hide]);
    await connect(app, someone);
    const { ask } = await connect(app, person);
    expect(await ask('presence:get', { userIds: [someone.user.id] })).toMatchObject({
      data: { users: { [someone.user.id]: 'offline' } },
    });
  });
});

/** Watches whether the server still has a socket of this person. */
function closedOnServer({ user }: Person): { done: boolean } {
  const { io } = app.nest.get<{ io: Server }>(ConnectionGateway);
  const watched = { done: false };
  const mine = [...io.sockets.sockets.values()].filter(({ data }) => (data as SocketData).user.id === user.id);
  for (const socket of mine) {
    socket.once('disconnect', () => {
      watched.done = true;
    });
  }
  return watched;
}

/** A masked text frame of RFC 6455, written by hand so that the reading end can stay shut. */
function frameOf(text: string): Buffer {
  const data = Buffer.from(text);
  const header = Buffer.from([0x81, 0x80 | 126, data.length >> 8, data.length & 255, 0, 0, 0, 0]);
  return Buffer.concat([header, data]);
}

describe('a server that stops', () => {
  it('tells its sockets, answers what they asked, and closes them', async () => {
    const stopping = await startApp();
    const someone = await register(stopping);
    const general = await generalOf(someone);
    const { socket, ask } = await connect(stopping, someone);
    let told = false;
    socket.on('stopping', () => {
      told = true;
    });
    const sent = ask('message:send', { channelId: general.id, clientId: randomUUID(), body: 'just in time' });
    await new Promise((resolve) => setTimeout(resolve, 5));
    await Promise.all([stopping.stop(), sent]);
    expect((await sent).ok).toBe(true);
    expect(told).toBe(true);
    await until(() => socket.disconnected, 'the socket is closed');
  });
});
