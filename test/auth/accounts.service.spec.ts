import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import request from 'supertest';
import { AccountsService } from '../../src/auth/accounts.service.js';
import { PasswordsService } from '../../src/auth/passwords.service.js';
import { Clock } from '../../src/common/clock.js';
import type { Problem } from '../../src/contract/errors.js';
import { startApp, type TestApp } from '../support/app.js';
import {
  anAdministrator,
  generalOf,
  login,
  PASSWORD,
  type Person,
  register,
  say,
  signedIn,
} from '../support/people.js';
import { closeSockets, connect, dial, refusalOf } from '../support/sockets.js';
import { until } from '../support/until.js';

let app: TestApp;
let accounts: AccountsService;
let admin: Person;
beforeAll(async () => {
  app = await startApp();
  accounts = app.nest.get(AccountsService);
  admin = await anAdministrator(app);
  app.nest.get(Clock).now = () => now ?? Date.now();
});
afterEach(closeSockets);
afterAll(() => app.stop());

const setActive = (by: Person, { user }: Person, active: boolean) => accounts.setActive(signedIn(by), user.id, active);

let now: number | null = null;
const HOUR = 3_600_000;
const refusedSignIn = async ({ user: { username } }: Person) =>
  (await request(app.url).post('/api/auth/login').send({ username, password: PASSWORD })).body as Problem;

describe('a banned person', () => {
  afterEach(() => {
    now = null;
  });

  it('is out everywhere at once, is told why and until when, and comes back when the term is over', async () => {
    const person = await register(app);
    const { socket } = await connect(app, person);
    const closed = new Promise((resolve) => socket.once('disconnect', resolve));
    now = Date.now();
    await accounts.ban(signedIn(admin), person.user.id, 2, 'too loud');
    await closed;
    const told = { code: 'account_banned', detail: 'too loud', until: new Date(now + 2 * HOUR).toISOString() };
    expect((await person.get('/api/users/me').expect(403)).body).toMatchObject(told);
    expect((await refusalOf(dial(app, { cookie: person.cookie }))).data).toMatchObject(told);
    expect(await refusedSignIn(person)).toMatchObject(told);
    const wrong = await request(app.url)
      .post('/api/auth/login')
      .send({ username: person.user.username, password: 'something else' });
    expect(wrong.body.code).toBe('invalid_credentials');
    now += 2 * HOUR - 1;
    expect(await refusedSignIn(person)).toMatchObject(told);
    now += 1;
    await (await login(app, person.user.username)).get('/api/users/me').expect(200);
    // What was ended stays ended.
    await person.get('/api/users/me').expect(401);
  });

  it('comes back when the ban is taken back', async () => {
    const person = await register(app);
    await accounts.ban(signedIn(admin), person.user.id, 2, 'a mistake');
    await accounts.unban(signedIn(admin), person.user.id, 'it was one');
    await login(app, person.user.username);
  });

  it('does not sign in with a password that was checked just before', async () => {
    const person = await register(app);
    const passwords = app.nest.get(PasswordsService);
    const verified = await passwords.authenticate(person.user.username, PASSWORD);
    expect(await passwords.isCurrent(verified)).toBe(true);
    await accounts.ban(signedIn(admin), person.user.id, 1, 'too loud');
    expect(await passwords.isCurrent(verified)).toBe(false);
  });

  it('is nobody by their own hand, and one of two administrators who ban each other at once', async () => {
    await expect(accounts.ban(signedIn(admin), admin.user.id, 1, 'a rest')).rejects.toMatchObject({
      code: 'forbidden',
    });
    const [one, other] = [await anAdministrator(app), await anAdministrator(app)];
    const ban = (by: Person, whom: Person) => accounts.ban(signedIn(by), whom.user.id, 1, 'war');
    const outcomes = await Promise.allSettled([ban(one, other), ban(other, one)]);
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    for (const { user } of [one, other]) await accounts.setRole(signedIn(admin), user.id, 'member', '');
  });
});

describe('another role', () => {
  it('is told to everybody, and the sockets of the person have it at once', async () => {
    const [person, witness, author] = [await register(app), await register(app), await register(app)];
    const [socket, seen] = [await connect(app, person), await connect(app, witness)];
    const message = await say(author, (await generalOf(author)).id, 'to be deleted');
    const remove = () => socket.ask('message:delete', { messageId: message.id });
    expect(await remove()).toMatchObject({ ok: false, error: { code: 'forbidden' } });
    await accounts.setRole(signedIn(admin), person.user.id, 'moderator', 'helps');
    expect(await remove()).toMatchObject({ ok: true });
    await until(
      () => seen.frames.some(({ members }) => members?.some(({ user }) => user.role === 'moderator')),
      'the witness is told',
    );
    await accounts.setRole(signedIn(admin), person.user.id, 'member', '');
    const second = await say(author, (await generalOf(author)).id, 'to stay');
    const again = await socket.ask('message:delete', { messageId: second.id });
    expect(again).toMatchObject({ ok: false, error: { code: 'forbidden' } });
  });

  it('is not taken from the last administrator who can act', async () => {
    const lone = await startApp();
    const service = lone.nest.get(AccountsService);
    const [last, banned] = [await anAdministrator(lone), await anAdministrator(lone)];
    await service.ban(signedIn(last), banned.user.id, 1, 'war');
    const role = service.setRole(signedIn(last), last.user.id, 'member', '');
    await expect(role).rejects.toMatchObject({ code: 'forbidden' });
    await lone.stop();
  });
});

it('whose sessions are ended has to sign in again, and may', async () => {
  const person = await register(app);
  const { socket } = await connect(app, person);
  const closed = new Promise((resolve) => socket.once('disconnect', resolve));
  await accounts.endSessions(signedIn(admin), person.user.id, 'a lost phone');
  await closed;
  await person.get('/api/users/me').expect(401);
  await login(app, person.user.username);
});

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
