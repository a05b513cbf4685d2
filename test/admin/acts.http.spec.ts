import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { getRepositoryToken } from '@nestjs/typeorm';
import request from 'supertest';
import type { Repository } from 'typeorm';
import { AuditEntry } from '../../src/audit/audit-entry.entity.js';
import type { InviteView } from '../../src/contract/views.js';
import { WriteQueue } from '../../src/database/write-queue.js';
import { User } from '../../src/users/user.entity.js';
import { startApp, type TestApp } from '../support/app.js';
import { aConfirmedAdministrator } from '../support/panel.js';
import { anAdministrator, generalOf, groupOf, login, PASSWORD, type Person, register, say } from '../support/people.js';
import { begin, codeOf, turnOn } from '../support/second-factor.js';
import { closeSockets, connect } from '../support/sockets.js';
import { until } from '../support/until.js';

let app: TestApp;
let root: Person;
const cookies: Record<string, string> = { anonymous: '' };
beforeAll(async () => {
  app = await startApp();
  const administrator = await aConfirmedAdministrator(app);
  root = administrator.person;
  cookies['administrator'] = administrator.cookies;
  cookies['unconfirmed'] = (await anAdministrator(app)).cookie;
  cookies['member'] = (await register(app)).cookie;
  const { user } = await register(app, 'mod');
  await app.nest.get(WriteQueue).run(({ manager }) => manager.update(User, { id: user.id }, { role: 'moderator' }));
  cookies['moderator'] = (await login(app, 'mod')).cookie;
}, 60_000);
afterEach(closeSockets);
afterAll(() => app.stop());

const ACTS = {
  deactivate: { reason: '' },
  restore: { reason: '' },
  ban: { reason: 'spam', hours: 1 },
  unban: { reason: '' },
  mute: { reason: 'too loud', hours: 1 },
  unmute: { reason: '' },
  endSessions: { reason: '' },
  setRole: { reason: '', role: 'moderator' },
  resetPassword: { reason: '' },
  removeSecondFactor: { reason: '' },
  deleteMessage: { reason: '' },
};

const pathOf = ({ user }: Person, act: string) => `/admin/api/acts/people/${user.id}/${act}`;
const post = (person: Person, act: string, as = 'administrator') =>
  request(app.url).post(pathOf(person, act)).set('Cookie', cookies[as]!);
const stateOf = ({ user }: Person) =>
  app.nest.get<Repository<User>>(getRepositoryToken(User)).findOneBy({ id: user.id });
const notesOf = ({ user }: Person) =>
  app.nest.get<Repository<AuditEntry>>(getRepositoryToken(AuditEntry)).findBy({ userId: user.id });

const { deleteMessage, ...UPON_PEOPLE } = ACTS;

describe.each(Object.entries(UPON_PEOPLE))('to %s', (act, body) => {
  it.each([
    ['anonymous', '401 unauthenticated'],
    ['member', '403 forbidden'],
    ['moderator', '403 forbidden'],
    ['unconfirmed', '403 confirmation_needed'],
  ])('is refused to: %s', async (as, expected) => {
    const ann = await register(app);
    const before = await stateOf(ann);
    const answer = await post(ann, act, as).send(body);
    expect(`${answer.status} ${(answer.body as { code: string }).code}`).toBe(expected);
    expect([await stateOf(ann), await notesOf(ann)]).toEqual([before, []]);
    await ann.get('/api/users/me').expect(200);
  });

  it('is refused to a page of another site, and to a form', async () => {
    const ann = await register(app);
    const foreign = await post(ann, act).set('Origin', 'https://evil.example').send(body);
    expect(foreign.body).toMatchObject({ code: 'foreign_origin' });
    expect((await post(ann, act).type('form').send({ reason: 'a form' })).status).toBe(400);
    expect(await notesOf(ann)).toEqual([]);
  });

  it('does nothing by GET but show the form', async () => {
    const ann = await register(app);
    const form = `/admin/api/resources/people/records/${ann.user.id}/${act}`;
    await request(app.url).get(form).query(body).set('Cookie', cookies['administrator']!).expect(200);
    await request(app.url).post(form).set('Cookie', cookies['administrator']!).expect(404);
    await request(app.url).get(pathOf(ann, act)).set('Cookie', cookies['administrator']!).expect(404);
    expect(await notesOf(ann)).toEqual([]);
  });

  it.each([
    ['that is no JSON', '{"reason":', 400],
    ['that is no object', '[]', 400],
    ['with a field that nobody asked for', '{"reason":"spam","hours":1,"role":"admin","id":"1"}', 400],
    ['that is too large', `{"reason":"${'x'.repeat(9_000)}"}`, 413],
    ['whose reason is too long', `{"reason":"${'x'.repeat(501)}","hours":1,"role":"member"}`, 400],
  ])('refuses a body %s', async (_, text, status) => {
    const ann = await register(app);
    expect((await post(ann, act).type('json').send(text)).status).toBe(status);
    expect(await notesOf(ann)).toEqual([]);
  });

  it('finds nobody where there is nobody', async () => {
    const nobody = { user: { id: crypto.randomUUID() } } as Person;
    expect((await post(nobody, act).send(body)).body).toMatchObject({ code: 'user_not_found' });
    await request(app.url)
      .post('/admin/api/acts/people/1/ban')
      .set('Cookie', cookies['administrator']!)
      .send(body)
      .expect(400);
  });
});

