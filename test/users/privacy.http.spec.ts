import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startApp, type TestApp } from '../support/app.js';
import { type Person, register } from '../support/people.js';

let app: TestApp;
let person: Person;
beforeAll(async () => {
  app = await startApp();
  person = await register(app);
});
afterAll(() => app.stop());

const path = '/api/users/me/privacy';

describe('privacy over HTTP', () => {
  it('begins as visible, and is as it was set last, for oneself only', async () => {
    const other = await register(app);
    expect((await person.get(path).expect(200)).body).toEqual({ invisible: false });
    expect((await person.put(path, { invisible: true }).expect(200)).body).toEqual({ invisible: true });
    expect((await person.put(path, { invisible: true }).expect(200)).body).toEqual({ invisible: true });
    expect((await person.get(path).expect(200)).body).toEqual({ invisible: true });
    expect((await other.get(path).expect(200)).body).toEqual({ invisible: false });
    await person.put(path, { invisible: false }).expect(200);
    expect((await person.get(path).expect(200)).body).toEqual({ invisible: false });
  });

  it('is seen by nobody in a view of the person', async () => {
    await person.put(path, { invisible: true }).expect(200);
    expect((await person.get('/api/users/me').expect(200)).body).toEqual(person.user);
  });

  it.each([{}, { invisible: 'yes' }, { invisible: null }, { invisible: true, other: 1 }])(
    'refuses %j',
    async (body) => {
      expect((await person.put(path, body).expect(400)).body).toMatchObject({ code: 'validation_failed' });
    },
  );

  it('is for people who are signed in', async () => {
    expect((await fetch(`${app.url}${path}`)).status).toBe(401);
  });
});
