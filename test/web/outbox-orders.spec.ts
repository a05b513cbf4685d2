import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Refusal } from '../../web/src/api/failure.js';
import { problem } from './support/model-server.js';
import { Browser } from './support/outbox-world.js';
import { settle } from './support/test-clock.js';

describe('any order of events', () => {
  const doings = [
    'send',
    'send',
    'send',
    'deliver',
    'deliver',
    'loseAnswer',
    'lose',
    'busy',
    'time',
    'frame',
    'reload',
    'break',
  ] as const;
  const script = fc.array(fc.record({ what: fc.constantFrom(...doings), n: fc.nat(100) }), { maxLength: 50 });

  async function run(
    browser: Browser,
    locks: boolean,
    steps: { what: (typeof doings)[number]; n: number }[],
  ): Promise<string[][]> {
    const tabs = [await browser.open('me', locks), await browser.open('me', locks)];
    const written: string[][] = [[], []];
    for (const [step, { what, n }] of steps.entries()) {
      const which = n % 2;
      const question = browser.questions[n % Math.max(1, browser.questions.length)];
      if (what === 'send') {
        written[which]!.push(`${which}:${step}`);
        await tabs[which]!.send(`${which}:${step}`);
      } else if (what === 'busy') question?.refuse(new Refusal(problem('busy', { retryAfterMs: n * 10 })));
      else if (what === 'time') await browser.clock.advance(n * 100);
      else if (what === 'frame') tabs[which]!.outbox.settle(browser.server.messages);
      else if (what === 'break') {
        tabs[which]!.outbox.pause();
        for (const lost of browser.questions.filter((one) => one.tab === tabs[which])) lost.lose();
        await settle();
        tabs[which]!.outbox.resume();
      } else if (what === 'reload') {
        await browser.close(tabs[which]!);
        tabs[which] = await browser.open('me', locks);
      } else question?.[what]();
      await settle();
      if (locks) expect(browser.questions.length).toBeLessThanOrEqual(1);
    }
    await browser.answerAll();
    for (const tab of tabs) expect(tab.shown).toEqual([]);
    return written;
  }

  it.each([true, false])(
    'ends with every message stored once, in the order each tab wrote (locks: %s)',
    async (locks) => {
      await fc.assert(
        fc.asyncProperty(script, async (steps) => {
          const browser = new Browser();
          const [first, second] = await run(browser, locks, steps);
          const stored = browser.bodies();
          expect([...stored].sort()).toEqual([...first!, ...second!].sort());
          for (const written of [first!, second!])
            expect(stored.filter((body) => written.includes(body))).toEqual(written);
        }),
        { numRuns: 200 },
      );
    },
    120_000,
  );
});
