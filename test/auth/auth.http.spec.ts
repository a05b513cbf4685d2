import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import request from 'supertest';
import { SessionsService } from '../../src/auth/sessions.service.js';
import { startApp, type TestApp } from '../support/app.js';
import { cookieOf, login, PASSWORD, register } from '../support/people.js';

let app: TestApp;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.stop());

const me = (cookie: string) => request(app.url).get('/api/auth/session').set('Cookie', cookie);

describe('signing in', () => {
  it('sets a cookie that scripts cannot read and other sites cannot send', async () => {
    const answer = await request(app.url).post('/api/auth/register').send({ username: 'Anna', password: PASSWORD });
    expect(answer.status).toBe(201);
    const [cookie] = answer.headers['set-cookie'] as unknown as string[];
    expect(cookie).toMatch(/^veche\.sid=.+; Path=\/; Expires=.+; HttpOnly; SameSite=Lax$/);
    expect((await me(cookieOf(answer)).expect(200)).body).toMatchObject({
      user: { username: 'Anna' },
      session: { current: true },
    });
  });

  it('marks the cookie Secure behind a proxy that ends TLS, if it is one we trust', async () => {
    const proxied = await startApp({ TRUST_PROXY: 'loopback' });
    const over = (url: string) =>
      request(url)
        .post('/api/auth/register')
        .set('X-Forwarded-Proto', 'https')
        .send({ username: 'Proxied', password: PASSWORD });
    expect((await over(proxied.url)).headers['set-cookie']?.[0]).toMatch(/; Secure/);
    expect((await over(app.url)).headers['set-cookie']?.[0]).not.toMatch(/; Secure/);
    await proxied.stop();
  });

  it('makes a new session and ends the one that the browser held before', async () => {
    const first = await register(app, 'Boris');
    const answer = await first.post('/api/auth/login', { username: 'boris', password: PASSWORD }).expect(200);
    expect(cookieOf(answer)).not.toBe(first.cookie);
    await me(first.cookie).expect(401);
    await me(cookieOf(answer)).expect(200);
  });

  it('does not take over a session id that somebody planted', async () => {
    const planted = 'veche.sid=s%3Aplanted.signature';
    const answer = await request(app.url)
      .post('/api/auth/login')
      .set('Cookie', planted)
      .send({ username: 'Boris', password: PASSWORD })
      .expect(200);
    expect(cookieOf(answer)).not.toContain('planted');
  });

  it('answers an unknown name and a wrong password alike', async () => {
    const attempt = (username: string) =>
      request(app.url).post('/api/auth/login').send({ username, password: 'wrong but long' }).expect(401);
    const bodies = [(await attempt('nobody')).body, (await attempt('Boris')).body] as Record<string, unknown>[];
    for (const body of bodies) delete body['requestId'];
    expect(bodies[0]).toEqual(bodies[1]);
    expect(bodies[0]).toMatchObject({ code: 'invalid_credentials' });
  });

  it.each([
    {},
    { username: 'Boris' },
    { username: {}, password: PASSWORD },
    { username: ['Boris'], password: PASSWORD },
    { username: 'Boris', password: { $ne: '' } },
    { username: 'Boris', password: PASSWORD, role: 'admin' },
    { username: 'Bo\u0000ris', password: PASSWORD },
    { username: 'Boris', password: 'x'.repeat(5_000) },
  ])('refuses %j as not valid', async (body) => {
    const answer = await request(app.url).post('/api/auth/login').send(body).expect(400);
    expect(answer.body).toMatchObject({ code: 'validation_failed' });
    expect(answer.type).toBe('application/problem+json');
  });
});

