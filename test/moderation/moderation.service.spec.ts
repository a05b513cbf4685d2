import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { getRepositoryToken } from '@nestjs/typeorm';
import type { Repository } from 'typeorm';
import { AuditEntry } from '../../src/audit/audit-entry.entity.js';
import { ModerationService } from '../../src/moderation/moderation.service.js';
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
