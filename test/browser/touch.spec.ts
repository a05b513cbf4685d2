import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Locator, Page } from 'playwright-core';
import { startApp, type TestApp } from '../support/app.js';
import { gone, launch, message, openAs, stored, systemChromium, write } from '../support/browser.js';
import { register } from '../support/people.js';

const chromium = systemChromium();

if (chromium) {
  describe('a finger', () => {
    let app: TestApp;
    let browser: Browser;
    let ann: Page;

    beforeAll(async () => {
      app = await startApp();
      browser = await launch(chromium);
      const screen = { width: 390, colorScheme: 'light', locale: 'en-GB' } as const;
      ann = await openAs(browser, app, await register(app, 'Ann'), screen);
      await write(ann, 'Touch me');
      await stored(ann, 'Touch me');
    }, 90_000);
    afterAll(async () => {
      await browser.close();
      await app.stop();
    });

    async function rest(locator: Locator): Promise<void> {
      const box = (await locator.boundingBox())!;
      const at = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
      const devtools = await ann.context().newCDPSession(ann);
      await devtools.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: [at] });
      await ann.waitForTimeout(700);
      await devtools.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
    }

    it('that rests on a message opens its menu, which stays until something is chosen', async () => {
      await rest(message(ann, 'Touch me').getByText('Touch me'));
      await ann.getByRole('menuitem', { name: 'Reply' }).waitFor();
      await ann.waitForTimeout(500);
      await ann.getByRole('menuitem', { name: 'Add a reaction' }).tap();
      await ann.getByRole('dialog').getByRole('button', { name: '🎉' }).tap();
      await message(ann, 'Touch me').locator('[data-emoji="🎉"][aria-pressed="true"]').waitFor();
    }, 60_000);

    it('that rests on a like shows who gave it, and does not take it back', async () => {
      const chip = message(ann, 'Touch me').locator('[data-emoji="🎉"]');
      await rest(chip);
      await ann.getByRole('dialog', { name: 'Who reacted' }).waitFor();
      expect(await ann.getByRole('menuitem').filter({ visible: true }).count()).toBe(0);
      await ann.getByRole('dialog').getByRole('button', { name: 'Close' }).tap();
      await gone(ann.getByRole('dialog'));
      expect(await chip.getAttribute('aria-pressed')).toBe('true');
      await chip.tap();
      await gone(chip);
    }, 60_000);
  });
}
