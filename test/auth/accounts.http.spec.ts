import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import request from 'supertest';
import { startApp, type TestApp } from '../support/app.js';
import { anAdministrator, generalOf, PASSWORD, type Person, register } from '../support/people.js';
import { closeSockets, connect } from '../support/sockets.js';
import { until } from '../support/until.js';

let app: TestApp;
let admin: Person;
let person: Person;
beforeAll(async () => {
  app = await startApp();
  [admin, person] = [await anAdministrator(app), await register(app)];
});
afterEach(closeSockets);
afterAll(() => app.stop());

it('an administrator deactivates and restores an account over HTTP; nobody else does', async () => {
  const path = `/api/users/${person.user.id}/active`;
  await person.put(path, { active: true }).expect(403);
  await admin.put(path, { active: 'no' }).expect(400);
  expect((await admin.put(path, { active: false }).expect(200)).body).toMatchObject({ id: person.user.id });
  await person.get('/api/users/me').expect(401);
  await admin.put(path, { active: true }).expect(200);
});

describe('deleting an account', () => {
  const path = '/api/users/me/deletion';
  beforeAll(async () => {
    person = await register(app);
  });

  it('needs the password, and a choice for the messages', async () => {
    const refused = await person.post(path, { password: 'not the password', messages: 'keep' }).expect(403);
    expect(refused.body).toMatchObject({ code: 'wrong_password' });
    await person.post(path, { password: PASSWORD }).expect(400);
    await person.get('/api/users/me').expect(200);
  });

  it('is refused to the last administrator', async () => {
    const refused = await admin.post(path, { password: PASSWORD, messages: 'keep' }).expect(403);
    expect(refused.body).toMatchObject({ code: 'forbidden' });
    await admin.get('/api/users/me').expect(200);
  });

  it('leaves a row without a name, ends every session, frees the name, and others are told', async () => {
    const leaver = await register(app, 'Leaver');
    const { socket } = await connect(app, leaver);
    const { frames } = await connect(app, person);
    const { version } = leaver.user;
    await leaver.patch('/api/users/me', { bio: 'about me', status: 'busy', version }).expect(200);
    await leaver.put(`/api/users/me/blocks/${person.user.id}`).expect(204);
    const closed = new Promise((resolve) => socket.once('disconnect', resolve));
    const answer = await leaver.post(path, { password: PASSWORD, messages: 'keep' }).expect(204);
    await closed;
    expect(String(answer.headers['set-cookie'])).toContain('Expires=Thu, 01 Jan 1970');
    await leaver.get('/api/users/me').expect(401);
    const login = { username: 'Leaver', password: PASSWORD };
    await request(app.url).post('/api/auth/login').send(login).expect(401);

    const nobody = { displayName: '', bio: '', status: '', avatarUrl: null, deletedAt: expect.any(String) };
    expect((await person.get(`/api/users/${leaver.user.id}`).expect(200)).body).toMatchObject(nobody);
    const { id } = await generalOf(person);
    const gone = () =>
      frames
        .filter(({ channelId }) => channelId === id)
        .flatMap(({ members = [] }) => members)
        .find(({ user, leftAt }) => user.id === leaver.user.id && leftAt !== null);
    await until(() => gone() !== undefined, 'the list of people is told');
    expect(gone()?.user).toMatchObject(nobody);

    await register(app, 'Leaver');
    await admin.put(`/api/users/${leaver.user.id}/active`, { active: true }).expect(404);
  });
});
