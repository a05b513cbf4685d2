import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import request from 'supertest';
import { CONFIRMED_MS } from '../../src/auth/confirmation.js';
import { Clock } from '../../src/common/clock.js';
import { startApp, type TestApp } from '../support/app.js';
import { confirm } from '../support/panel.js';
import { anAdministrator, login, PASSWORD, type Person, register } from '../support/people.js';
import { codeOf, turnOn } from '../support/second-factor.js';

let app: TestApp;
let admin: Person;
beforeAll(async () => {
  app = await startApp();
  admin = await anAdministrator(app);
});
afterEach(() => {
  jest.restoreAllMocks();
});
afterAll(() => app.stop());

const send = (cookie: string, password: string, at = app) =>
  request(at.url).post('/admin/confirm').type('form').set('Cookie', cookie).send({ password });
const open = (cookies: string) => request(app.url).get('/admin/api/dashboard').set('Cookie', cookies);

describe('confirming the password', () => {
  it('is asked of administrators alone', async () => {
    const anonymous = await request(app.url).get('/admin/confirm').expect(303);
    expect(anonymous.headers['location']).toBe('/login');
    await (await register(app)).get('/admin/confirm').expect(403);
    const page = await admin.get('/admin/confirm').set('Accept-Language', 'ru').expect(200);
    expect(page.text).toContain('Подтвердите пароль');
    expect(page.headers['content-security-policy']).toMatch(/^default-src 'none';(?!.*script-src)/);
    // Else a browser calls the origin of the form `null`, and it is refused.
    expect(page.headers['referrer-policy']).toBe('same-origin');
  });

  it('says that a password is wrong, and opens nothing', async () => {
    const answer = await send(admin.cookie, 'a wrong one').expect(403);
    expect(answer.text).toContain('role="alert"');
    expect(answer.headers['set-cookie']).toBeUndefined();
  });

  it('opens the panel for 15 minutes, by a cookie that goes nowhere else', async () => {
    const answer = await send(admin.cookie, PASSWORD).expect(303);
    expect(String(answer.headers['set-cookie'])).toMatch(/Path=\/admin; .*HttpOnly; SameSite=Strict/);
    const cookies = await confirm(app, admin);
    await open(cookies).expect(200);
    const later = Date.now() + CONFIRMED_MS;
    jest.spyOn(app.nest.get(Clock), 'now').mockReturnValue(later);
    expect((await open(cookies).expect(403)).body).toMatchObject({ code: 'confirmation_needed' });
  });

  it('is worth nothing in another session, nor when it was changed', async () => {
    const [, confirmed = ''] = (await confirm(app, admin)).split('; ');
    const other = await login(app, admin.user.username);
    await open(`${other.cookie}; ${confirmed}`).expect(403);
    await open(`${admin.cookie}; ${confirmed.slice(0, -2)}xx`).expect(403);
  });

  it('is refused from another site', async () => {
    await send(admin.cookie, PASSWORD).set('Origin', 'https://evil.example').expect(403);
  });

  it('is tried ten times, not more', async () => {
    const limited = await startApp({ RATE_LIMITS: 'on' });
    const person = await anAdministrator(limited);
    for (let attempt = 0; attempt < 10; attempt++) await send(person.cookie, 'a wrong one', limited).expect(403);
    await send(person.cookie, PASSWORD, limited).expect(429);
    await limited.stop();
  });
});

describe('with a second factor', () => {
  const answer = (person: Person, code: string, at = app) =>
    request(at.url).post('/admin/confirm').type('form').set('Cookie', person.cookie).send({ password: PASSWORD, code });

  it('takes a code too, once', async () => {
    const person = await anAdministrator(app);
    const { secret, recoveryCodes } = await turnOn(person);
    expect((await person.get('/admin/confirm').expect(200)).text).toContain('autocomplete="one-time-code"');
    expect((await send(person.cookie, PASSWORD).expect(401)).text).toContain('Give a code too.');
    expect((await answer(person, '').expect(401)).headers['set-cookie']).toBeUndefined();
    expect((await answer(person, '000000').expect(403)).text).toContain('The code is wrong');
    const other = await request(app.url)
      .post('/admin/confirm')
      .type('form')
      .set('Cookie', person.cookie)
      .send({ password: 'a wrong one', code: codeOf(secret, 1) })
      .expect(403);
    expect(other.text).toContain('The password is wrong');
    await open(await confirm(app, person, codeOf(secret, 1))).expect(200);
    await answer(person, codeOf(secret, 1)).expect(403);
    await open(await confirm(app, person, recoveryCodes[0])).expect(200);
    await answer(person, recoveryCodes[0]!).expect(403);
  });

  it('is not asked of those who have none', async () => {
    const person = await anAdministrator(app);
    expect((await person.get('/admin/confirm').expect(200)).text).not.toContain('name="code"');
  });
});

describe('where administrators have to have a second factor', () => {
  let strict: TestApp;
  beforeAll(async () => {
    strict = await startApp({ ADMIN_SECOND_FACTOR: 'required' });
  });
  afterAll(() => strict.stop());

  const data = (cookies: string) => request(strict.url).get('/admin/api/dashboard').set('Cookie', cookies);

  it('one without is told what to do, in both languages, and stays out; the chat is open', async () => {
    const person = await anAdministrator(strict);
    const page = (language: string) => person.get('/admin/confirm').set('Accept-Language', language).expect(403);
    expect((await page('en')).text).toMatch(/Turn it on in your settings[^]*href="\/settings"/);
    expect((await page('ru')).text).toContain('Включите его в настройках');
    expect((await page('en')).text).not.toContain('<form');
    const refused = await send(person.cookie, PASSWORD, strict).expect(403);
    expect(refused.headers['set-cookie']).toBeUndefined();
    await data(person.cookie).expect(403);
    await person.get('/api/channels').expect(200);
    const { user } = await register(strict);
    const act = await person.put(`/api/users/${user.id}/active`, { active: false }).expect(403);
    expect(act.body).toMatchObject({ code: 'second_factor_missing' });
  });

  it('is in as soon as it is on, and out as soon as it is off', async () => {
    const person = await anAdministrator(strict);
    const { secret, recoveryCodes } = await turnOn(person);
    const cookies = await confirm(strict, person, codeOf(secret, 1));
    await data(cookies).expect(200);
    const proof = { password: PASSWORD, code: recoveryCodes[0] };
    await person.post('/api/auth/second-factor/removal', proof).expect(204);
    expect((await data(cookies).expect(403)).body).toMatchObject({ code: 'second_factor_missing' });
    const page = await request(strict.url).get('/admin').set('Cookie', cookies).expect(303);
    expect(page.headers['location']).toBe('/admin/confirm');
  });
});
