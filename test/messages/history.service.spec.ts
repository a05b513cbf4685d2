import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { HistoryService } from '../../src/messages/history.service.js';
import { startApp, type TestApp } from '../support/app.js';
import { groupOf, type Person, register, say } from '../support/people.js';

let app: TestApp;
let author: Person;
beforeAll(async () => {
  app = await startApp();
  author = await register(app);
});
afterAll(() => app.stop());

describe('history', () => {
  it('comes in pages that meet without a gap or an overlap, in both directions', async () => {
    const id = await groupOf(author);
    for (let number = 1; number <= 7; number++) await say(author, id, `${number}`);
    const page = (around: { before?: number; after?: number }) =>
      app.nest.get(HistoryService).page(author.user.id, id, { ...around, limit: 3 });
    const seqs = ({ items }: { items: { seq: number }[] }) => items.map(({ seq }) => seq);

    const newest = await page({});
    expect([seqs(newest), newest.before, newest.after]).toEqual([[5, 6, 7], 5, null]);
    const middle = await page({ before: newest.before! });
    expect([seqs(middle), middle.before, middle.after]).toEqual([[2, 3, 4], 2, 4]);
    const oldest = await page({ before: middle.before! });
    expect([seqs(oldest), oldest.before, oldest.after]).toEqual([[1], null, 1]);
    const forward = await page({ after: oldest.after! });
    expect([seqs(forward), forward.before, forward.after]).toEqual([[2, 3, 4], 2, 4]);
    expect(seqs(await page({ after: 7 }))).toEqual([]);
    expect(await page({ before: 8 })).toMatchObject({ before: 5, after: null });
  });
});