it.each([
  ['without a reason', { reason: '', hours: 1 }],
  ['without a term', { reason: 'spam' }],
  ['for no time', { reason: 'spam', hours: 0 }],
  ['for ever', { reason: 'spam', hours: 1e9 }],
])('nobody is banned %s', async (_, body) => {
  await post(await register(app), 'ban')
    .send(body)
    .expect(400);
});

it('whoever is banned is out at once, in the panel too, and reads why', async () => {
  const other = await aConfirmedAdministrator(app);
  const { socket } = await connect(app, other.person);
  await post(other.person, 'ban').send({ reason: 'spam', hours: 24 }).expect(204);
  await until(() => socket.disconnected, 'the socket is closed');
  const refused = await other.person.get('/api/users/me').expect(403);
  expect(refused.body).toMatchObject({ code: 'account_banned', detail: 'spam', until: expect.any(String) });
  const page = await request(app.url).get('/admin').set('Cookie', other.cookies);
  expect([page.status, page.headers['location']]).toEqual([303, '/login']);
  expect(await notesOf(other.person)).toMatchObject([
    { actorId: root.user.id, act: 'ban', reason: 'spam', detail: (refused.body as { until: string }).until },
  ]);
});

it('the link to a new password works once, and the old one until then', async () => {
  const ann = await register(app);
  const { path } = (await post(ann, 'resetPassword').send(ACTS.resetPassword).expect(200)).body as { path: string };
  await login(app, ann.user.username, PASSWORD);
  const body = { token: path.replace('/reset#token=', ''), newPassword: 'another one that is long' };
  await request(app.url).post('/api/auth/password/reset').send(body).expect(204);
  await request(app.url).post('/api/auth/password/reset').send(body).expect(403);
  await login(app, ann.user.username, body.newPassword);
});

describe('to delete a message', () => {
  const remove = (id: string, as: string) =>
    request(app.url).post(`/admin/api/acts/messages/${id}/deleteMessage`).set('Cookie', cookies[as]!);

  it('is refused to everybody else, and to a page of another site', async () => {
    const ann = await register(app);
    const { id } = await say(ann, (await generalOf(ann)).id, 'stays');
    for (const as of ['anonymous', 'member', 'moderator', 'unconfirmed']) {
      expect((await remove(id, as).send(deleteMessage)).status).toBe(as === 'anonymous' ? 401 : 403);
    }
    await remove(id, 'administrator').set('Origin', 'https://evil.example').send(deleteMessage).expect(403);
    await remove(id, 'administrator').type('json').send('{').expect(400);
    expect((await ann.get(`/api/messages/${id}`)).body).toMatchObject({ body: 'stays', deletedAt: null });
  });

  it('reaches a public group that the administrator is not in, and is told to the sockets', async () => {
    const ann = await register(app);
    const channelId = await groupOf(ann, [], { visibility: 'public' });
    const { id } = await say(ann, channelId, 'to go');
    const { frames } = await connect(app, ann);
    await remove(id, 'administrator').send({ reason: 'an advertisement' }).expect(204);
    await until(() => frames.some(({ messages }) => messages.some(({ deletedAt }) => deletedAt)), 'it is told');
    expect(await notesOf(ann)).toMatchObject([{ act: 'deleteMessage', thingId: id, reason: 'an advertisement' }]);
  });
});

