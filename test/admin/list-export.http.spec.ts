import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { getRepositoryToken } from '@nestjs/typeorm';
import request from 'supertest';
import type { Repository } from 'typeorm';
import { MOST_EXPORTED, RESOURCES } from '../../src/admin/resources.js';
import { AuditEntry } from '../../src/audit/audit-entry.entity.js';
import { sql } from '../../src/database/sql.js';
import { WriteQueue } from '../../src/database/write-queue.js';
import { User } from '../../src/users/user.entity.js';
import { startApp, type TestApp } from '../support/app.js';
import { aConfirmedAdministrator } from '../support/panel.js';
import { anAdministrator, directOf, generalOf, login, type Person, register, say } from '../support/people.js';

let app: TestApp;
let root: Person;
let ann: Person;
const cookies: Record<string, string> = { anonymous: '' };
beforeAll(async () => {
  app = await startApp();
  const administrator = await aConfirmedAdministrator(app);
  root = administrator.person;
  cookies['administrator'] = administrator.cookies;
  cookies['unconfirmed'] = (await anAdministrator(app)).cookie;
  ann = await register(app, 'ann');
  cookies['member'] = ann.cookie;
  const { user } = await register(app, 'mod');
  await app.nest.get(WriteQueue).run(({ manager }) => manager.update(User, { id: user.id }, { role: 'moderator' }));
  cookies['moderator'] = (await login(app, 'mod')).cookie;
}, 60_000);
afterAll(() => app.stop());

const asking = (id: string, as = 'administrator') =>
  request(app.url).post(`/admin/api/acts/${id}/exportList`).set('Cookie', cookies[as]!);
const take = async (id: string, query = '') => (await asking(id).send({ query }).expect(200)).text;
/** Only for cells without line breaks. */
const linesOf = (csv: string) =>
  csv
    .replace(/^\uFEFF/, '')
    .split('\r\n')
    .slice(0, -1);
const notes = () =>
  app.nest.get<Repository<AuditEntry>>(getRepositoryToken(AuditEntry)).find({ order: { id: 'DESC' } });

describe.each(RESOURCES.map(({ id, fields }) => ({ id, fields })))('the list of $id', ({ id, fields }) => {
  it.each([
    ['anonymous', '401 unauthenticated'],
    ['member', '403 forbidden'],
    ['moderator', '403 forbidden'],
    ['unconfirmed', '403 confirmation_needed'],
  ])('is exported for nobody else: %s', async (as, expected) => {
    const before = await notes();
    const { status, body } = await asking(id, as).send({ query: '' });
    expect(`${status} ${(body as { code: string }).code}`).toBe(expected);
    expect(await notes()).toEqual(before);
  });

  it('is exported with the fields that the panel shows, and it is written down who took it', async () => {
    const answer = await asking(id).send({ query: '' }).expect(200);
    expect(answer.headers).toMatchObject({
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename=${id}.csv`,
    });
    expect(answer.text.startsWith('\uFEFF')).toBe(true);
    expect(linesOf(answer.text)[0]).toBe(
      Object.keys(fields)
        .map((name) => `"${name}"`)
        .join(','),
    );
    expect((await notes())[0]).toMatchObject({ actorId: root.user.id, act: 'exportList', detail: id, userId: null });
  });
});

it('nothing is exported to a page of another site, to a form, by GET, or of what is no list', async () => {
  const before = await notes();
  const foreign = await asking('people').set('Origin', 'https://evil.example').send({ query: '' });
  expect(foreign.body).toMatchObject({ code: 'foreign_origin' });
  expect((await asking('people').type('form').send({ query: '' })).status).toBe(400);
  for (const path of ['api/acts/people/exportList', 'api/resources/people/actions/exportList']) {
    await request(app.url).get(`/admin/${path}`).set('Cookie', cookies['administrator']!).expect(404);
  }
  for (const id of ['passwords', 'constructor', '..%2Fpeople']) await asking(id).send({ query: '' }).expect(404);
  for (const body of [{}, { query: ['a'] }, { query: 'x'.repeat(2_001) }, { query: '', fields: 'passwordHash' }]) {
    await asking('people').send(body).expect(400);
  }
  expect(await notes()).toEqual(before);
});

it('keeps the filters of the list, and writes down which', async () => {
  const query = '?filters.role=moderator&filters.createdAt~~from=2020-01-01&filters.usernameKey=nobody&page=7';
  const lines = linesOf(await take('people', query));
  expect(lines).toHaveLength(2);
  expect(lines[1]).toContain('"mod","mod","moderator"');
  expect((await notes())[0]).toMatchObject({ detail: 'people?role=moderator' });
  expect(linesOf(await take('people', '?filters.role=nonsense'))).toHaveLength(1);
  expect(linesOf(await take('people', '?filters.deactivatedAt~~from=2020-01-01'))).toHaveLength(1);
  expect(linesOf(await take('people', '?filters.username=AN'))).toHaveLength(2);
});

it('makes harmless what a spreadsheet would run, and tells times as ISO 8601', async () => {
  const general = (await generalOf(ann)).id;
  await say(ann, general, `=HYPERLINK("https://evil.example","click")`);
  await say(ann, general, 'two\nlines, "quoted"');
  const csv = await take('messages');
  expect(csv).toContain(`,"'=HYPERLINK(""https://evil.example"",""click"")",`);
  expect(csv).toContain(',"two\nlines, ""quoted""",');
  expect(csv).toMatch(/,"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z",,\r\n/);
});

it('holds nothing that was said in private', async () => {
  await say(ann, await directOf(ann, root), 'a secret');
  expect(await take('messages')).not.toContain('a secret');
});

it('holds every row once, the newest first, over many pages, and the newest of too many', async () => {
  const fill = `WITH RECURSIVE "n"("i") AS (SELECT 1 UNION ALL SELECT "i" + 1 FROM "n" WHERE "i" <= ?)
    INSERT INTO "audit" ("id", "actorId", "act", "createdAt")
    SELECT printf('00000000-0000-7000-8000-%012d', "i"), '${root.user.id}', 'ban', "i" FROM "n"`;
  await app.nest.get(WriteQueue).run(({ manager }) => sql(manager, fill, [MOST_EXPORTED]));
  const ids = linesOf(await take('audit', '?filters.act=ban')).map((line) => line.split(',')[0]);
  const numbers = ids.slice(1).map((id) => Number(id!.slice(-13, -1)));
  expect(numbers).toEqual(Array.from({ length: MOST_EXPORTED }, (_, index) => MOST_EXPORTED + 1 - index));
}, 120_000);

it('is over when the reader goes away, and the server lives on', async () => {
  const gone = new AbortController();
  const headers = { cookie: cookies['administrator']!, 'content-type': 'application/json' };
  const path = `${app.url}/admin/api/acts/audit/exportList`;
  const answer = await fetch(path, { method: 'POST', headers, body: '{"query":""}', signal: gone.signal });
  gone.abort();
  await expect(answer.text()).rejects.toThrow();
  expect(linesOf(await take('people')).length).toBeGreaterThan(3);
});
