import { afterAll, afterEach, beforeAll, expect, it } from '@jest/globals';
import { WriteQueue } from '../../src/database/write-queue.js';
import type { ReportView } from '../../src/contract/views.js';
import { User } from '../../src/users/user.entity.js';
import { startApp, type TestApp } from '../support/app.js';
import { directOf, login, type Person, register, say } from '../support/people.js';
import { closeSockets, connect } from '../support/sockets.js';
import { until } from '../support/until.js';

let app: TestApp;
let moderator: Person;
beforeAll(async () => {
  app = await startApp();
  const { user } = await register(app, 'mod');
  await app.nest.get(WriteQueue).run(({ manager }) => manager.update(User, { id: user.id }, { role: 'moderator' }));
  moderator = await login(app, 'mod');
});
afterEach(closeSockets);
afterAll(() => app.stop());

it('a moderator reads the queue, and closes a report together with the private message', async () => {
  const [ann, bob] = [await register(app), await register(app)];
  const direct = await directOf(ann, bob);
  const { id } = await say(bob, direct, 'a threat');
  await ann.post(`/api/messages/${id}/reports`, { reason: '' }).expect(400);
  await ann.post(`/api/messages/${id}/reports`, { reason: 'help' }).expect(204);
  await ann.post(`/api/users/${bob.user.id}/reports`, { reason: 'he goes on' }).expect(204);
  const { items } = (await moderator.get('/api/reports').expect(200)).body as { items: ReportView[] };
  expect(items.map(({ reason }) => reason)).toEqual(['help', 'he goes on']);
  const [ofMessage, ofPerson] = items;
  await moderator.post(`/api/reports/${ofPerson!.id}/close`, { deleteMessage: true }).expect(404);
  await moderator.post(`/api/reports/${ofPerson!.id}/close`, { deleteMessage: false }).expect(204);
  await moderator.post(`/api/reports/${ofMessage!.id}/close`, { deleteMessage: true }).expect(204);
  expect((await ann.get(`/api/messages/${id}`)).body).toMatchObject({ body: '', deletedAt: expect.any(String) });
  expect((await moderator.get('/api/reports')).body).toMatchObject({ items: [] });
});

it('a report and its end are told to those who moderate, who fetch them, and to nobody else', async () => {
  const [ann, bob] = [await register(app), await register(app)];
  const [mods, hers, his] = [await connect(app, moderator), await connect(app, ann), await connect(app, bob)];
  await ann.post(`/api/users/${bob.user.id}/reports`, { reason: 'rude' }).expect(204);
  await until(() => mods.mine.length === 1, 'the report is told');
  await ann.post(`/api/users/${bob.user.id}/reports`, { reason: 'rude again' }).expect(204);
  const { items } = (await moderator.get('/api/reports').expect(200)).body as { items: ReportView[] };
  expect(items.map(({ reason }) => reason)).toEqual(['rude']);
  await moderator.post(`/api/reports/${items[0]!.id}/close`, { deleteMessage: false }).expect(204);
  await until(() => mods.mine.length === 2, 'its end is told');
  expect(mods.mine).toEqual([{ reportsChanged: true }, { reportsChanged: true }]);
  expect([...hers.mine, ...his.mine]).toEqual([]);
});