describe('registration', () => {
  it.each([
    ['a', 'isText'],
    ['x'.repeat(33), 'isText'],
    ['two words', 'matches'],
    ['-dash', 'matches'],
    ['a..b', 'matches'],
    ['<script>', 'matches'],
    ['tab\tbed', 'isText'],
    ['\u3164\u3164', 'matches'],
    ['admin\ufe0f', 'matches'],
    ['adm\u115fin', 'matches'],
    [`a${'\u0301'.repeat(4)}`, 'matches'],
    [7, 'isText'],
  ])('refuses the name %j', async (username, code) => {
    const answer = await request(app.url).post('/api/auth/register').send({ username, password: PASSWORD }).expect(400);
    const { errors } = answer.body as { errors: { pointer: string; code: string }[] };
    expect(errors).toContainEqual(expect.objectContaining({ pointer: '/username', code }));
  });

  it.each(['\u200b\u200b', '\ufeff', 'evil\u202egnp', '\u2066x'])('refuses the shown name %j', async (displayName) => {
    const body = { username: 'Shown', password: PASSWORD, displayName };
    const answer = await request(app.url).post('/api/auth/register').send(body).expect(400);
    expect(JSON.stringify(answer.body)).toContain('/displayName');
  });

  it('takes a shown name of any script, with emoji', async () => {
    for (const [index, displayName] of ['Ольга 🌻', '名前', 'نورة', 'x', '!', '👩\u200d🚀'].entries()) {
      const body = { username: `Shown${index}`, password: PASSWORD, displayName };
      await request(app.url).post('/api/auth/register').send(body).expect(201);
    }
  });

  it('does not let anyone choose their role', async () => {
    const body = { username: 'Mallory', password: PASSWORD, role: 'admin' };
    await request(app.url).post('/api/auth/register').send(body).expect(400);
    await request(app.url).post('/api/auth/login').send({ username: 'Mallory', password: PASSWORD }).expect(401);
  });

  it('never shows a hash', async () => {
    const person = await register(app, 'Sergej');
    const shown = await Promise.all(
      ['auth/session', 'auth/sessions', 'users/me'].map((path) => person.get(`/api/${path}`)),
    );
    for (const { text } of shown) expect(text).not.toMatch(/argon2|hash|usernameKey/);
  });
});

describe('a session', () => {
  it('ends with signing out, and stays ended', async () => {
    const person = await register(app);
    await person.post('/api/auth/logout').expect(204);
    await person.get('/api/auth/session').expect(401);
    await person.post('/api/auth/logout').expect(204);
  });

  it('is seen and ended by its person only', async () => {
    const person = await register(app);
    const elsewhere = await login(app, person.user.username);
    const stranger = await register(app);
    const list = async () =>
      ((await person.get('/api/auth/sessions').expect(200)).body as { items: { id: string; current: boolean }[] })
        .items;
    expect(await list()).toHaveLength(2);
    const other = (await list()).find(({ current }) => !current)!;
    const foreign = await stranger.delete(`/api/auth/sessions/${other.id}`).expect(404);
    const missing = await stranger.delete(`/api/auth/sessions/${'0'.repeat(64)}`).expect(404);
    expect((foreign.body as { code: string }).code).toBe((missing.body as { code: string }).code);
    await person.delete(`/api/auth/sessions/${other.id}`).expect(204);
    await elsewhere.get('/api/auth/session').expect(401);
    expect(await list()).toHaveLength(1);
  });

  it('is the only one left when all others are ended', async () => {
    const person = await register(app);
    const others = await Promise.all([login(app, person.user.username), login(app, person.user.username)]);
    await person.delete('/api/auth/sessions').expect(204);
    await person.get('/api/auth/session').expect(200);
    for (const other of others) await other.get('/api/auth/session').expect(401);
  });
});

describe('the password', () => {
  it('is changed by who knows it, and ends the other sessions', async () => {
    const person = await register(app);
    const elsewhere = await login(app, person.user.username);
    const change = (currentPassword: string, newPassword: string) =>
      person.put('/api/auth/password', { currentPassword, newPassword });
    await change('not the password', 'a new long password').expect(403);
    const weak = await change(PASSWORD, '12345678').expect(400);
    expect(weak.body).toMatchObject({ errors: [{ pointer: '/newPassword', code: 'isCommon' }] });
    await elsewhere.get('/api/auth/session').expect(200);
    await change(PASSWORD, 'a new long password').expect(204);
    await elsewhere.get('/api/auth/session').expect(401);
    await person.get('/api/auth/session').expect(200);
    await login(app, person.user.username, 'a new long password');
    await request(app.url)
      .post('/api/auth/login')
      .send({ username: person.user.username, password: PASSWORD })
      .expect(401);
  });
});

