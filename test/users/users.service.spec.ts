import { afterAll, beforeAll, expect, it } from '@jest/globals';
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
