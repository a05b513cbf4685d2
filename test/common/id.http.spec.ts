import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { startApp, type TestApp } from '../support/app.js';
import { anAdministrator, groupOf, type Person, register, say } from '../support/people.js';
import { closeSockets, connect } from '../support/sockets.js';
import { until } from '../support/until.js';

let app: TestApp;
let admin: Person;
let ann: Person;
let bob: Person;
beforeAll(async () => {
  app = await startApp();
  [admin, ann, bob] = [await anAdministrator(app), await register(app), await register(app)];
});
afterEach(closeSockets);
afterAll(() => app.stop());

const capitals = (id: string) => id.toUpperCase();

describe('an id in capitals is the same id', () => {
  it('for the last administrator, for oneself, and for a message that all must hear', async () => {
    expect((await admin.put(`/api/users/${capitals(admin.user.id)}/active`, { active: false })).status).toBe(403);
    expect((await ann.put(`/api/users/${capitals(ann.user.id)}/like`)).status).toBe(403);
    expect((await ann.put(`/api/users/me/blocks/${capitals(ann.user.id)}`)).status).toBe(403);
    const id = await groupOf(ann, [bob]);
    const witness = await connect(app, bob);
    const draft = { clientId: randomUUID(), body: 'hello' };
    const answer = await ann.post(`/api/channels/${capitals(id)}/messages`, draft).expect(201);
    expect(answer.body.message.channelId).toBe(id);
    await until(() => witness.frames.some(({ channelId }) => channelId === id), 'the message is heard');
    const actor = await connect(app, ann);
    expect(await actor.ask('channel:read', { channelId: capitals(id), seq: 1 })).toMatchObject({ ok: true });
    await ann.put(`/api/groups/${id}/owner`, { userId: capitals(ann.user.id) }).expect(204);
    expect((await ann.get(`/api/channels/${id}`)).body).toMatchObject({ role: 'owner' });
    const direct = { userId: capitals(bob.user.id) };
    const opened = await ann.post('/api/channels/direct', direct).expect(200);
    expect(opened.body.directUserIds).toContain(bob.user.id);
  });
});

describe('a field that is null', () => {
  it.each([
    ['post', () => '/api/groups', { name: 'x', topic: null }],
    ['post', () => '/api/groups', { name: 'x', userIds: null }],
    ['patch', (id: string) => `/api/groups/${id}`, { name: null }],
    ['patch', (id: string) => `/api/groups/${id}`, { visibility: null }],
    ['post', (id: string) => `/api/groups/${id}/invites`, { expiresInHours: null }],
    ['patch', (id: string) => `/api/channels/${id}/membership`, { notify: null }],
    ['post', () => '/api/auth/register', { username: 'nobody', password: 'long enough to pass', displayName: null }],
    ['post', () => '/api/auth/register', { username: 'nobody', password: 'long enough to pass', setupToken: null }],
  ] as const)('is not one that was left out: %s %s', async (method, path, body) => {
    const answer = await ann[method](path(await groupOf(ann)), body);
    expect([answer.status, answer.body.code]).toEqual([400, 'validation_failed']);
  });

  it('is no emoji either', async () => {
    const message = await say(ann, await groupOf(ann), 'like this');
    await ann.put(`/api/messages/${message.id}/likes`, { emoji: null }).expect(400);
  });
});

describe('a number beyond all numbers', () => {
  it.each(['before=1e300', 'after=99999999999999999999', 'before=-1'])('is refused: %s', async (query) => {
    await ann.get(`/api/channels/${await groupOf(ann)}/messages?${query}`).expect(400);
  });
});
