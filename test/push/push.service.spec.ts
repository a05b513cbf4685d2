import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { getRepositoryToken } from '@nestjs/typeorm';
import type { Repository } from 'typeorm';
import { PushSubscription } from '../../src/push/push-subscription.entity.js';
import { PUSH_TIMES, type PushTimes } from '../../src/push/push-times.js';
import { startApp, type TestApp } from '../support/app.js';
import { directOf, generalOf, groupOf, type Person, register, say } from '../support/people.js';
import { browserAt, type FakeBrowser, type PushService, senderOf, startPushService } from '../support/push-service.js';
import { closeSockets, connect } from '../support/sockets.js';
import { until } from '../support/until.js';

let app: TestApp;
let service: PushService;
let rows: Repository<PushSubscription>;
let ann: Person;
let boris: Person;
/** Of Boris. */
let browser: FakeBrowser;
let group: string;

beforeAll(async () => {
  app = await startApp({ PUSH_ADDRESSES: 'any' });
  rows = app.nest.get<Repository<PushSubscription>>(getRepositoryToken(PushSubscription));
  service = await startPushService();
});
afterAll(async () => {
  await app.stop();
  service.close();
});
/** So long after a message it is told. */
const waiting = (delayMs: number) => Object.assign(app.nest.get<PushTimes>(PUSH_TIMES), { delayMs, retryMs: 30 });

beforeEach(async () => {
  waiting(100);
  service.answer(201);
  service.pushes.length = 0;
  [ann, boris] = [await register(app), await register(app)];
  browser = await subscribe(boris);
  group = await groupOf(ann, [boris], { name: 'Team' });
});
afterEach(async () => {
  closeSockets();
  await boris.delete('/api/users/me/push');
});

async function subscribe(person: Person, more: object = {}): Promise<FakeBrowser> {
  const made = browserAt(service);
  await person.put('/api/users/me/push', { ...made.subscription, ...more }).expect(204);
  return made;
}

const to = ({ path }: FakeBrowser) => service.pushes.filter((push) => push.path === path);
const readBy = (one: FakeBrowser) => to(one).map((push) => one.read(push));

/** What is told to somebody else after it shows that this was not: pushes of one moment go out together. */
async function told(body = 'afterwards'): Promise<string[]> {
  const witness = await register(app);
  const theirs = await subscribe(witness);
  await say(ann, await directOf(ann, witness), body);
  await until(() => to(theirs).length > 0);
  await witness.delete('/api/users/me/push').expect(204);
  return readBy(browser).map(({ text }) => text ?? '');
}

describe('a push', () => {
  it('says who wrote what and where, to the browser alone, and who sends it', async () => {
    const { id, seq, channelId } = await say(ann, await directOf(ann, boris), `Dear\nBoris ${'word '.repeat(100)}`);
    await until(() => to(browser).length === 1);
    const [push] = to(browser);
    const payload = browser.read(push!);
    expect(payload).toEqual({
      ...{ channelId, messageId: id, seq, kind: 'direct', sender: ann.user.displayName, channelName: null },
      ...{ language: 'en', text: expect.stringMatching(/^Dear Boris word .*…$/) },
    });
    expect(payload.text).toHaveLength(120);
    expect(push!.body.length).toBeLessThan(4_096);
    expect(push!.body.toString('latin1')).not.toContain('Boris');
    expect(() => browserAt(service).read(push!)).toThrow();
    expect(push!.headers).toMatchObject({ urgency: 'high', topic: channelId.replaceAll('-', ''), ttl: '86400' });
    const { publicKey } = (await boris.get('/api/users/me/push')).body as { publicKey: string };
    expect(senderOf(push!, publicKey)).toMatchObject({ aud: service.url, sub: expect.stringContaining('mailto:') });
  });

  it('of a group names the group, and is urgent only where it is to the person', async () => {
    await say(ann, group, 'to all');
    await until(() => to(browser).length === 1);
    await say(ann, group, `@${boris.user.username} to you`);
    await until(() => to(browser).length === 2);
    expect(readBy(browser)).toMatchObject([
      { kind: 'message', channelName: 'Team', text: 'to all' },
      { kind: 'mention', channelName: 'Team' },
    ]);
    expect(to(browser).map(({ headers }) => headers['urgency'])).toEqual(['normal', 'high']);
  });

  it('is one for several messages of a moment, and goes to every browser of the person', async () => {
    const direct = await directOf(ann, boris);
    waiting(1_000);
    for (const body of ['one', 'two', 'three']) await say(ann, direct, body);
    await until(() => to(browser).length === 1);
    expect([await told(), readBy(browser).map(({ text }) => text)]).toEqual([['three'], ['three']]);
  });

  it('says nothing of the text where the person wants it so', async () => {
    const secret = await subscribe(boris, { showText: false, language: 'ru' });
    await say(ann, group, 'a secret');
    await until(() => to(secret).length === 1);
    expect(readBy(secret)).toMatchObject([{ text: null, language: 'ru', channelName: 'Team' }]);
  });

  it('is made of an edit that names the person since', async () => {
    await boris.patch(`/api/channels/${group}/membership`, { notify: 'mentions' }).expect(200);
    const { id, version } = await say(ann, group, 'hello');
    expect(await told()).toEqual([]);
    await ann.patch(`/api/messages/${id}`, { body: `hello @${boris.user.username}`, version }).expect(200);
    await until(() => to(browser).length === 1);
  });
});

