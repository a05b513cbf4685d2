// Written without a look at the table beside it: what people must and must not be able to do, one sentence each.
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import request from 'supertest';
import type { InviteView } from '../../src/contract/views.js';
import { startApp, type TestApp } from '../support/app.js';
import { anAdministrator, directOf, generalOf, groupOf, type Person, register, say } from '../support/people.js';
import { closeSockets, connect, dial, refusalOf } from '../support/sockets.js';
import { until } from '../support/until.js';

let app: TestApp;
let admin: Person;
let ann: Person;
let bob: Person;
let eve: Person;
beforeAll(async () => {
  app = await startApp();
  admin = await anAdministrator(app);
  [ann, bob, eve] = [await register(app, 'ann'), await register(app, 'bob'), await register(app, 'eve')];
});
afterEach(closeSockets);
afterAll(() => app.stop());

type Answer = { status: number; body: { code?: string } };
const code = ({ status, body }: Answer) => `${status} ${body.code ?? ''}`.trim();
const post = (person: Person, id: string, body = 'x') =>
  person.post(`/api/channels/${id}/messages`, { clientId: randomUUID(), body });

describe('the general channel', () => {
  it.each([
    ['is read by everyone', async (id: string) => code(await eve.get(`/api/channels/${id}/messages`)), '200'],
    ['is spoken in by everyone', async (id: string) => code(await post(eve, id)), '201'],
    [
      'is left by nobody',
      async (id: string) => code(await eve.delete(`/api/groups/${id}/members/me`)),
      '403 forbidden',
    ],
    [
      'is renamed by no administrator as a group',
      async (id: string) => code(await admin.patch(`/api/groups/${id}`, { name: 'x' })),
      '403 forbidden',
    ],
    [
      'loses nobody by an administrator',
      async (id: string) => code(await admin.delete(`/api/groups/${id}/members/${eve.user.id}`)),
      '403 forbidden',
    ],
    [
      'has no invitations',
      async (id: string) => code(await admin.post(`/api/groups/${id}/invites`, {})),
      '403 forbidden',
    ],
    [
      'is handed over by nobody',
      async (id: string) => code(await admin.put(`/api/groups/${id}/owner`, { userId: eve.user.id })),
      '403 forbidden',
    ],
    [
      'is closed to the anonymous',
      async (id: string) => code(await request(app.url).get(`/api/channels/${id}/messages`)),
      '401 unauthenticated',
    ],
  ])('%s', async (_, act, expected) => {
    expect(await act((await generalOf(ann)).id)).toBe(expected);
  });

  it('is kept in order by an administrator, who deletes what anybody said', async () => {
    const message = await say(ann, (await generalOf(ann)).id, 'rude');
    expect(code(await bob.delete(`/api/messages/${message.id}`))).toBe('403 forbidden');
    expect(code(await admin.delete(`/api/messages/${message.id}`))).toBe('200');
  });

  it('is edited by no administrator in the name of others', async () => {
    const message = await say(ann, (await generalOf(ann)).id, 'mine');
    expect(code(await admin.patch(`/api/messages/${message.id}`, { body: 'changed', version: 1 }))).toBe(
      '403 forbidden',
    );
  });

  it('hears @all from an administrator, and not from a member', async () => {
    const { id } = await generalOf(ann);
    expect((await say(admin, id, '@all')).mentionsAll).toBe(true);
    expect((await say(ann, id, '@all')).mentionsAll).toBe(false);
  });
});

describe('a direct conversation of two', () => {
  it.each([
    ['is not read by a third person', (id: string) => eve.get(`/api/channels/${id}/messages`)],
    ['is not read by an administrator', (id: string) => admin.get(`/api/channels/${id}/messages`)],
    ['does not name its members to an administrator', (id: string) => admin.get(`/api/channels/${id}/members`)],
    [
      'tells an administrator of no changes',
      (id: string) => admin.get(`/api/channels/${id}/changes?epoch=${randomUUID()}&from=0`),
    ],
    ['is not spoken in by a third person', (id: string) => post(eve, id)],
    ['is not spoken in by an administrator', (id: string) => post(admin, id)],
    ['is not joined', (id: string) => eve.put(`/api/groups/${id}/members/me`)],
    ['is not read up to by a third person', (id: string) => eve.put(`/api/channels/${id}/read`, { seq: 1 })],
  ])('%s', async (_, act) => {
    const id = await directOf(ann, bob);
    await say(ann, id, 'between us');
    expect(code(await act(id))).toBe('404 channel_not_found');
  });

  it('is in no list of an administrator, and not among their heads', async () => {
    const id = await directOf(ann, bob);
    const { items } = (await admin.get('/api/channels?limit=200')).body as { items: { id: string }[] };
    expect(items.map((channel) => channel.id)).not.toContain(id);
    expect(Object.keys((await connect(app, admin)).hello.heads)).not.toContain(id);
  });

  it('loses no message by an administrator', async () => {
    const message = await say(ann, await directOf(ann, bob), 'between us');
    expect(code(await admin.delete(`/api/messages/${message.id}`))).toBe('404 message_not_found');
    expect(code(await bob.delete(`/api/messages/${message.id}`))).toBe('403 forbidden');
  });

  it('becomes no group: nobody is added, invited, or made its owner', async () => {
    const id = await directOf(ann, bob);
    expect(code(await ann.post(`/api/groups/${id}/members`, { userIds: [eve.user.id] }))).toBe('403 forbidden');
    expect(code(await ann.post(`/api/groups/${id}/invites`, {}))).toBe('403 forbidden');
    expect(code(await ann.put(`/api/groups/${id}/owner`, { userId: bob.user.id }))).toBe('403 forbidden');
    expect(code(await ann.patch(`/api/groups/${id}`, { visibility: 'public' }))).toBe('403 forbidden');
    expect(code(await ann.delete(`/api/groups/${id}/members/me`))).toBe('403 forbidden');
  });

  it('tells a third person nothing over the socket either', async () => {
    const id = await directOf(ann, bob);
    const { ask } = await connect(app, eve);
    expect(await ask('message:send', { channelId: id, clientId: randomUUID(), body: 'x' })).toMatchObject({
      error: { code: 'channel_not_found' },
    });
    expect(await ask('channel:read', { channelId: id, seq: 0 })).toMatchObject({
      error: { code: 'channel_not_found' },
    });
  });

  it('is not with someone who blocked', async () => {
    const [one, other] = [await register(app), await register(app)];
    await one.put(`/api/users/me/blocks/${other.user.id}`).expect(204);
    expect(code(await other.post('/api/channels/direct', { userId: one.user.id }))).toBe('403 person_unavailable');
  });
});

