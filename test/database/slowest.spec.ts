import { expect, it } from '@jest/globals';
import { Slowest } from '../../src/database/slowest.js';

it('a statement is kept once, with all its slow runs and the last plan there was', () => {
  const slowest = new Slowest();
  slowest.note('SELECT 1', 150, ['SCAN a'], 1);
  slowest.note('SELECT 1', 250, null, 2);
  slowest.note('SELECT 1', 200, ['SCAN b'], 3);
  expect(slowest.list()).toEqual([{ sql: 'SELECT 1', count: 3, total: 600, max: 250, plan: ['SCAN b'], at: 3 }]);
});

it('twenty are kept, the slowest first; a slower one takes the place of the least slow', () => {
  const slowest = new Slowest();
  for (let ms = 101; ms <= 125; ms++) slowest.note(`SELECT ${ms}`, ms, null, 0);
  slowest.note('SELECT 0', 100, null, 0);
  const kept = slowest.list().map(({ max }) => max);
  expect(kept).toEqual(Array.from({ length: 20 }, (_, index) => 125 - index));
});
