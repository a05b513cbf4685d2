import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { startApp, type TestApp } from '../support/app.js';
import { anAdministrator, type Person, register } from '../support/people.js';

let app: TestApp;
let admin: Person;
let person: Person;
beforeAll(async () => {
  app = await startApp();
  [admin, person] = [await anAdministrator(app), await register(app)];
});
afterAll(() => app.stop());

it('an administrator deactivates and restores an account over HTTP; nobody else does', async () => {
  const path = `/api/users/${person.user.id}/active`;
  await person.put(path, { active: true }).expect(403);
  await admin.put(path, { active: 'no' }).expect(400);
  expect((await admin.put(path, { active: false }).expect(200)).body).toMatchObject({ id: person.user.id });
  await person.get('/api/users/me').expect(401);
  await admin.put(path, { active: true }).expect(200);
});
