import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { existsSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import request, { type Response } from 'supertest';
import { DataSource } from 'typeorm';
import type { OverviewView } from '../../src/admin/overview.js';
import { RESOURCES } from '../../src/admin/resources.js';
import { SqlLog } from '../../src/database/sql-log.js';
import { WriteQueue } from '../../src/database/write-queue.js';
import { User } from '../../src/users/user.entity.js';
import { startApp, type TestApp } from '../support/app.js';
import { aConfirmedAdministrator, confirm } from '../support/panel.js';
import {
  anAdministrator,
  directOf,
  generalOf,
  groupOf,
  login,
  PASSWORD,
  type Person,
  register,
  say,
} from '../support/people.js';
import { until } from '../support/until.js';
import { picture, show, upload } from '../support/uploads.js';

let app: TestApp;
let ann: Person;
let cookies: string;
const who: Record<string, string> = { anonymous: '' };
beforeAll(async () => {
  app = await startApp();
  const admin = await aConfirmedAdministrator(app);
  cookies = admin.cookies;
  ann = await register(app, 'ann');
  const { user } = await register(app, 'mod');
  await app.nest.get(WriteQueue).run(({ manager }) => manager.update(User, { id: user.id }, { role: 'moderator' }));
  who['member'] = ann.cookie;
  who['moderator'] = (await login(app, 'mod')).cookie;
  who['unconfirmed'] = (await anAdministrator(app)).cookie;
  await fill(admin.person);
}, 60_000);
afterAll(() => app.stop());

/** One row of everything, in public and in private. */
async function fill(admin: Person): Promise<void> {
  const general = (await generalOf(ann)).id;
  const said = await say(ann, general, 'said to all');
  await admin.put(`/api/messages/${said.id}/likes`, {}).expect(200);
  await show(ann, general, [await picture('png', 2, 2)]);
  const group = await groupOf(ann, [admin], { name: 'behind doors' });
  await ann.post(`/api/groups/${group}/invites`, {}).expect(201);
  for (const id of [group, await directOf(ann, admin)]) {
    const whispered = await say(ann, id, 'a secret');
    await admin.put(`/api/messages/${whispered.id}/likes`, {}).expect(200);
    await show(ann, id, [await picture('png', 3, 3)]);
  }
  await admin.post(`/api/messages/${said.id}/reports`, { reason: 'spam' }).expect(204);
  await upload(ann, general, await picture('png', 4, 4));
  const gone = await register(app, 'gone');
  await admin.put(`/api/users/${gone.user.id}/active`, { active: false }).expect(200);
}

const get = (path: string, as = cookies) => request(app.url).get(path).set('Cookie', as);
const list = (id: string, query = '') => get(`/admin/api/resources/${id}/actions/list${query}`);
interface Row {
  id: string;
  params: Record<string, unknown>;
  populated: Record<string, Row>;
  recordActions: { name: string }[];
}
const rowsOf = ({ body }: Response) => (body as { records: Row[] }).records;

describe.each(RESOURCES.map(({ id }) => id))('%s', (id) => {
  it.each([
    ['anonymous', '303 /login', '401 unauthenticated'],
    ['member', '403 ', '403 forbidden'],
    ['moderator', '403 ', '403 forbidden'],
    ['unconfirmed', '303 /admin/confirm', '403 confirmation_needed'],
  ])('is closed to: %s', async (person, page, data) => {
    for (const path of [`/admin/resources/${id}`, `/admin/resources/${id}/records/${ann.user.id}/show`]) {
      const { status, headers } = await get(path, who[person]);
      expect(`${status} ${headers['location'] ?? ''}`).toBe(page);
    }
    for (const act of ['actions/list', 'actions/search/a', `records/${ann.user.id}/show`]) {
      const { status, body } = await get(`/admin/api/resources/${id}/${act}`, who[person]);
      expect(`${status} ${(body as { code: string }).code}`).toBe(data);
    }
  });

  it('shows these fields and no other', async () => {
    const rows = rowsOf(await list(id).expect(200));
    expect(rows.length).toBeGreaterThan(0);
    expect(Object.keys(rows[0]!.params)).toEqual(GOLDEN[id]!.split(' '));
    for (const row of rows)
      for (const [field, other] of Object.entries(row.populated)) {
        const to = RESOURCES.find((resource) => resource.id === id)!.fields[field]!.to!;
        expect(Object.keys(other.params)).toEqual(GOLDEN[to]!.split(' '));
      }
    const one = await get(`/admin/api/resources/${id}/records/${rows[0]!.id}/show`).expect(200);
    expect((one.body as { record: Row }).record.params).toEqual(rows[0]!.params);
  });

  it('is changed by nobody, by no action that AdminJS has', async () => {
    const before = rowsOf(await list(id));
    const row = `records/${before[0]!.id}`;
    for (const act of ['actions/new', `${row}/edit`, `${row}/delete`, `bulk/bulkDelete?recordIds=${before[0]!.id}`])
      for (const method of ['get', 'post'] as const) {
        const asking = request(app.url)[method](`/admin/api/resources/${id}/${act}`).set('Cookie', cookies);
        expect((await asking).status).toBe(404);
      }
    const foreign = request(app.url).post(`/admin/api/resources/${id}/${row}/delete`).set('Cookie', cookies);
    expect((await foreign.set('Origin', 'https://evil.example')).body).toMatchObject({ code: 'foreign_origin' });
    expect(rowsOf(await list(id)).map(({ params }) => params)).toEqual(before.map(({ params }) => params));
  });

  it('offers to list and to show, and the forms of these acts', async () => {
    for (const row of rowsOf(await list(id)))
      expect(row.recordActions.map(({ name }) => name)).toEqual(['show', ...offeredFor(id, row.params)]);
  });
});

/** Written by hand: a field that joins has to join here too. */
const GOLDEN: Record<string, string> = {
  people:
    'id username displayName role likes deactivatedAt deletedAt bannedUntil banReason mutedUntil muteReason createdAt',
  groups: 'id name topic visibility memberCount lastSeq lastMessageAt archivedAt createdAt',
  channels: 'id kind name memberCount lastSeq lastMessageAt createdAt',
  messages: 'id channelId seq authorId body createdAt editedAt deletedAt',
  likes: 'id messageId userId emoji createdAt',
  uploads: 'id channelId userId messageId name mime size createdAt',
  invites: 'id channelId createdById uses maxUses expiresAt revokedAt createdAt',
  reports: 'id reporterId userId messageId body reason createdAt state closedAt',
  audit: 'id actorId act userId thingId detail reason createdAt',
  sessions: 'id userId userAgent address createdAt lastSeenAt expiresAt endedAt',
};

function offeredFor(id: string, row: Record<string, unknown>): string[] {
  if (id === 'messages') return ['deleteMessage'];
  if (id === 'reports') return ['closeReport'];
  if (id === 'invites') return row['revokedAt'] ? [] : ['revokeInvite'];
  if (id !== 'people') return [];
  const door = row['deactivatedAt'] ? 'restore' : 'deactivate';
  return ['ban', 'mute', door, 'endSessions', 'setRole', 'resetPassword', 'removeSecondFactor'];
}

describe('what was said in private', () => {
  it.each(['messages', 'likes', 'uploads'])('is not among the %s', async (id) => {
    const rows = rowsOf(await list(id));
    expect(rows).toHaveLength({ messages: 2, likes: 1, uploads: 1 }[id]!);
    expect(JSON.stringify(rows)).not.toContain('a secret');
  });
});

describe('filters and order', () => {
  it.each([
    ['people', 'filters.username=ANN', 1],
    ['people', 'filters.username=%25', 0],
    ['people', 'filters.role=moderator', 1],
    ['people', 'filters.role=nonsense', 0],
    ['people', 'filters.usernameKey=nobody', 5],
    ['messages', 'filters.authorId=nonsense', 0],
    ['messages', 'filters.body=nothing', 2],
    ['people', 'sortBy=usernameKey&direction=asc', 5],
    ['people', 'page=-5&perPage=nonsense', 5],
    ['people', 'filters.deactivatedAt~~from=2020-01-01', 1],
    ['audit', 'filters.act=restore', 0],
    ['reports', 'filters.state=open', 1],
    ['reports', 'filters.state=closed', 0],
    ['reports', 'filters.state=constructor', 0],
  ])('%s ? %s', async (id, query, count) => {
    expect(rowsOf(await list(id, `?${query}`).expect(200))).toHaveLength(count);
  });
});

it('a private message that is reported is shown, and nothing else of its channel', async () => {
  const [bob, eve] = [await register(app, 'bob'), await register(app, 'eve')];
  const direct = await directOf(bob, eve);
  const { id } = await say(bob, direct, 'a threat');
  await say(bob, direct, 'a secret');
  await eve.post(`/api/messages/${id}/reports`, { reason: 'help' }).expect(204);
  const filter = `?filters.channelId=${direct}`;
  expect(rowsOf(await list('messages', filter)).map(({ params }) => params['body'])).toEqual(['a threat']);
  const [report] = rowsOf(await list('reports', `?filters.userId=${bob.user.id}`));
  expect(report!.params).toMatchObject({ body: 'a threat', reason: 'help', messageId: id });
  const path = `/admin/api/acts/reports/${report!.id}/closeReport`;
  await request(app.url).post(path).set('Cookie', ann.cookie).send({ reason: '' }).expect(403);
  await request(app.url).post(path).set('Cookie', cookies).send({ reason: 'warned' }).expect(204);
  const closedOnes = rowsOf(await list('reports', '?filters.state=closed'));
  expect(closedOnes.map(({ id, params }) => [id, params['state']])).toEqual([[report!.id, 'closed']]);
  const [closed] = rowsOf(await list('audit', '?filters.act=closeReport'));
  expect(closed!.params).toMatchObject({ thingId: report!.id, userId: bob.user.id, reason: 'warned' });
});

it('nothing can be done to a deleted account', async () => {
  const gone = await register(app);
  await gone.post('/api/users/me/deletion', { password: PASSWORD, messages: 'keep' }).expect(204);
  const { body } = await get(`/admin/api/resources/people/records/${gone.user.id}/show`).expect(200);
  const { record } = body as { record: Row };
  expect(record.params['deletedAt']).toMatch(/Z$/);
  expect(record.recordActions.map(({ name }) => name)).toEqual(['show']);
});

describe('the pages', () => {
  it('load nothing from elsewhere, and run only their own scripts', async () => {
    const { text, headers } = await get('/admin').expect(200);
    expect(text).not.toMatch(/(src|href)="https?:/);
    const nonce = /'nonce-([^']+)'/.exec(headers['content-security-policy']!)![1]!;
    expect(headers['content-security-policy']).not.toMatch(/script-src[^;]*unsafe/);
    expect(text.match(/<script(?! src)[^>]*>/g)).toEqual([`<script nonce="${nonce}">`, `<script nonce="${nonce}">`]);
  });

  it('keep their bundles, which come compressed', async () => {
    const [bundle = ''] = /\/admin\/frontend\/assets\/app[^"]*/.exec((await get('/admin')).text)!;
    const { headers } = await get(bundle).expect(200);
    expect(headers).toMatchObject({
      'content-encoding': 'gzip',
      'cache-control': expect.stringContaining('immutable'),
    });
  });
});

it('the overview counts people, messages of each hour, and bytes, and names no private group', async () => {
  const look = async () => (await get('/admin/api/dashboard').expect(200)).body as OverviewView;
  const before = await look();
  await say(ann, (await generalOf(ann)).id, 'one more');
  const { messagesPerHour, busiest, ...figures } = await look();
  expect(messagesPerHour).toEqual([...Array<number>(23).fill(0), before.messagesPerHour[23]! + 1]);
  expect(busiest).toEqual([{ name: '#', messages: before.busiest[0]!.messages + 1 }]);
  expect(figures).toMatchObject({ online: 0, people: before.people, queue: { waiting: 0 } });
  expect(before.people).toBeGreaterThan(3);
  expect(figures.databaseBytes).toBeGreaterThan(100_000);
  expect(figures.uploadBytes).toBeGreaterThan(100);
});

it('the overview shows the slowest statements with their plans, and nothing of what they were given', async () => {
  const text = 'SELECT "id" FROM "message" WHERE "body" = ?';
  const runner = app.nest.get(DataSource).createQueryRunner();
  for (const ms of [99_000, 98_000]) app.nest.get(SqlLog).logQuerySlow(ms, text, ['a secret'], runner);
  await until(() => app.nest.get(SqlLog).slowest()[0]?.count === 2, 'they are kept');
  const { body, text: answer } = await get('/admin/api/dashboard').expect(200);
  const [worst] = (body as OverviewView).slowest;
  const figures = { count: 2, total: 197_000, max: 99_000, at: expect.any(Number) };
  expect(worst).toEqual({ ...figures, sql: expect.stringMatching(/^SELECT\n/), plan: ['SCAN message'] });
  expect(answer).not.toContain('a secret');
});

describe('a file that is sent to the panel', () => {
  it.each(['anonymous', 'member', 'unconfirmed', 'administrator'])('is not stored, by: %s', async (person) => {
    const files = () => readdirSync(tmpdir()).filter((name) => name.startsWith('upload_'));
    const before = files();
    await request(app.url)
      .post('/admin/api/resources/people/actions/new')
      .set('Cookie', who[person] ?? cookies)
      .attach('file', Buffer.alloc(100_000), 'a.bin')
      .catch(() => null);
    expect(files()).toEqual(before);
    expect(existsSync('.adminjs')).toBe(false);
  });
});

it('is worth nothing any more to whoever is no administrator any more', async () => {
  const { person, cookies: own } = await aConfirmedAdministrator(app);
  const change = { role: 'member' } as const;
  await app.nest.get(WriteQueue).run(({ manager }) => manager.update(User, { id: person.user.id }, change));
  await get('/admin/api/dashboard', own).expect(403);
  await expect(confirm(app, person)).rejects.toThrow('403');
});
