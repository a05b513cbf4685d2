import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { getDataSourceToken } from '@nestjs/typeorm';
import type { DataSource } from 'typeorm';
import { Admission } from '../../src/auth/admission.js';
import { RegistrationService } from '../../src/auth/registration.service.js';
import { startApp, type TestApp } from '../support/app.js';

let app: TestApp;
let registration: RegistrationService;
beforeAll(async () => {
  app = await startApp();
  registration = app.nest.get(RegistrationService);
});
afterAll(() => app.stop());

const password = 'long enough to pass';
const count = async (table: string) => {
  const [row] = await app.nest
    .get<DataSource>(getDataSourceToken())
    .query<{ count: number }[]>(`SELECT COUNT(*) AS "count" FROM "${table}"`);
  return row!.count;
};

describe('registration', () => {
  it('makes a person and puts them into the general chat at once', async () => {
    const user = await registration.register({ username: 'Ольга', password });
    expect(user).toMatchObject({ username: 'Ольга', displayName: 'Ольга', role: 'member' });
    expect(await count('membership')).toBe(1);
  });

  it.each([
    ['ольга', 'case'],
    ['ОЛЬГА', 'case'],
    ['Ольга', 'spelling'],
  ])('refuses %s, which differs from Ольга by %s only', async (username) => {
    await expect(registration.register({ username, password })).rejects.toMatchObject({ code: 'username_taken' });
  });

  it('compares names in their compatibility forms', async () => {
    await registration.register({ username: 'Straße', password });
    await expect(registration.register({ username: 'STRASSE', password })).rejects.toMatchObject({
      code: 'username_taken',
    });
    await registration.register({ username: 'plain', password });
    await expect(registration.register({ username: 'ｐｌａｉｎ', password })).rejects.toMatchObject({
      code: 'username_taken',
    });
  });

  it('gives a name that many ask for at once to one of them, and leaves nothing of the others', async () => {
    const before = await count('membership');
    const attempts = Array.from({ length: 8 }, () => registration.register({ username: 'wanted', password }));
    const outcomes = await Promise.allSettled(attempts);
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(await count('membership')).toBe(before + 1);
    expect(await count('password')).toBe(await count('user'));
  });

  it.each([
    ['short', 'length'],
    ['😀😀😀😀', 'length'],
    ['x'.repeat(257), 'length'],
    ['password123', 'isCommon'],
    ['QWERTYUIOP', 'isCommon'],
    ['ｐａｓｓｗｏｒｄ123', 'isCommon'],
    ['long-name.7', 'isName'],
    ['LONG-NAME.7', 'isName'],
    ['\ud800abcdefgh', 'isText'],
  ])('refuses the password %j', async (wrong, code) => {
    const attempt = registration.register({ username: 'long-name.7', password: wrong });
    await expect(attempt).rejects.toMatchObject({
      code: 'validation_failed',
      extras: { errors: [{ pointer: '/password', code }] },
    });
  });

  it('makes one administrator of a setup link that is used many times at once', async () => {
    const link = await app.nest.get(Admission).setupLink('http://chat');
    const setupToken = link!.split('=')[1]!;
    const attempts = Array.from({ length: 6 }, (_, number) =>
      registration.register({ username: `admin${number}`, password, setupToken }),
    );
    const outcomes = await Promise.allSettled(attempts);
    const made = outcomes.filter((outcome) => outcome.status === 'fulfilled');
    expect(made).toHaveLength(1);
    expect(made[0]).toMatchObject({ value: { role: 'admin' } });
    expect(await app.nest.get(Admission).setupLink('http://chat')).toBeNull();
  });

  it('refuses a setup token that is not the one', async () => {
    const attempt = registration.register({ username: 'intruder', password, setupToken: 'guess' });
    await expect(attempt).rejects.toMatchObject({ code: 'setup_token_invalid' });
  });

  it('is closed to people without a token where it is by invitation', async () => {
    const closed = await startApp({ REGISTRATION: 'invite' });
    try {
      const attempt = closed.nest.get(RegistrationService).register({ username: 'somebody', password });
      await expect(attempt).rejects.toMatchObject({ code: 'registration_closed' });
    } finally {
      await closed.stop();
    }
  });
});
