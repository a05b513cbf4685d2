import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { DeletionService } from '../../src/auth/deletion.service.js';
import { Password } from '../../src/auth/password.entity.js';
import { RecoveryCode } from '../../src/auth/recovery-code.entity.js';
import { SecondFactor } from '../../src/auth/second-factor.entity.js';
import { Session } from '../../src/auth/session.entity.js';
import { WriteQueue } from '../../src/database/write-queue.js';
import { Block } from '../../src/users/block.entity.js';
import { startApp, type TestApp } from '../support/app.js';
import { anAdministrator, PASSWORD, register, signedIn } from '../support/people.js';
import { turnOn } from '../support/second-factor.js';

let app: TestApp;
let deletion: DeletionService;
beforeAll(async () => {
  app = await startApp();
  deletion = app.nest.get(DeletionService);
});
afterAll(() => app.stop());

const wish = { password: PASSWORD, messages: 'keep' } as const;

it('an account is deleted once, by whoever asks first, and nothing of its secrets is left', async () => {
  const [person, other] = [await register(app), await register(app)];
  const userId = person.user.id;
  await person.put(`/api/users/me/blocks/${other.user.id}`).expect(204);
  await other.put(`/api/users/me/blocks/${userId}`).expect(204);
  await turnOn(person);
  const outcomes = await Promise.allSettled([1, 2].map(() => deletion.delete(signedIn(person), wish)));
  expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  await expect(deletion.delete(signedIn(person), wish)).rejects.toMatchObject({ code: 'wrong_password' });
  const left = await app.nest
    .get(WriteQueue)
    .run(async ({ manager }) => [
      await manager.countBy(Password, { userId }),
      await manager.countBy(Session, { userId }),
      await manager.countBy(SecondFactor, { userId }),
      await manager.countBy(RecoveryCode, { userId }),
      await manager.countBy(Block, { blockerId: userId }),
      await manager.countBy(Block, { userId }),
    ]);
  expect(left).toEqual([0, 0, 0, 0, 0, 1]);
});

it('of two administrators who go at once, one stays', async () => {
  const both = [await anAdministrator(app), await anAdministrator(app)];
  const outcomes = await Promise.allSettled(both.map((one) => deletion.delete(signedIn(one), wish)));
  const refused = outcomes.find(({ status }) => status === 'rejected');
  expect(refused).toMatchObject({ reason: { code: 'forbidden' } });
  expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
});
