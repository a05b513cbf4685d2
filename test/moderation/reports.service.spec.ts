import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { LIMITS } from '../../src/contract/limits.js';
import { WriteQueue } from '../../src/database/write-queue.js';
import { ReportsService } from '../../src/moderation/reports.service.js';
import { User } from '../../src/users/user.entity.js';
import { startApp, type TestApp } from '../support/app.js';
import { anAdministrator, directOf, login, type Person, register, say, signedIn } from '../support/people.js';

let app: TestApp;
let reports: ReportsService;
let moderator: Person;
beforeAll(async () => {
  app = await startApp();
  reports = app.nest.get(ReportsService);
  const { user } = await register(app, 'mod');
  await app.nest.get(WriteQueue).run(({ manager }) => manager.update(User, { id: user.id }, { role: 'moderator' }));
  moderator = await login(app, 'mod');
});
afterAll(() => app.stop());

const open = async () => (await reports.list(signedIn(moderator), undefined, 200)).items;

it('a report of a private message holds what it said then, until it is closed', async () => {
  const [ann, bob] = [await register(app), await register(app)];
  const { id } = await say(bob, await directOf(ann, bob), 'a threat');
  await reports.reportMessage(signedIn(ann), id, 'help');
  await reports.reportMessage(signedIn(ann), id, 'help again');
  await bob.delete(`/api/messages/${id}`).expect(200);
  const [report, ...others] = await open();
  expect(others).toEqual([]);
  const place = { channelId: await directOf(ann, bob), kind: 'direct', name: '', seq: 1 };
  expect(report).toMatchObject({ messageId: id, place, body: 'a threat', reason: 'help' });
  expect([report!.reporter.id, report!.user.id]).toEqual([ann.user.id, bob.user.id]);
  await reports.close(signedIn(moderator), report!.id, 'spoken to');
  await reports.close(signedIn(moderator), report!.id, 'once more');
  expect(await open()).toEqual([]);
});

it('nobody reports what they may not see, themselves, or without end', async () => {
  const [ann, bob, eve] = [await register(app), await register(app), await register(app)];
  const direct = await directOf(ann, bob);
  const { id } = await say(bob, direct, 'between us');
  await expect(reports.reportMessage(signedIn(eve), id, 'x')).rejects.toMatchObject({ code: 'message_not_found' });
  await expect(reports.reportMessage(signedIn(bob), id, 'x')).rejects.toMatchObject({ code: 'forbidden' });
  await expect(reports.reportPerson(signedIn(eve), eve.user.id, 'x')).rejects.toMatchObject({ code: 'forbidden' });
  await expect(reports.reportPerson(signedIn(eve), crypto.randomUUID(), 'x')).rejects.toMatchObject({
    code: 'user_not_found',
  });
  const rows = Array.from({ length: LIMITS.openReports }, () => say(bob, direct, 'again'));
  for (const row of await Promise.all(rows)) await reports.reportMessage(signedIn(ann), row.id, 'x');
  const oneMore = reports.reportPerson(signedIn(ann), bob.user.id, 'x');
  await expect(oneMore).rejects.toMatchObject({ code: 'too_many_requests' });
});

it('a moderator neither sees nor closes what is reported of them, an administrator does', async () => {
  const [ann, admin] = [await register(app), await anAdministrator(app)];
  const others = await open();
  await reports.reportPerson(signedIn(ann), moderator.user.id, 'abuses the office');
  expect(await open()).toEqual(others);
  const { items } = await reports.list(signedIn(admin), undefined, 200);
  const [report] = items.filter(({ reason }) => reason === 'abuses the office');
  expect(report).toMatchObject({ messageId: null, place: null });
  await expect(reports.close(signedIn(moderator), report!.id, '')).rejects.toMatchObject({ code: 'forbidden' });
  await reports.close(signedIn(admin), report!.id, '');
  expect((await reports.list(signedIn(admin), undefined, 200)).items).toEqual(others);
});

it('members neither read nor close reports', async () => {
  const ann = await register(app);
  await expect(reports.list(signedIn(ann), undefined, 10)).rejects.toMatchObject({ code: 'forbidden' });
  await expect(reports.close(signedIn(ann), crypto.randomUUID(), '')).rejects.toMatchObject({ code: 'forbidden' });
});
