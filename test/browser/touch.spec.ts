import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { startApp, type TestApp } from '../support/app.js';
import { gone, launch, message, openAs, rest, stored, systemChromium, write } from '../support/browser.js';
import { generalOf, type Person, register, say } from '../support/people.js';
import { until } from '../support/until.js';

const chromium = systemChromium();

if (chromium) {
  describe('a finger', () => {
    let app: TestApp;
    let browser: Browser;
    let a: Person;
    let general: string;
    let ann: Page;

    beforeAll(async () => {
      app = await startApp();
      browser = await launch(chromium);
      a = await register(app, 'Ann');
      general = (await generalOf(a)).id;
      const screen = { width: 390, colorScheme: 'light', locale: 'en-GB' } as const;
      ann = await openAs(browser, app, a, screen);
      await write(ann, 'Touch me');
      await stored(ann, 'Touch me');
    }, 90_000);
    afterAll(async () => {
      await browser.close();
      await app.stop();
    });

    it('that rests on a message opens its menu, which stays until something is chosen', async () => {
      await rest(ann, message(ann, 'Touch me').getByText('Touch me'));
      await ann.getByRole('menuitem', { name: 'Reply' }).waitFor();
      await ann.waitForTimeout(500);
      await ann.getByRole('menuitem', { name: 'Add a reaction' }).tap();
      await ann.getByRole('dialog').getByRole('button', { name: '🎉' }).tap();
      await message(ann, 'Touch me').locator('[data-emoji="🎉"][aria-pressed="true"]').waitFor();
    }, 60_000);

    it('that rests on a message shows when it was said, and gives a reaction with one more press', async () => {
      const row = message(ann, 'Touch me');
      await rest(ann, row.getByText('Touch me'));
      await row
        .getByRole('menu')
        .getByText(/^\d+ \w+ \d{4},? (at )?\d+:\d\d$/)
        .waitFor();
      await row.getByRole('menuitemcheckbox', { name: '👍', checked: false }).tap();
      await row.locator('[data-emoji="👍"][aria-pressed="true"]').waitFor();
      await rest(ann, row.getByText('Touch me'));
      await row.getByRole('menuitemcheckbox', { name: '👍', checked: true }).tap();
      await gone(row.locator('[data-emoji="👍"]'));
    }, 60_000);

    it('that rests on a like shows who gave it, and does not take it back', async () => {
      const chip = message(ann, 'Touch me').locator('[data-emoji="🎉"]');
      await rest(ann, chip);
      await ann.getByRole('dialog', { name: 'Who reacted' }).waitFor();
      expect(await ann.getByRole('menuitem').filter({ visible: true }).count()).toBe(0);
      await ann.getByRole('dialog').getByRole('button', { name: 'Close' }).tap();
      await gone(ann.getByRole('dialog'));
      expect(await chip.getAttribute('aria-pressed')).toBe('true');
      await chip.tap();
      await gone(chip);
    }, 60_000);

    it('that scrolls takes the menu along with its message, until that is gone from the screen', async () => {
      for (let i = 0; i < 40; i++) await say(a, general, `line ${i}`);
      await stored(ann, 'line 39');
      const row = message(ann, 'line 30');
      await rest(ann, row.getByText('line 30'));
      const menu = row.getByRole('menu');
      await menu.waitFor();
      /** From the row to its menu, wherever there is room for it. */
      const apart = async (): Promise<number> => {
        const [own, its] = [(await row.boundingBox())!, (await menu.boundingBox())!];
        return Math.max(its.y - own.y - own.height, own.y - its.y - its.height);
      };
      const scroller = ann.getByRole('feed').locator('xpath=..');
      const scrollBy = async (pixels: number): Promise<void> => {
        await scroller.evaluate((box, by) => {
          box.scrollBy(0, by);
        }, pixels);
        await ann.waitForTimeout(200);
      };
      expect(await apart()).toBeCloseTo(4, 0);
      await scrollBy(-100);
      expect(await apart()).toBeCloseTo(4, 0);
      await ann.setViewportSize({ width: 844, height: 390 });
      await scrollBy(0);
      await ann.setViewportSize({ width: 390, height: 844 });
      await until(async () => (await menu.isVisible()) && Math.abs((await apart()) - 4) < 1);
      await scrollBy(-1_200);
      await gone(menu);
    }, 60_000);

    it('leaves a menu open, and on its side, while new messages move its message', async () => {
      await write(ann, 'To the end');
      const row = message(ann, 'To the end');
      await rest(ann, row.getByText('To the end'));
      const menu = row.getByRole('menu');
      await menu.waitFor();
      const before = (await menu.boundingBox())!.y;
      for (let i = 0; i < 6; i++) await say(a, general, `And one more, ${i}`);
      await stored(ann, 'And one more, 5');
      await until(async () => (await menu.boundingBox())!.y < before - 10);
      const [own, its] = [(await row.boundingBox())!, (await menu.boundingBox())!];
      expect(its.y + its.height).toBeLessThanOrEqual(own.y + 1);
      await ann.keyboard.press('Escape');
      await gone(menu);
    }, 60_000);
  });
}