describe('to revoke an invitation', () => {
  const revoke = (id: string, as = 'administrator') =>
    request(app.url).post(`/admin/api/acts/invites/${id}/revokeInvite`).set('Cookie', cookies[as]!);
  const invitedBy = async (ann: Person) => {
    const groupId = await groupOf(ann);
    return (await ann.post(`/api/groups/${groupId}/invites`, {}).expect(201)).body as InviteView;
  };

  it('is refused to everybody else, to a page of another site, and by GET', async () => {
    const ann = await register(app);
    const { id, token } = await invitedBy(ann);
    for (const as of ['anonymous', 'member', 'moderator', 'unconfirmed']) {
      expect((await revoke(id, as).send({ reason: '' })).status).toBe(as === 'anonymous' ? 401 : 403);
    }
    await revoke(id).set('Origin', 'https://evil.example').send({ reason: '' }).expect(403);
    await revoke(id).type('form').send({ reason: '' }).expect(400);
    await revoke(id).send({}).expect(400);
    await request(app.url).get(`/admin/api/acts/invites/${id}/revokeInvite`).set('Cookie', root.cookie).expect(403);
    const path = `/admin/api/acts/invites/${id}/revokeInvite`;
    await request(app.url).get(path).set('Cookie', cookies['administrator']!).expect(404);
    await ann.post('/api/invites/look', { token }).expect(200);
    expect(await notesOf(ann)).toEqual([]);
  });

  it('closes the link into a group that the administrator is not in, and is written down once', async () => {
    const ann = await register(app);
    const { id, token } = await invitedBy(ann);
    await revoke(id).send({ reason: 'posted in public' }).expect(204);
    await revoke(id).send({ reason: 'again' }).expect(204);
    const refused = await (await register(app)).post('/api/invites/accept', { token }).expect(404);
    expect(refused.body).toMatchObject({ code: 'invite_not_found' });
    expect(await notesOf(ann)).toMatchObject([
      { actorId: root.user.id, act: 'revokeInvite', thingId: id, reason: 'posted in public' },
    ]);
    expect((await revoke(crypto.randomUUID()).send({ reason: '' })).body).toMatchObject({ code: 'invite_not_found' });
  });
});

it.each(['deactivate', 'ban', 'setRole'] as const)('the last administrator cannot %s themselves', async (act) => {
  const change = { role: 'member' } as const;
  await app.nest.get(WriteQueue).run(async ({ manager }) => {
    for (const { id } of await manager.findBy(User, { role: 'admin' }))
      if (id !== root.user.id) await manager.update(User, { id }, change);
  });
  expect((await post(root, act).send(ACTS[act])).body).toMatchObject({ code: 'forbidden' });
  await root.get('/api/users/me').expect(200);
  expect(await notesOf(root)).toEqual([]);
});

describe('the second factor of a person', () => {
  it('is taken away with their sessions, and that is written down', async () => {
    const ann = await register(app);
    await turnOn(ann);
    await post(ann, 'removeSecondFactor').send({ reason: 'lost the phone' }).expect(204);
    await ann.get('/api/auth/session').expect(401);
    await login(app, ann.user.username);
    expect((await notesOf(ann)).map(({ actorId, act, reason }) => [actorId, act, reason]).sort()).toEqual(
      [
        [ann.user.id, 'addSecondFactor', ''],
        [root.user.id, 'removeSecondFactor', 'lost the phone'],
      ].sort(),
    );
  });

  it('is left alone while it is only begun, and where there is none', async () => {
    const ann = await register(app);
    const secret = await begin(ann);
    await post(ann, 'removeSecondFactor').send({ reason: '' }).expect(204);
    await ann.put('/api/auth/second-factor', { code: codeOf(secret) }).expect(200);
  });

  it('is not the own one: that takes a code', async () => {
    const { person, cookies: own } = await aConfirmedAdministrator(app);
    await turnOn(person);
    const answer = await request(app.url)
      .post(pathOf(person, 'removeSecondFactor'))
      .set('Cookie', own)
      .send({ reason: '' })
      .expect(403);
    expect(answer.body).toMatchObject({ code: 'forbidden' });
    expect((await person.get('/api/auth/second-factor')).body).toMatchObject({ recoveryCodesLeft: 10 });
  });
});
