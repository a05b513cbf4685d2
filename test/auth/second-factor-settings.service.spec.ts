import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { SecondFactorSettingsService } from '../../src/auth/second-factor-settings.service.js';
import { SecondFactorsService } from '../../src/auth/second-factors.service.js';
import { startApp, type TestApp } from '../support/app.js';
import { PASSWORD, type Person, register } from '../support/people.js';
import { codeOf, turnOn } from '../support/second-factor.js';

let app: TestApp;
let settings: SecondFactorSettingsService;
beforeAll(async () => {
  app = await startApp();
  settings = app.nest.get(SecondFactorSettingsService);
});
afterAll(() => app.stop());

const statusesOf = async (works: Promise<unknown>[]) =>
  (await Promise.allSettled(works)).map(({ status }) => status).sort();
const isOn = ({ user }: Person) => app.nest.get(SecondFactorsService).isOn(user.id);

it('begun in several tabs at once, one secret is left, and it works', async () => {
  const { user } = await register(app);
  const begun = await Promise.allSettled([1, 2, 3, 4, 5].map(() => settings.begin(user.id, PASSWORD)));
  const secrets = begun.flatMap((one) => (one.status === 'fulfilled' ? [one.value.secret] : []));
  expect(secrets).toHaveLength(5);
  const outcomes = await statusesOf(secrets.map((secret) => settings.confirm(user.id, codeOf(secret))));
  expect(outcomes).toEqual(['fulfilled', ...Array<string>(4).fill('rejected')]);
});

it('what is on is not begun anew, also not while it is being confirmed', async () => {
  const ann = await register(app);
  const { secret } = await settings.begin(ann.user.id, PASSWORD);
  const [confirmed, again] = await Promise.allSettled([
    settings.confirm(ann.user.id, codeOf(secret)),
    settings.begin(ann.user.id, PASSWORD),
  ]);
  // Whichever came first: it is never on with a secret that nobody confirmed.
  expect(await isOn(ann)).toBe(confirmed.status === 'fulfilled');
  expect(again.status === 'fulfilled' && confirmed.status === 'fulfilled').toBe(false);
});

it('of two who turn it off with the same code one comes late', async () => {
  const ann = await register(app);
  const { secret } = await turnOn(ann);
  const off = () => settings.turnOff(ann.user.id, PASSWORD, codeOf(secret, 1));
  expect(await statusesOf([off(), off()])).toEqual(['fulfilled', 'rejected']);
  expect(await isOn(ann)).toBe(false);
});

it('recovery codes that are made twice with one code are made once', async () => {
  const ann = await register(app);
  const { secret } = await turnOn(ann);
  const renew = () => settings.renewRecoveryCodes(ann.user.id, PASSWORD, codeOf(secret, 1));
  expect(await statusesOf([renew(), renew()])).toEqual(['fulfilled', 'rejected']);
});