describe('a sign-in that runs while the password changes', () => {
  it('does not leave a session behind', async () => {
    const person = await register(app);
    const sessions = app.nest.get(SessionsService);
    const open = sessions.open.bind(sessions);
    // The old password was verified by now, and the session is about to be made.
    sessions.open = async (...session) => {
      sessions.open = open;
      const change = { currentPassword: PASSWORD, newPassword: 'a new long password' };
      await person.put('/api/auth/password', change).expect(204);
      await open(...session);
    };
    const body = { username: person.user.username, password: PASSWORD };
    const answer = await request(app.url).post('/api/auth/login').send(body).expect(401);
    expect(answer.body).toMatchObject({ code: 'invalid_credentials' });
    const { items } = (await person.get('/api/auth/sessions').expect(200)).body as { items: unknown[] };
    expect(items).toHaveLength(1);
  });
});

describe('a foreign origin', () => {
  it.each([
    [{ Origin: 'http://evil.example' }],
    [{ Origin: 'null' }],
    [{ Origin: 'http://127.0.0.1' }],
    [{ 'Sec-Fetch-Site': 'cross-site' }],
    [{ 'Sec-Fetch-Site': 'same-site' }],
  ])('is refused with %j', async (headers) => {
    const person = await register(app);
    const answer = await person.post('/api/auth/logout').set(headers).expect(403);
    expect(answer.body).toMatchObject({ code: 'foreign_origin' });
    await person.get('/api/auth/session').expect(200);
  });

  it('is not ours, nor a program that has none, nor the public address', async () => {
    const published = await startApp({ PUBLIC_URL: 'https://chat.example.org' });
    const person = await register(published);
    const named = { Origin: 'http://chat.example', Host: 'chat.example:80' };
    for (const headers of [{}, { Origin: published.url }, { Origin: 'https://chat.example.org' }, named]) {
      await person.delete('/api/auth/sessions').set(headers).expect(204);
    }
    await published.stop();
  });
});

describe('attempts', () => {
  it('are limited per account and address, with the time to wait', async () => {
    const limited = await startApp({ RATE_LIMITS: 'on' });
    const attempt = (username: string) =>
      request(limited.url).post('/api/auth/login').send({ username, password: 'wrong but long' });
    for (let number = 0; number < 10; number++) await attempt('Victim').expect(401);
    const refused = await attempt('vICTIM').expect(429);
    expect(refused.body).toMatchObject({ code: 'too_many_requests', retryable: true });
    const seconds = Number(refused.headers['retry-after']);
    expect(seconds).toBeGreaterThan(0);
    expect(seconds).toBeLessThanOrEqual(15 * 60);
    await attempt('Somebody').expect(401);
    await limited.stop();
  });

  it('are limited per address over all names, and a forged header does not help', async () => {
    const limited = await startApp({ RATE_LIMITS: 'on' });
    const attempt = (number: number) =>
      request(limited.url)
        .post('/api/auth/register')
        .set('X-Forwarded-For', `10.0.0.${number}`)
        .send({ username: `x${number}`, password: 'short' });
    for (let number = 0; number < 100; number++) await attempt(number).expect(400);
    await attempt(100).expect(429);
    await limited.stop();
  });
});

describe('what is closed', () => {
  it.each(['users/me', 'users?ids=x', 'channels', 'auth/session', 'auth/sessions', 'channels/x/messages'])(
    'GET /api/%s asks for a session',
    async (path) => {
      const answer = await request(app.url).get(`/api/${path}`).expect(401);
      expect(answer.body).toMatchObject({ code: 'unauthenticated' });
    },
  );
});
