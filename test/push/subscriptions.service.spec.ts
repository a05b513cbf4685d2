import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { getRepositoryToken } from '@nestjs/typeorm';
import type { Repository } from 'typeorm';
import { LIMITS } from '../../src/contract/limits.js';
import { PushSubscription } from '../../src/push/push-subscription.entity.js';
import { SubscriptionsService } from '../../src/push/subscriptions.service.js';
import { startApp, type TestApp } from '../support/app.js';
import { anAdministrator, login, type Person, register } from '../support/people.js';
import { aBrowser } from '../support/push-service.js';
import { until } from '../support/until.js';

let app: TestApp;
let rows: Repository<PushSubscription>;
beforeAll(async () => {
  app = await startApp({ PUSH_ADDRESSES: 'any' });
  rows = app.nest.get<Repository<PushSubscription>>(getRepositoryToken(PushSubscription));
});
afterAll(() => app.stop());

const subscribe = (person: Person, wanted = aBrowser()) => person.put('/api/users/me/push', wanted).expect(204);
const of = ({ user }: Person) => rows.find({ where: { userId: user.id }, order: { createdAt: 'ASC', id: 'ASC' } });
const hasAny = () => app.nest.get(SubscriptionsService).hasAny;

it('nobody has one at first, and none is left when the last one goes', async () => {
  const person = await register(app);
  expect(hasAny()).toBe(false);
  await subscribe(person);
  expect(hasAny()).toBe(true);
  await person.delete('/api/users/me/push').expect(204);
  expect([hasAny(), await of(person)]).toEqual([false, []]);
});

it('a session has one, the last that it asked for', async () => {
  const person = await register(app);
  const [first, second] = [aBrowser(), aBrowser()];
  for (const wanted of [first, second, second, { ...second, showText: false }]) await subscribe(person, wanted);
  expect(await of(person)).toMatchObject([{ ...second, showText: false }]);
});

it('a browser belongs to who signed in there last', async () => {
  const [one, other] = [await register(app), await register(app)];
  const browser = aBrowser();
  await subscribe(one, browser);
  await subscribe(other, browser);
  expect([await of(one), (await of(other)).length]).toEqual([[], 1]);
});

it('a person has a bounded number of them, and the oldest goes first', async () => {
  const person = await register(app);
  const endpoints: string[] = [];
  for (let i = 0; i < LIMITS.pushSubscriptions + 2; i++) {
    const browser = aBrowser();
    endpoints.push(browser.endpoint);
    await subscribe(await login(app, person.user.username), browser);
  }
  expect((await of(person)).map(({ endpoint }) => endpoint)).toEqual(endpoints.slice(2));
});

it('it goes with its session, however that ends, and no other goes', async () => {
  const person = await register(app);
  const name = person.user.username;
  const [phone, tablet, laptop] = [await login(app, name), await login(app, name), await login(app, name)];
  for (const device of [person, phone, tablet, laptop]) await subscribe(device);
  await phone.post('/api/auth/logout').expect(204);
  await until(async () => (await of(person)).length === 3);
  const { items } = (await tablet.get('/api/auth/sessions').expect(200)).body as {
    items: { id: string; current: boolean }[];
  };
  await laptop.delete(`/api/auth/sessions/${items.find(({ current }) => current)!.id}`).expect(204);
  await until(async () => (await of(person)).length === 2);
  await laptop.delete('/api/auth/sessions').expect(204);
  await until(async () => (await of(person)).length === 1);
  const administrator = await anAdministrator(app);
  await administrator.put(`/api/users/${person.user.id}/active`, { active: false }).expect(200);
  await until(async () => (await of(person)).length === 0);
});
