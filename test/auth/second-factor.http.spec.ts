import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import request from 'supertest';
import { AuditEntry } from '../../src/audit/audit-entry.entity.js';
import { PasswordLinks } from '../../src/auth/password-links.js';
import { Clock } from '../../src/common/clock.js';
import { WriteQueue } from '../../src/database/write-queue.js';
import { startApp, type TestApp } from '../support/app.js';
import { confirm } from '../support/panel.js';
import { anAdministrator, cookieOf, login, PASSWORD, type Person, register } from '../support/people.js';
import { begin, codeOf, turnOn } from '../support/second-factor.js';

const HALF_MINUTE = 30_000;

let app: TestApp;
/** Half minutes by which the server is ahead. */
let ahead = 0;
beforeAll(async () => {
  app = await startApp();
  app.nest.get(Clock).now = () => Date.now() + ahead * HALF_MINUTE;
});
afterEach(() => {
  ahead = 0;
});
afterAll(() => app.stop());

const signIn = ({ user }: Person, code?: string, password = PASSWORD, at = app) =>
  request(at.url).post('/api/auth/login').send({ username: user.username, password, code });
const stateOf = async (person: Person) => (await person.get('/api/auth/second-factor').expect(200)).body as object;
const actsUpon = async ({ user }: Person) => {
  const { manager } = app.nest.get(WriteQueue)['writer'];
  return (await manager.find(AuditEntry, { where: { userId: user.id }, order: { id: 'ASC' } })).map(
    ({ actorId, act }) => [actorId, act],
  );
};

it('codes are those of RFC 6238', () => {
  // "12345678901234567890", at 59 seconds: appendix B, shortened to six digits.
  expect(codeOf('GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ', 0, 59_000)).toBe('287082');
});

describe('turning it on', () => {
  it('takes the password, then a code, and gives ten recovery codes', async () => {
    const ann = await register(app);
    expect(await stateOf(ann)).toEqual({ enabledAt: null, recoveryCodesLeft: 0 });
    const refused = await ann.post('/api/auth/second-factor', { password: 'not the password' }).expect(403);
    expect(refused.body).toMatchObject({ code: 'wrong_password' });
    const { body } = await ann.post('/api/auth/second-factor', { password: PASSWORD }).expect(201);
    const { secret, uri } = body as { secret: string; uri: string };
    expect(secret).toMatch(/^[A-Z2-7]{32}$/);
    expect(new URL(uri).searchParams.get('secret')).toBe(secret);
    expect(uri).toContain(`otpauth://totp/Veche:${ann.user.username}?issuer=Veche`);
    const wrong = await ann.put('/api/auth/second-factor', { code: '000000' }).expect(403);
    expect(wrong.body).toMatchObject({ code: 'wrong_code' });
    const answer = await ann.put('/api/auth/second-factor', { code: codeOf(secret) }).expect(200);
    const { recoveryCodes } = answer.body as { recoveryCodes: string[] };
    expect(new Set(recoveryCodes).size).toBe(10);
    expect(recoveryCodes.join()).toMatch(/^((\d{4}-){4}\d{4},?){10}$/);
    expect(await stateOf(ann)).toEqual({ enabledAt: expect.any(String), recoveryCodesLeft: 10 });
    expect(await actsUpon(ann)).toEqual([[ann.user.id, 'addSecondFactor']]);
  });

  it('leaves the sessions there are alone', async () => {
    const ann = await register(app);
    const elsewhere = await login(app, ann.user.username);
    await turnOn(ann);
    await elsewhere.get('/api/auth/session').expect(200);
  });

  it('changes nothing at the door while it is only begun, also not for who shows a code', async () => {
    const ann = await register(app);
    const secret = await begin(ann);
    await signIn(ann).expect(200);
    await signIn(ann, codeOf(secret)).expect(200);
    await signIn(ann, '000000').expect(200);
  });

  it('from two tabs counts the later secret, and only once', async () => {
    const ann = await register(app);
    const [first, second] = [await begin(ann), await begin(ann)];
    await ann.put('/api/auth/second-factor', { code: codeOf(first) }).expect(403);
    const both = await Promise.all([1, 2].map(() => ann.put('/api/auth/second-factor', { code: codeOf(second) })));
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
    const late = await ann.post('/api/auth/second-factor', { password: PASSWORD }).expect(409);
    expect(late.body).toMatchObject({ code: 'second_factor_on' });
    ahead = 1;
    await signIn(ann, codeOf(second, 1)).expect(200);
  });

  it('has to be begun', async () => {
    const ann = await register(app);
    await ann.put('/api/auth/second-factor', { code: '123456' }).expect(404);
  });

  it('names the server where its address is known', async () => {
    const published = await startApp({ PUBLIC_URL: 'https://chat.example.org' });
    const { body } = await (await register(published)).post('/api/auth/second-factor', { password: PASSWORD });
    expect((body as { uri: string }).uri).toContain('issuer=chat.example.org');
    await published.stop();
  });
});

