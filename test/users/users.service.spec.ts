import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { EventBus } from '../../src/events/event-bus.js';
import type { Fact } from '../../src/events/facts.js';
import { UsersService } from '../../src/users/users.service.js';
import { startApp, type TestApp } from '../support/app.js';
import { register } from '../support/people.js';

let app: TestApp;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.stop());

it('people are found by id, by any spelling of their name, and many at once', async () => {
  const users = app.nest.get(UsersService);
  const [one, two] = [await register(app, 'Пётр'), await register(app, 'Second')];
  expect(await users.findByUsername('ПЁТР')).toMatchObject({ id: one.user.id });
  expect(await users.findByUsername('nobody')).toBeNull();
  const many = await users.getMany([one.user.id, two.user.id, '00000000-0000-4000-8000-000000000000']);
  expect(many.map(({ id }) => id).sort()).toEqual([one.user.id, two.user.id].sort());
  await expect(users.get('00000000-0000-4000-8000-000000000000')).rejects.toMatchObject({ code: 'user_not_found' });
});

it('who is invisible is kept, and is a fact once for every change', async () => {
  const users = app.nest.get(UsersService);
  const { id: userId } = (await register(app)).user;
  const facts: Fact[] = [];
  app.nest.get(EventBus).listen((told) => facts.push(...told));
  for (const invisible of [false, true, true, false]) {
    await users.setInvisible(userId, invisible);
    expect(await users.get(userId)).toMatchObject({ invisible });
  }
  const type = 'privacy.changed';
  expect(facts).toEqual([
    { type, userId, invisible: true },
    { type, userId, invisible: false },
  ]);
  await expect(users.setInvisible('00000000-0000-4000-8000-000000000000', true)).rejects.toMatchObject({
    code: 'user_not_found',
  });
});
