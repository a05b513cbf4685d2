import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { SecondFactor } from '../../src/auth/second-factor.entity.js';
import { SecondFactorsService } from '../../src/auth/second-factors.service.js';
import { WriteQueue } from '../../src/database/write-queue.js';
import { startApp, type TestApp } from '../support/app.js';
import { type Person, register } from '../support/people.js';
import { codeOf, turnOn } from '../support/second-factor.js';

let app: TestApp;
let factors: SecondFactorsService;
let writes: WriteQueue;
beforeAll(async () => {
  app = await startApp();
  factors = app.nest.get(SecondFactorsService);
  writes = app.nest.get(WriteQueue);
});
afterAll(() => app.stop());

const pass = ({ user }: Person, code?: string) => factors.pass(user.id, code);
const rejected = (code: string): unknown => expect.objectContaining({ code });

describe('a second factor', () => {
  it('is asked of nobody who has none, whatever they show', async () => {
    const ann = await register(app);
    await pass(ann);
    await pass(ann, '000000');
    expect(await writes.run((tx) => factors.accept(tx, ann.user.id, '000000'))).toBe(false);
  });

  it('takes a code of the half minute before or after, and none of further away', async () => {
    const ann = await register(app);
    const { secret } = await turnOn(ann);
    await writes.run(({ manager }) => manager.update(SecondFactor, { userId: ann.user.id }, { lastStep: 0 }));
    await expect(pass(ann, codeOf(secret, -3))).rejects.toEqual(rejected('wrong_code'));
    await expect(pass(ann, codeOf(secret, 3))).rejects.toEqual(rejected('wrong_code'));
    await pass(ann, codeOf(secret, 0));
    await pass(ann, codeOf(secret, 1));
  });

  it('keeps a code that came in a transaction that was lost', async () => {
    const ann = await register(app);
    const { secret } = await turnOn(ann);
    const lost = writes.run(async (tx) => {
      await factors.accept(tx, ann.user.id, codeOf(secret, 1));
      throw new Error('lost');
    });
    await expect(lost).rejects.toThrow('lost');
    await pass(ann, codeOf(secret, 1));
  });

  it('is of its own person alone: a secret that is moved to another row is no secret', async () => {
    const [ann, eve] = [await register(app), await register(app)];
    await turnOn(ann);
    const { secret } = await turnOn(eve);
    await writes.run(async ({ manager }) => {
      const hers = await manager.findOneByOrFail(SecondFactor, { userId: eve.user.id });
      await manager.update(SecondFactor, { userId: ann.user.id }, { secret: hers.secret });
    });
    await expect(pass(ann, codeOf(secret, 1))).rejects.not.toHaveProperty('code', 'second_factor_required');
    await pass(eve, codeOf(secret, 1));
  });

  it('goes with all its recovery codes', async () => {
    const ann = await register(app);
    await turnOn(ann);
    expect(await writes.run((tx) => factors.remove(tx, ann.user.id))).toBe(true);
    expect(await writes.run((tx) => factors.remove(tx, ann.user.id))).toBe(false);
    expect(await factors.stateOf(ann.user.id)).toEqual({ enabledAt: null, recoveryCodesLeft: 0 });
  });
});