describe('a private group', () => {
  it.each([
    ['is not joined by an outsider', (id: string) => eve.put(`/api/groups/${id}/members/me`), '404 channel_not_found'],
    [
      'is not joined by an administrator',
      (id: string) => admin.put(`/api/groups/${id}/members/me`),
      '404 channel_not_found',
    ],
    ['is not renamed by a member', (id: string) => bob.patch(`/api/groups/${id}`, { name: 'x' }), '403 forbidden'],
    [
      'takes nobody in by a member',
      (id: string) => bob.post(`/api/groups/${id}/members`, { userIds: [eve.user.id] }),
      '403 forbidden',
    ],
    [
      'loses its owner by no member',
      (id: string) => bob.delete(`/api/groups/${id}/members/${ann.user.id}`),
      '403 forbidden',
    ],
    [
      'is not taken over by a member',
      (id: string) => bob.put(`/api/groups/${id}/owner`, { userId: bob.user.id }),
      '403 forbidden',
    ],
    [
      'gives a member no role of their own wish',
      (id: string) => bob.patch(`/api/groups/${id}/members/${bob.user.id}`, { role: 'moderator' }),
      '403 forbidden',
    ],
    ['shows a member no invitations', (id: string) => bob.get(`/api/groups/${id}/invites`), '403 forbidden'],
    [
      'is not archived by a member',
      (id: string) => bob.patch(`/api/groups/${id}`, { archived: true }),
      '403 forbidden',
    ],
    [
      'is not removed from by an outsider',
      (id: string) => eve.delete(`/api/groups/${id}/members/${bob.user.id}`),
      '404 channel_not_found',
    ],
  ])('%s', async (_, act, expected) => {
    expect(code(await act(await groupOf(ann, [bob])))).toBe(expected);
  });

  it('is not in the list of groups to be found', async () => {
    const id = await groupOf(ann, [], { name: `secret ${randomUUID()}` });
    const { items } = (await eve.get('/api/groups?name=secret&limit=200')).body as { items: { id: string }[] };
    expect(items.map((group) => group.id)).not.toContain(id);
  });

  it('shuts behind someone who was removed: no reading, writing, liking, editing of their own words', async () => {
    const id = await groupOf(ann, [bob]);
    const message = await say(bob, id, 'mine');
    await ann.delete(`/api/groups/${id}/members/${bob.user.id}`).expect(204);
    expect(code(await bob.get(`/api/channels/${id}`))).toBe('404 channel_not_found');
    expect(code(await post(bob, id))).toBe('404 channel_not_found');
    expect(code(await bob.put(`/api/messages/${message.id}/likes`, {}))).toBe('404 message_not_found');
    expect(code(await bob.patch(`/api/messages/${message.id}`, { body: 'x', version: 1 }))).toBe(
      '404 message_not_found',
    );
    expect(code(await bob.delete(`/api/messages/${message.id}`))).toBe('404 message_not_found');
  });

  it('is not entered again by someone who was removed, by an invitation of their own', async () => {
    const id = await groupOf(ann, [bob]);
    await ann.patch(`/api/groups/${id}/members/${bob.user.id}`, { role: 'moderator' }).expect(204);
    const { token } = (await bob.post(`/api/groups/${id}/invites`, {}).expect(201)).body as InviteView;
    await ann.delete(`/api/groups/${id}/members/${bob.user.id}`).expect(204);
    expect(code(await bob.post('/api/invites/accept', { token }))).toBe('404 invite_not_found');
  });
});

describe('accounts', () => {
  it('are deactivated by no member, themselves included', async () => {
    expect(code(await eve.put(`/api/users/${bob.user.id}/active`, { active: false }))).toBe('403 forbidden');
    expect(code(await eve.put(`/api/users/${eve.user.id}/active`, { active: false }))).toBe('403 forbidden');
  });

  it('that are deactivated have no socket, and lose the one they have', async () => {
    const person = await register(app);
    const { socket } = await connect(app, person);
    await admin.put(`/api/users/${person.user.id}/active`, { active: false }).expect(200);
    await until(() => socket.disconnected, 'the socket is closed');
    expect((await refusalOf(dial(app, { cookie: person.cookie }))).data?.code).toBe('unauthenticated');
  });

  it('like no profile of their own', async () => {
    expect(code(await eve.put(`/api/users/${eve.user.id}/like`))).toBe('403 forbidden');
  });

  it('end no session of others', async () => {
    const { items } = (await bob.get('/api/auth/sessions')).body as { items: { id: string }[] };
    expect(code(await eve.delete(`/api/auth/sessions/${items[0]!.id}`))).toBe('404 session_not_found');
  });

  it('are asked of by nobody from another site', async () => {
    const answer = await ann.post('/api/groups', { name: 'x' }).set('Origin', 'https://evil.example');
    expect(code(answer)).toBe('403 foreign_origin');
  });
});
