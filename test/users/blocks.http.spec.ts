import { afterAll, afterEach, beforeAll, expect, it } from '@jest/globals';
import { startApp, type TestApp } from '../support/app.js';
import { type Person, register } from '../support/people.js';
import { closeSockets, connect } from '../support/sockets.js';
import { until } from '../support/until.js';

let app: TestApp;
let ann: Person;
let bob: Person;
beforeAll(async () => {
  app = await startApp();
  [ann, bob] = [await register(app), await register(app)];
});
afterEach(closeSockets);
afterAll(() => app.stop());

it('a block is set and taken back over HTTP, told to the own devices, and never to the blocked one', async () => {
  const [mine, his] = [await connect(app, ann), await connect(app, bob)];
  const path = `/api/users/me/blocks/${bob.user.id}`;
  await ann.put(path).expect(204);
  await ann.put(path).expect(204);
  expect((await ann.get('/api/users/me/blocks').expect(200)).body.items).toMatchObject([{ user: { id: bob.user.id } }]);
  await ann.delete(path).expect(204);
  await until(() => mine.mine.length === 2, 'both changes are told');
  const told = [true, false].map((blocked) => ({ blocks: [{ userId: bob.user.id, blocked }] }));
  expect([mine.mine, his.mine]).toEqual([told, []]);
  expect((await bob.get(`/api/users/${ann.user.id}`).expect(200)).body).not.toHaveProperty('blocked');
});
