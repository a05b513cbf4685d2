import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import request from 'supertest';
import { AccountsService } from '../../src/auth/accounts.service.js';
import { startApp, type TestApp } from '../support/app.js';
import { anAdministrator, login, PASSWORD, type Person, register, signedIn } from '../support/people.js';
import { closeSockets, connect, dial, refusalOf } from '../support/sockets.js';

let app: TestApp;
let accounts: AccountsService;
let admin: Person;
beforeAll(async () => {
  app = await startApp();
  accounts = app.nest.get(AccountsService);
  admin = await anAdministrator(app);
});
afterEach(closeSockets);
afterAll(() => app.stop());

const setActive = (by: Person, { user }: Person, active: boolean) => accounts.setActive(signedIn(by), user.id, active);

describe('a deactivated account', () => {
  it('is out everywhere at once, and comes back as it was', async () => {
    const person = await register(app);
    const { socket } = await connect(app, person);
    const closed = new Promise((resolve) => socket.once('disconnect', resolve));
    await setActive(admin, person, false);
    await closed;
    await person.get('/api/users/me').expect(401);
    expect((await refusalOf(dial(app, { cookie: person.cookie }))).data?.code).toBe('unauthenticated');
    const { username } = person.user;
    const answer = await request(app.url).post('/api/auth/login').send({ username, password: PASSWORD });
    expect([answer.status, answer.body.code]).toEqual([403, 'account_deactivated']);
    const wrong = await request(app.url).post('/api/auth/login').send({ username, password: 'something else' });
    expect(wrong.body.code).toBe('invalid_credentials');
    await setActive(admin, person, true);
    await (await login(app, username)).get('/api/users/me').expect(200);
  });

  it('is made by administrators alone', async () => {
    const [one, other] = [await register(app), await register(app)];
    await expect(setActive(one, other, false)).rejects.toMatchObject({ code: 'forbidden' });
    await expect(accounts.setActive(signedIn(admin), randomUUID(), false)).rejects.toMatchObject({
      code: 'user_not_found',
    });
  });

  it('is never the last administrator, though two deactivate each other at once', async () => {
    await expect(setActive(admin, admin, false)).rejects.toMatchObject({ code: 'forbidden' });
    const other = await anAdministrator(app);
    const outcomes = await Promise.allSettled([setActive(admin, other, false), setActive(other, admin, false)]);
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });
});
