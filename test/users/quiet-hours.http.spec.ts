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

const path = '/api/users/me/quiet-hours';
const hours = { from: '22:00', to: '07:30', timeZone: 'Europe/Moscow' };

describe('quiet hours over HTTP', () => {
  it('are none at first, then as they were set last, and none again, for oneself only', async () => {
    const other = await register(app);
    expect((await person.get(path).expect(200)).body).toEqual({ quietHours: null });
    expect((await person.put(path, hours).expect(200)).body).toEqual({ quietHours: hours });
    expect((await person.put(path, { ...hours, to: '08:00' }).expect(200)).body.quietHours.to).toBe('08:00');
    expect((await person.get(path).expect(200)).body).toEqual({ quietHours: { ...hours, to: '08:00' } });
    expect((await other.get(path).expect(200)).body).toEqual({ quietHours: null });
    await person.delete(path).expect(204);
    expect((await person.get(path).expect(200)).body).toEqual({ quietHours: null });
  });

  it.each([
    {},
    { ...hours, from: '24:00' },
    { ...hours, from: '7:00' },
    { ...hours, to: 5 },
    { ...hours, to: '22:00' },
    { ...hours, timeZone: 'Europe/Nowhere' },
    { ...hours, timeZone: null },
    { ...hours, other: 1 },
  ])('refuse %j', async (body) => {
    expect((await person.put(path, body).expect(400)).body).toMatchObject({ code: 'validation_failed' });
  });
});
