import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startApp, type TestApp } from '../support/app.js';
import { type Person, register } from '../support/people.js';

let app: TestApp;
let person: Person;
beforeAll(async () => {
  app = await startApp();
  person = await register(app, 'Anna');
});
afterAll(() => app.stop());

const nobody = '00000000-0000-4000-8000-000000000000';

describe('people over HTTP', () => {
  it('see themselves and others in the same view', async () => {
    const other = await register(app, 'Boris');
    const view = await other.get(`/api/users/${person.user.id}`).expect(200);
    expect(view.body).toEqual((await person.get('/api/users/me').expect(200)).body);
    expect(Object.keys(view.body as object).sort()).toEqual(
      [
        'avatarUrl',
        'bio',
        'createdAt',
        'deletedAt',
        'displayName',
        'id',
        'likes',
        'role',
        'status',
        'username',
        'version',
      ].sort(),
    );
  });

  it('are asked for by many ids, of which nobody is left out silently or named', async () => {
    const answer = await person.get(`/api/users?ids=${person.user.id},${nobody}`).expect(200);
    expect((answer.body as { items: unknown[] }).items).toEqual([person.user]);
  });

  it.each(['', '?ids=', '?ids=x', `?ids=${Array(101).fill(nobody).join()}`, `?ids=${nobody}&ids[]=x`, '?other=1'])(
    'refuse the list %s',
    async (query) => {
      await person.get(`/api/users${query}`).expect(400);
    },
  );

  it('that do not exist are not found, and an id that is none is refused', async () => {
    expect((await person.get(`/api/users/${nobody}`).expect(404)).body).toMatchObject({ code: 'user_not_found' });
    expect((await person.get(`/api/users/1%20OR%201=1`).expect(400)).body).toMatchObject({ code: 'bad_request' });
  });
});
