import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { check, type RunHistory, type Verdict } from './checker.js';

const clean: Verdict = { missing: 0, doubled: 0, holes: 0, outOfOrder: 0, renumbered: 0, phantom: 0, disagreeing: 0 };

/** A run in which nothing went wrong: authors in any interleaving, all acknowledged, two observers with windows. */
function goodRun(authors: number[], window: number): RunHistory {
  const stored = authors.map((author, index) => ({
    ...{ seq: index + 1, clientId: `c${index}`, authorId: `a${author}`, body: `b${index}` },
  }));
  const sent = new Map<string, string[]>();
  for (const { authorId, clientId } of stored) sent.set(authorId, [...(sent.get(authorId) ?? []), clientId]);
  const acknowledged = stored.map(({ clientId, seq, body }) => ({ clientId, seq, body }));
  const observed = [stored.map((row) => ({ ...row })), stored.slice(-window).map((row) => ({ ...row }))];
  return { acknowledged, sent, stored, lastSeq: stored.length, observed };
}

const authors = fc.array(fc.nat(3), { minLength: 4, maxLength: 40 });

describe('the checker', () => {
  it('finds nothing in a thousand good runs', () => {
    fc.assert(
      fc.property(authors, fc.integer({ min: 1, max: 40 }), (interleaving, window) => {
        expect(check(goodRun(interleaving, window))).toEqual(clean);
      }),
      { numRuns: 1_000 },
    );
  });

  const plants: [keyof Verdict, string, (run: RunHistory) => void][] = [
    ['missing', 'an acknowledged message that is not stored', (run) => run.stored.pop()],
    ['doubled', 'a message stored twice', (run) => run.stored.push({ ...run.stored[0]!, seq: ++run.lastSeq })],
    ['holes', 'a number that nobody has', (run) => (run.stored[1]!.seq = ++run.lastSeq + 5)],
    [
      'outOfOrder',
      "one author's messages swapped",
      (run) => {
        const ids = [...run.sent.values()].find((list) => list.length > 1)!;
        ids.reverse();
      },
    ],
    ['renumbered', 'an acknowledged number that changed', (run) => (run.acknowledged[0]!.seq += 1)],
    [
      'phantom',
      'a message that nobody sent',
      (run) => run.stored.push({ seq: ++run.lastSeq, clientId: 'ghost', authorId: 'a0', body: '' }),
    ],
    ['disagreeing', 'an observer that shows another message', (run) => (run.observed[1]!.at(-1)!.clientId = 'other')],
    ['disagreeing', 'an observer that misses the last message', (run) => run.observed[0]!.pop()],
    ['disagreeing', 'an observer that shows a message twice', (run) => run.observed[0]!.push(run.observed[0]!.at(-1)!)],
  ];

  it.each(plants)('finds under "%s": %s', (kind, _, plant) => {
    fc.assert(
      fc.property(authors, (interleaving) => {
        const run = goodRun([0, 0, ...interleaving], 3);
        plant(run);
        expect(check(run)[kind]).toBeGreaterThan(0);
      }),
      { numRuns: 100 },
    );
  });
});
