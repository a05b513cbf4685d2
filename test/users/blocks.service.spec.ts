import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { BlocksService } from '../../src/users/blocks.service.js';
import { startApp, type TestApp } from '../support/app.js';
import { type Person, register } from '../support/people.js';

let app: TestApp;
let blocks: BlocksService;
let ann: Person;
let others: Person[];
beforeAll(async () => {
  app = await startApp();
  blocks = app.nest.get(BlocksService);
  ann = await register(app);
  others = await Promise.all([register(app), register(app), register(app)]);
});
afterAll(() => app.stop());

describe('a block', () => {
  it('is a state of one person towards another, listed page by page', async () => {
    for (const { user } of [...others, ...others]) await blocks.set(ann.user.id, user.id, true);
    const page = await blocks.list(ann.user.id, undefined, 2);
    const rest = await blocks.list(ann.user.id, page.after!, 2);
    const ids = [...page.items, ...rest.items].map(({ user }) => user.id);
    expect(ids).toEqual(others.map(({ user }) => user.id).sort());
    expect((await blocks.list(others[0]!.user.id, undefined, 2)).items).toEqual([]);
    expect(await blocks.isBetween(others[0]!.user.id, ann.user.id)).toBe(true);
    await blocks.set(ann.user.id, others[0]!.user.id, false);
    expect(await blocks.isBetween(others[0]!.user.id, ann.user.id)).toBe(false);
  });

  it('stands between the two, whoever set it', async () => {
    const [one, other] = [await register(app), await register(app)];
    await blocks.set(one.user.id, other.user.id, true);
    expect(await blocks.isBetween(one.user.id, other.user.id)).toBe(true);
    expect(await blocks.isBetween(other.user.id, one.user.id)).toBe(true);
    await expect(blocks.requireReachable(other.user.id, [one.user.id])).rejects.toMatchObject({
      code: 'person_unavailable',
    });
  });

  it('is not for oneself, nor for nobody', async () => {
    await expect(blocks.set(ann.user.id, ann.user.id, true)).rejects.toMatchObject({ code: 'forbidden' });
    await expect(blocks.set(ann.user.id, randomUUID(), true)).rejects.toMatchObject({ code: 'user_not_found' });
  });
});
