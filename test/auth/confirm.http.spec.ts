import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import request from 'supertest';
import { CONFIRMED_MS } from '../../src/auth/confirmation.js';
import { Clock } from '../../src/common/clock.js';
import { startApp, type TestApp } from '../support/app.js';
import { confirm } from '../support/panel.js';
import { anAdministrator, login, PASSWORD, type Person, register } from '../support/people.js';

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