describe('signing in with a second factor', () => {
  it('takes the password and a code in one request, and says which is missing to who knows the password alone', async () => {
    const ann = await register(app);
    const { secret } = await turnOn(ann);
    const asked = await signIn(ann).expect(401);
    expect(asked.body).toMatchObject({ code: 'second_factor_required' });
    expect(asked.headers['set-cookie']).toBeUndefined();
    const wrong = await signIn(ann, '000000').expect(403);
    expect(wrong.body).toMatchObject({ code: 'wrong_code' });
    expect(wrong.headers['set-cookie']).toBeUndefined();
    const guess = await signIn(ann, codeOf(secret, 1), 'not the password').expect(401);
    expect(guess.body).toMatchObject({ code: 'invalid_credentials' });
    // It was not even looked at, so it still counts.
    const code = codeOf(secret, 1);
    const cookie = cookieOf(await signIn(ann, `${code.slice(0, 3)} ${code.slice(3)}`).expect(200));
    await request(app.url).get('/api/auth/session').set('Cookie', cookie).expect(200);
  });

  it('accepts no code twice, nor one from before, nor one that is to come', async () => {
    const ann = await register(app);
    const { secret } = await turnOn(ann);
    // The one that turned it on.
    await signIn(ann, codeOf(secret)).expect(403);
    ahead = 3;
    for (const later of [0, 1, 5]) await signIn(ann, codeOf(secret, later)).expect(403);
    await signIn(ann, codeOf(secret, 3)).expect(200);
    await signIn(ann, codeOf(secret, 3)).expect(403);
    await signIn(ann, codeOf(secret, 2)).expect(403);
    await signIn(ann, codeOf(secret, 4)).expect(200);
  });

  it('lets one in of those who show the same code at once', async () => {
    const ann = await register(app);
    const { secret, recoveryCodes } = await turnOn(ann);
    for (const code of [codeOf(secret, 1), recoveryCodes[0]!]) {
      const all = await Promise.all([1, 2, 3, 4].map(() => signIn(ann, code)));
      expect(all.map(({ status }) => status).sort()).toEqual([200, 403, 403, 403]);
    }
  });

  it('takes each recovery code once, with or without its dashes, from its own person alone', async () => {
    const [ann, eve] = [await register(app), await register(app)];
    const { recoveryCodes } = await turnOn(ann);
    await turnOn(eve);
    const [first = '', second = ''] = recoveryCodes;
    await signIn(eve, first).expect(403);
    await signIn(ann, first).expect(200);
    await signIn(ann, first).expect(403);
    await signIn(ann, second.replaceAll('-', '')).expect(200);
    await signIn(ann, second).expect(403);
    expect(await stateOf(ann)).toMatchObject({ recoveryCodesLeft: 8 });
  });

  it.each([
    '',
    ' ',
    '12345',
    '1234567',
    '１２３４５６',
    '12345é',
    `${randomUUID()}.1.${'x'.repeat(43)}`,
    'x'.repeat(150),
  ])('refuses %j as a code', async (code) => {
    const ann = await register(app);
    await turnOn(ann);
    const { status } = await signIn(ann, code);
    expect([400, 403]).toContain(status);
  });

  it.each([[['000000']], [{ $ne: '' }], [null], [0]])('refuses %j as not valid', async (code) => {
    const ann = await register(app);
    const body = { username: ann.user.username, password: PASSWORD, code };
    await request(app.url).post('/api/auth/login').send(body).expect(400);
  });

  it('is guessed as often as a password, not more', async () => {
    const limited = await startApp({ RATE_LIMITS: 'on' });
    const ann = await register(limited);
    const secret = await begin(ann);
    await ann.put('/api/auth/second-factor', { code: codeOf(secret) }).expect(200);
    // One of ten was for making the account.
    for (let guess = 0; guess < 9; guess++) await signIn(ann, `00000${guess}`, PASSWORD, limited).expect(403);
    await signIn(ann, codeOf(secret, 1), PASSWORD, limited).expect(429);
    // Two of ten were for turning it on.
    const turnOff = () => ann.post('/api/auth/second-factor/removal', { password: PASSWORD, code: '000000' });
    for (let guess = 0; guess < 8; guess++) await turnOff().expect(403);
    await turnOff().expect(429);
    await limited.stop();
  });

  it('is not gone round by the link to a new password', async () => {
    const ann = await register(app);
    const { secret } = await turnOn(ann);
    const path = await app.nest.get(WriteQueue).run((tx) => app.nest.get(PasswordLinks).make(tx, ann.user.id));
    const body = { token: path.split('=')[1], newPassword: 'another long password' };
    const reset = await request(app.url).post('/api/auth/password/reset').send(body).expect(204);
    expect(reset.headers['set-cookie']).toBeUndefined();
    expect((await signIn(ann, undefined, 'another long password').expect(401)).body).toMatchObject({
      code: 'second_factor_required',
    });
    await signIn(ann, codeOf(secret, 1), 'another long password').expect(200);
  });
});

