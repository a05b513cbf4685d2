import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type Step, stepTowards } from '../../web/src/state/steady-items.js';

interface Row {
  key: string;
  startsDay: boolean;
}

const rows = (first: number, count: number): Row[] =>
  Array.from({ length: count }, (_, i) => ({ key: String(first + i), startsDay: i === 0 }));
const keys = ({ items }: Pick<Step<Row>, 'items'>): string => items.map(({ key }) => key).join(' ');

/** All steps until the list is the wanted one. */
function walk(from: readonly Row[], wanted: readonly Row[]): Step<Row>[] {
  const steps: Step<Row>[] = [{ items: from, shift: false, generation: 0 }];
  do steps.push(stepTowards(steps.at(-1)!, wanted));
  while (steps.at(-1)!.items !== wanted && steps.length < 9);
  return steps.slice(1);
}

describe('the rows of a virtual list', () => {
  it('shift when older ones come, and when the oldest are let go', () => {
    expect(walk(rows(50, 50), rows(0, 100))).toEqual([{ items: rows(0, 100), shift: true, generation: 0 }]);
    expect(walk(rows(0, 100), rows(50, 50))).toEqual([{ items: rows(50, 50), shift: true, generation: 0 }]);
  });

  it('do not shift when newer ones come, nor when one in the middle changes', () => {
    expect(walk(rows(0, 50), rows(0, 51)).map(({ shift }) => shift)).toEqual([false]);
    expect(walk([...rows(0, 2), ...rows(3, 1)], rows(0, 4)).map(({ shift }) => shift)).toEqual([false]);
  });

  it('change at one end after the other where older ones come and the newest are let go', () => {
    const steps = walk(rows(50, 100), rows(0, 100));
    expect(steps.map(({ shift }) => shift)).toEqual([true, false]);
    expect(steps[0]!.items).toEqual(rows(0, 150));
  });

  it('begin anew where nothing is left of what was shown', () => {
    expect(walk(rows(0, 50), rows(500, 50))).toEqual([{ items: rows(500, 50), shift: false, generation: 1 }]);
  });

  it('are always the wanted ones after two steps, and a shift changes nothing but the beginning', () => {
    const window = fc.tuple(fc.nat(60), fc.nat(60)).map(([first, count]) => rows(first, count));
    fc.assert(
      fc.property(window, window, (from, wanted) => {
        const steps = walk(from, wanted);
        expect(steps.length).toBeLessThanOrEqual(2);
        expect(steps.at(-1)!.items).toBe(wanted);
        let before = keys({ items: from });
        for (const step of steps) {
          const now = keys(step);
          if (step.shift) expect(now.endsWith(before) || before.endsWith(now)).toBe(true);
          before = now;
        }
      }),
    );
  });
});