describe('nothing is pushed', () => {
  const general = async () => (await generalOf(ann)).id;

  it('to who is active on any device, but again when they went', async () => {
    const device = await connect(app, boris);
    await say(ann, group, 'seen');
    expect(await told()).toEqual([]);
    await device.ask('presence:set', { active: false });
    await say(ann, group, 'not seen');
    await until(() => to(browser).length === 1);
  });

  it.each<[string, () => Promise<unknown>]>([
    ['who muted the channel', () => boris.patch(`/api/channels/${group}/membership`, { notify: 'none' }).expect(200)],
    ['who blocked the author', () => boris.put(`/api/users/me/blocks/${ann.user.id}`)],
    ['who left', () => boris.delete(`/api/groups/${group}/members/me`).expect(204)],
    ['who has quiet hours', () => boris.put('/api/users/me/quiet-hours', quietNow()).expect(200)],
    ['whose session ended', () => boris.post('/api/auth/logout').expect(204)],
    ['who unsubscribed', () => boris.delete('/api/users/me/push').expect(204)],
  ])('to %s', async (_, happens) => {
    await happens();
    await say(ann, group, `@${boris.user.username} @all`);
    expect(await told()).toEqual([]);
  });

  it('of what the person wrote, read or what was deleted within the moment', async () => {
    waiting(1_000);
    await say(boris, await general(), 'mine');
    const { seq } = await say(ann, group, 'read at once');
    await boris.put(`/api/channels/${group}/read`, { seq }).expect(200);
    const { id } = await say(ann, await directOf(ann, boris), 'deleted at once');
    await ann.delete(`/api/messages/${id}`).expect(200);
    expect(await told()).toEqual([]);
  });
});

describe('a push service', () => {
  it.each([404, 410])('that answers %i is asked no more, and the subscription goes', async (status) => {
    service.answer(status);
    await say(ann, group, 'one');
    await until(async () => !(await rows.existsBy({ userId: boris.user.id })));
    service.answer(201);
    await say(ann, group, 'two');
    expect(await told()).toEqual(['one']);
  });

  it.each([429, 500, 503])('that answers %i is asked again, until it takes it', async (status) => {
    service.answer(status);
    await say(ann, group, 'one');
    await until(() => to(browser).length === 2);
    service.answer(201);
    await until(() => to(browser).length === 3);
    expect(await told()).toEqual(['one', 'one', 'one']);
  });

  it('that never takes it is asked a bounded number of times', async () => {
    service.answer(500);
    await say(ann, group, 'one');
    await until(() => to(browser).length === 4);
    service.answer(201);
    await new Promise((resolve) => setTimeout(resolve, 30 * 4 ** 3 + 500));
    expect(to(browser)).toHaveLength(4);
  }, 20_000);

  it.each([301, 307, 400, 413])('that answers %i is asked once, and not followed elsewhere', async (status) => {
    service.answer(status, { location: `${service.url}/elsewhere` });
    await say(ann, group, 'one');
    await until(() => to(browser).length === 1);
    service.answer(201);
    expect(await told()).toEqual(['one']);
    expect(service.pushes.some(({ path }) => path === '/elsewhere')).toBe(false);
  });
});

it('a server that stops does not wait for a push service that does not answer', async () => {
  const other = await startApp({ PUSH_ADDRESSES: 'any' });
  Object.assign(other.nest.get<PushTimes>(PUSH_TIMES), { delayMs: 20 });
  const silent = createServer().listen(0, '127.0.0.1');
  await once(silent, 'listening');
  let asked = false;
  silent.on('connection', () => (asked = true));
  const { port } = silent.address() as { port: number };
  const [one, two] = [await register(other), await register(other)];
  const made = browserAt({ url: `http://127.0.0.1:${port}` });
  await two.put('/api/users/me/push', made.subscription).expect(204);
  await say(one, await directOf(one, two), 'hello');
  await until(() => asked);
  await other.stop();
  silent.close();
}, 9_000);

function quietNow(): object {
  const at = (hours: number) => new Date(Date.now() + hours * 3_600_000).toISOString().slice(11, 16);
  return { from: at(-1), to: at(1), timeZone: 'UTC' };
}
