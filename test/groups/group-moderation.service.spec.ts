import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { AuditEntry } from '../../src/audit/audit-entry.entity.js';
import { WriteQueue } from '../../src/database/write-queue.js';
import { GroupModerationService } from '../../src/groups/group-moderation.service.js';
import { InvitesService } from '../../src/groups/invites.service.js';
import { startApp, type TestApp } from '../support/app.js';
import { groupOf, type Person, register } from '../support/people.js';

let app: TestApp;
let owner: Person;
let stranger: Person;
beforeAll(async () => {
  app = await startApp();
  [owner, stranger] = [await register(app), await register(app)];
});
afterAll(() => app.stop());

it('an invitation is revoked by an administrator who is not in the group, and by nobody else who is not', async () => {
  const [moderation, invites] = [app.nest.get(GroupModerationService), app.nest.get(InvitesService)];
  const { id, token = '' } = await invites.create(owner.user.id, await groupOf(owner), {});
  const as = (role: 'member' | 'moderator' | 'admin') => ({ id: stranger.user.id, sessionId: '', role });
  for (const role of ['member', 'moderator'] as const) {
    await expect(moderation.revokeInvite(as(role), id, '')).rejects.toMatchObject({ code: 'forbidden' });
  }
  await invites.look(token);
  for (const reason of ['posted in public', 'again']) await moderation.revokeInvite(as('admin'), id, reason);
  await expect(invites.look(token)).rejects.toMatchObject({ code: 'invite_not_found' });
  const notes = await app.nest.get(WriteQueue).run(({ manager }) => manager.findBy(AuditEntry, { thingId: id }));
  expect(notes).toMatchObject([{ actorId: stranger.user.id, userId: owner.user.id, reason: 'posted in public' }]);
  const unknown = moderation.revokeInvite(as('admin'), randomUUID(), '');
  await expect(unknown).rejects.toMatchObject({ code: 'invite_not_found' });
});
