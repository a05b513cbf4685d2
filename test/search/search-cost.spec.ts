import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { HistoryService } from '../../src/messages/history.service.js';
import { SearchService } from '../../src/search/search.service.js';
import { startApp, type TestApp } from '../support/app.js';
import { aGroup, storeMessages } from '../support/factories.js';
import { type Person, register } from '../support/people.js';

let app: TestApp;
let ann: Person;
let bob: Person;
beforeAll(async () => {
  app = await startApp();
  [ann, bob] = [await register(app), await register(app)];
  const channelId = await aGroup(app, [ann]);
  const body = `${'ы'.repeat(3_900)} ab cd ${'a'.repeat(60)}`;
  await storeMessages(
    app,
    ann,
    channelId,
    Array.from({ length: 1_200 }, () => ({ body, time: Date.now() })),
  );
}, 60_000);
afterAll(() => app.stop());

const page = ({ user }: Person, q: string) => app.nest.get(SearchService).search(q, { userId: user.id, limit: 50 });

describe('a search', () => {
  it.each(['zq', 'ab cd zq'])('gives others their turn after every hundred messages: %s', async (q) => {
    let turns = 0;
    let isOver = false;
    const turn = () => {
      turns++;
      if (!isOver) setImmediate(turn);
    };
    setImmediate(turn);
    await page(ann, q);
    isOver = true;
    expect(turns).toBeGreaterThanOrEqual(9);
  });

  it('is the only one of its person: the next is told when to come back', async () => {
    const first = page(ann, 'ыыы');
    await expect(page(ann, 'ыыы')).rejects.toMatchObject({ code: 'busy', extras: { retryAfterMs: 500 } });
    await page(bob, 'ыыы');
    await first;
    await page(ann, 'ыыы');
  });

  it('that failed keeps nobody from the next', async () => {
    const fault = new Error('no database');
    const broken = jest.spyOn(app.nest.get(HistoryService), 'getMany').mockRejectedValueOnce(fault);
    await expect(page(ann, 'ыыы')).rejects.toBe(fault);
    broken.mockRestore();
    await page(ann, 'ыыы');
  });
});
