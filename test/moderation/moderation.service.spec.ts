import { afterAll, beforeAll, expect, it, jest } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { getRepositoryToken } from '@nestjs/typeorm';
import type { Repository } from 'typeorm';
import { AuditEntry } from '../../src/audit/audit-entry.entity.js';
import { Clock } from '../../src/common/clock.js';
import type { SignedIn } from '../../src/common/current-user.js';
import { WriteQueue } from '../../src/database/write-queue.js';
import { ModerationService } from '../../src/moderation/moderation.service.js';
import { User } from '../../src/users/user.entity.js';
import { startApp, type TestApp } from '../support/app.js';
import {
  anAdministrator,
  directOf,
  generalOf,
  groupOf,
  type Person,
  register,
  say,
  signedIn,
} from '../support/people.js';

let app: TestApp;
let admin: Person;
let ann: Person;
let moderation: ModerationService;
beforeAll(async () => {
  app = await startApp();
  [admin, ann] = [await anAdministrator(app), await register(app)];
  moderation = app.nest.get(ModerationService);
});
afterAll(() => app.stop());

const notesAbout = ({ user }: Person) =>
  app.nest
    .get<Repository<AuditEntry>>(getRepositoryToken(AuditEntry))
    .find({ where: { userId: user.id }, order: { id: 'ASC' } });
const notesOn = (thingId: string) =>
  app.nest.get<Repository<AuditEntry>>(getRepositoryToken(AuditEntry)).findBy({ thingId });

it('a message in public is deleted with a reason, once', async () => {
  const { id } = await say(ann, (await generalOf(ann)).id, 'an advertisement');
  await moderation.deleteMessage(signedIn(admin), id, 'spam');
  await moderation.deleteMessage(signedIn(admin), id, 'spam again');
  expect((await ann.get(`/api/messages/${id}`)).body).toMatchObject({ body: '', deletedAt: expect.any(String) });
  expect(await notesOn(id)).toMatchObject([
    { actorId: admin.user.id, act: 'deleteMessage', userId: ann.user.id, reason: 'spam' },
  ]);
});

it('no member does it, and nobody reaches what was said in private', async () => {
  const bob = await register(app);
  const open = await say(ann, (await generalOf(ann)).id, 'hello');
  await expect(moderation.deleteMessage(signedIn(bob), open.id, '')).rejects.toMatchObject({ code: 'forbidden' });
  for (const channelId of [await groupOf(ann, [bob]), await directOf(ann, bob)]) {
    const { id } = await say(ann, channelId, 'a secret');
    const removal = moderation.deleteMessage(signedIn(admin), id, '');
    await expect(removal).rejects.toMatchObject({ code: 'message_not_found' });
    expect(await notesOn(id)).toEqual([]);
  }
});

it('in the chat it is in the audit log too, but not what people delete of their own or in private', async () => {
  const [bob, channelId] = [await register(app), (await generalOf(ann)).id];
  const [theirs, own] = [await say(ann, channelId, 'loud'), await say(ann, channelId, 'a slip')];
  const hidden = await say(bob, await groupOf(ann, [bob]), 'among us');
  await admin.delete(`/api/messages/${theirs.id}`).expect(200);
  await ann.delete(`/api/messages/${own.id}`).expect(200);
  await ann.delete(`/api/messages/${hidden.id}`).expect(200);
  expect(await notesOn(theirs.id)).toHaveLength(1);
  expect([await notesOn(own.id), await notesOn(hidden.id)]).toEqual([[], []]);
});

it('a person who is muted reads, but neither writes, edits nor likes, and is told why and until when', async () => {
  const [loud, { id: channelId }] = [await register(app), await generalOf(ann)];
  const own = await say(loud, channelId, 'hello');
  await moderation.mute(signedIn(admin), loud.user.id, 24, 'too loud');
  const refusals = [
    await loud.post(`/api/channels/${channelId}/messages`, { clientId: randomUUID(), body: 'HELLO' }),
    await loud.patch(`/api/messages/${own.id}`, { body: 'HELLO', version: 1 }),
    await loud.put(`/api/messages/${own.id}/likes`, { emoji: '❤️' }),
  ];
  for (const { status, body } of refusals) {
    expect([status, body]).toMatchObject([403, { code: 'muted', detail: 'too loud', until: expect.any(String) }]);
  }
  expect((await loud.get(`/api/messages/${own.id}`)).body).toMatchObject({ body: 'hello', likes: [] });
  await moderation.unmute(signedIn(admin), loud.user.id, 'asked for pardon');
  await moderation.unmute(signedIn(admin), loud.user.id, 'once more');
  await say(loud, channelId, 'sorry');
  const { until } = refusals[0]!.body as { until: string };
  expect(await notesAbout(loud)).toMatchObject([
    { act: 'mute', detail: until, reason: 'too loud' },
    { act: 'unmute', detail: '', reason: 'asked for pardon' },
  ]);
});

it('a mute is over when its time is', async () => {
  const loud = await register(app);
  const channelId = (await generalOf(loud)).id;
  let now = Date.now();
  const clock = jest.spyOn(app.nest.get(Clock), 'now').mockImplementation(() => now);
  await moderation.mute(signedIn(admin), loud.user.id, 1, 'too loud');
  now += 3_600_000 - 1;
  const early = { clientId: randomUUID(), body: 'a moment too early' };
  await loud.post(`/api/channels/${channelId}/messages`, early).expect(403);
  now += 1;
  await say(loud, channelId, 'after an hour');
  clock.mockRestore();
});

it('moderators mute members, and nobody mutes themselves or those above', async () => {
  const moderator = await register(app);
  const roles = app.nest.get(WriteQueue);
  await roles.run(({ manager }) => manager.update(User, { id: moderator.user.id }, { role: 'moderator' }));
  const me = { ...signedIn(moderator), role: 'moderator' as const };
  const mute = (as: SignedIn, { user }: Person) => moderation.mute(as, user.id, 1, 'loud');
  await mute(me, await register(app));
  for (const attempt of [
    mute(me, moderator),
    mute(me, admin),
    mute(signedIn(ann), moderator),
    mute(signedIn(admin), admin),
  ]) {
    await expect(attempt).rejects.toMatchObject({ code: 'forbidden' });
  }
  await mute(signedIn(admin), moderator);
});