describe('turning it off', () => {
  it('takes the password and a code, is written down, and ends no session', async () => {
    const ann = await register(app);
    const { secret } = await turnOn(ann);
    const elsewhere = await login(app, ann.user.username, PASSWORD, codeOf(secret, 1));
    const turnOff = (password: string, code: string) => ann.post('/api/auth/second-factor/removal', { password, code });
    ahead = 2;
    expect((await turnOff('not the password', codeOf(secret, 2)).expect(403)).body).toMatchObject({
      code: 'wrong_password',
    });
    expect((await turnOff(PASSWORD, codeOf(secret, 1)).expect(403)).body).toMatchObject({ code: 'wrong_code' });
    await turnOff(PASSWORD, codeOf(secret, 2)).expect(204);
    expect((await turnOff(PASSWORD, codeOf(secret, 3)).expect(403)).body).toMatchObject({
      code: 'second_factor_missing',
    });
    await elsewhere.get('/api/auth/session').expect(200);
    expect(await stateOf(ann)).toEqual({ enabledAt: null, recoveryCodesLeft: 0 });
    await signIn(ann).expect(200);
    expect(await actsUpon(ann)).toEqual([
      [ann.user.id, 'addSecondFactor'],
      [ann.user.id, 'removeSecondFactor'],
    ]);
  });

  it('is done with a recovery code too', async () => {
    const ann = await register(app);
    const { recoveryCodes } = await turnOn(ann);
    await ann.post('/api/auth/second-factor/removal', { password: PASSWORD, code: recoveryCodes[9] }).expect(204);
  });
});

describe('new recovery codes', () => {
  it('take the password and a code, and void the old ones', async () => {
    const ann = await register(app);
    const { secret, recoveryCodes } = await turnOn(ann);
    const renew = (password: string, code: string) =>
      ann.post('/api/auth/second-factor/recovery-codes', { password, code });
    await renew('not the password', codeOf(secret, 1)).expect(403);
    await renew(PASSWORD, '000000').expect(403);
    const answer = await renew(PASSWORD, codeOf(secret, 1)).expect(201);
    const [fresh = ''] = (answer.body as { recoveryCodes: string[] }).recoveryCodes;
    await signIn(ann, recoveryCodes[0]).expect(403);
    await signIn(ann, fresh).expect(200);
    const eve = await register(app);
    await eve
      .post('/api/auth/second-factor/recovery-codes', { password: PASSWORD, code: '000000' })
      .expect(403)
      .expect(({ body }) => {
        expect(body).toMatchObject({ code: 'second_factor_missing' });
      });
  });
});

describe('the secret', () => {
  it('is in no answer after the first, and neither readable nor anybody else’s in the database', async () => {
    const ann = await anAdministrator(app);
    const { secret, recoveryCodes } = await turnOn(ann);
    const cookies = await confirm(app, ann, codeOf(secret, 1));
    const panel = (path: string) => request(app.url).get(`/admin/api/${path}`).set('Cookie', cookies);
    const rows = await app.nest
      .get(WriteQueue)
      .run(async ({ manager }) =>
        JSON.stringify([
          await manager.query('SELECT * FROM "second_factor"'),
          await manager.query('SELECT * FROM "recovery_code"'),
        ]),
      );
    expect(rows).toContain(ann.user.id);
    const shown = [
      rows,
      JSON.stringify(await stateOf(ann)),
      ...(await Promise.all(['auth/session', 'auth/sessions', 'users/me'].map((path) => ann.get(`/api/${path}`)))).map(
        ({ text }) => text,
      ),
      (await panel('resources/people/actions/list').expect(200)).text,
      (await panel(`resources/people/records/${ann.user.id}/show`).expect(200)).text,
    ].join('\n');
    for (const text of [secret, ...recoveryCodes, ...recoveryCodes.map((code) => code.replaceAll('-', ''))])
      expect(shown).not.toContain(text);
  });
});
