import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { getRepositoryToken } from '@nestjs/typeorm';
import type { Repository } from 'typeorm';
import { AuditEntry } from '../../src/audit/audit-entry.entity.js';
import { AuditService } from '../../src/audit/audit.service.js';
import { WriteQueue } from '../../src/database/write-queue.js';
import { startApp, type TestApp } from '../support/app.js';

let app: TestApp;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.stop());

const actorId = crypto.randomUUID();
const entries = () => app.nest.get<Repository<AuditEntry>>(getRepositoryToken(AuditEntry)).findBy({ actorId });
const writing = (work: Parameters<WriteQueue['run']>[0]) => app.nest.get(WriteQueue).run(work);

it('is there with the act, and is not there without it', async () => {
  const audit = app.nest.get(AuditService);
  const failing = writing(async (tx) => {
    await audit.note(tx, { actorId, act: 'deactivate' });
    throw new Error('the act failed');
  });
  await expect(failing).rejects.toThrow('the act failed');
  expect(await entries()).toEqual([]);
  const userId = crypto.randomUUID();
  await writing((tx) => audit.note(tx, { actorId, act: 'deactivate', userId, reason: 'spam' }));
  expect(await entries()).toMatchObject([{ actorId, act: 'deactivate', userId, thingId: null, reason: 'spam' }]);
});

it('is changed and deleted by nobody, the server included', async () => {
  const before = await entries();
  const update = writing(({ manager }) => manager.update(AuditEntry, { actorId }, { reason: 'another' }));
  await expect(update).rejects.toThrow('the audit log is not changed');
  const removal = writing(({ manager }) => manager.delete(AuditEntry, { actorId }));
  await expect(removal).rejects.toThrow('the audit log is not changed');
  expect(before).toHaveLength(1);
  expect(await entries()).toEqual(before);
});
