import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { PasswordHasher } from '../../src/auth/password-hasher.js';
import { PasswordsService } from '../../src/auth/passwords.service.js';
import { RegistrationService } from '../../src/auth/registration.service.js';
import { startApp, type TestApp } from '../support/app.js';

let app: TestApp;
let passwords: PasswordsService;
beforeAll(async () => {
  app = await startApp();
  passwords = app.nest.get(PasswordsService);
  await app.nest.get(RegistrationService).register({ username: 'Vera', password: 'long enough to pass' });
});
afterAll(() => app.stop());

describe('passwords', () => {
  it('find the person by any spelling of the name', async () => {
    expect(await passwords.authenticate('vERA', 'long enough to pass')).toMatchObject({ user: { username: 'Vera' } });
  });

  it('give an unknown name and a wrong password the same answer', async () => {
    const unknown: unknown = await passwords.authenticate('nobody', 'whatever it is').catch((error: unknown) => error);
    const wrong: unknown = await passwords.authenticate('Vera', 'whatever it is').catch((error: unknown) => error);
    expect(unknown).toMatchObject({ code: 'invalid_credentials' });
    expect(JSON.stringify(unknown)).toBe(JSON.stringify(wrong));
  });

  it('take as long for an unknown name as for a wrong password', async () => {
    const time = async (name: string) => {
      const start = performance.now();
      await passwords.authenticate(name, 'whatever it is').catch(() => undefined);
      return performance.now() - start;
    };
    const ratios: number[] = [];
    for (let round = 0; round < 15; round++) ratios.push((await time('nobody')) / (await time('Vera')));
    const median = ratios.sort((a, b) => a - b)[7]!;
    expect(median).toBeGreaterThan(0.5);
    expect(median).toBeLessThan(2);
  });

  it('are the same in any Unicode form', async () => {
    await app.nest.get(RegistrationService).register({ username: 'Zoe', password: 'e\u0301clair au chocolat' });
    expect(await passwords.authenticate('Zoe', '\u00e9clair au chocolat')).toMatchObject({ user: { username: 'Zoe' } });
  });

  it('are hashed a few at a time; a flood is told to come later', async () => {
    const hasher = new PasswordHasher();
    const outcomes = await Promise.allSettled(Array.from({ length: 80 }, () => hasher.verify(undefined, 'x')));
    const refused = outcomes.filter(({ status }) => status === 'rejected');
    expect(refused).toHaveLength(80 - 64 - 2);
    expect(refused[0]).toMatchObject({ reason: { code: 'busy' } });
  });
});
