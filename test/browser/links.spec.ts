import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { startApp, type TestApp } from '../support/app.js';
import {
  gone,
  goTo,
  inMenu,
  launch,
  message,
  onMessage,
  openAs,
  stored,
  systemChromium,
  write,
} from '../support/browser.js';
import { groupOf, type Person, register, say } from '../support/people.js';
import { until } from '../support/until.js';

const chromium = systemChromium();
const PHONE = { width: 390, colorScheme: 'light', locale: 'en-GB' } as const;

if (chromium) {
  describe('a link to a message', () => {
    let app: TestApp;
    let browser: Browser;
    let ann: Person;
    let team: string;
    let page: Page;

    beforeAll(async () => {
      app = await startApp();
      browser = await launch(chromium);
      ann = await register(app, 'Ann');
      team = await groupOf(ann, [], { name: 'Team' });
      for (let i = 1; i <= 150; i++) await say(ann, team, `line ${i} `);
      page = await openAs(browser, app, ann, PHONE);
    }, 90_000);
    afterAll(async () => {
      await browser.close();
      await app.stop();
    });

    const isSeen = (on: Page, text: string) =>
      until(async () => {
        const box = await message(on, text).last().boundingBox();
        return box !== null && box.y > 0 && box.y < 800;
      }, `${text} is on the screen`);

    it('is followed once: who comes back finds the chat where they left it', async () => {
      await page.goto(`${app.url}/c/${team}?message=40`);
      await isSeen(page, 'line 40 ');
      await write(page, 'Something new');
      await isSeen(page, 'Something new');
      await page.getByRole('link', { name: 'Back to the list of chats' }).click();
      await page.getByRole('navigation', { name: 'Chats' }).waitFor();
      await page.goBack();
      await isSeen(page, 'Something new');
      await page.waitForTimeout(500);
      await isSeen(page, 'Something new');
    }, 60_000);

    it('is gone back from with what was opened above the chat', async () => {
      const wide = await openAs(browser, app, ann);
      await goTo(wide, 'Team');
      await wide.evaluate(`history.pushState(null, '', location.pathname + '?message=40')`);
      await isSeen(wide, 'line 40 ');
      await inMenu(wide, 'Menu of this chat', 'Members');
      await wide.getByRole('dialog').waitFor();
      await wide.goBack();
      await gone(wide.getByRole('dialog'));
      await wide.context().close();
    }, 60_000);

    it('is copied from its menu, and leads there in the same tab when it is written somewhere', async () => {
      const wide = await openAs(browser, app, ann);
      await wide.context().grantPermissions(['clipboard-read', 'clipboard-write']);
      await goTo(wide, 'Team');
      await onMessage(wide, 'line 150 ', 'Copy link');
      await wide.getByRole('status').getByText('Copied').waitFor();
      const link = await wide.evaluate('navigator.clipboard.readText()');
      expect(link).toBe(`${app.url}/c/${team}?message=150`);
      await goTo(wide, 'General');
      await write(wide, `Look at ${app.url}/c/${team}?message=40`);
      await message(wide, 'Look at').getByRole('link').click();
      await isSeen(wide, 'line 40 ');
      expect(wide.context().pages()).toHaveLength(1);
      // The same link again leads there again.
      await write(wide, `Here: ${app.url}/c/${team}?message=40`);
      await message(wide, 'Here:').getByRole('link').click();
      await isSeen(wide, 'line 40 ');
      await wide.keyboard.press('Escape');
      await isSeen(wide, 'Here:');
      await message(wide, 'Here:').getByRole('link').click();
      await isSeen(wide, 'line 40 ');
      await wide.context().close();
    }, 60_000);

    it('takes nobody away from what they said before it was there', async () => {
      const slow = await openAs(browser, app, ann, PHONE);
      await slow.route(/\/messages\?/, async (route) => {
        await new Promise((resolve) => setTimeout(resolve, 2_000));
        await route.continue();
      });
      await slow.goto(`${app.url}/c/${team}?message=40`);
      await slow.getByRole('textbox').waitFor();
      await write(slow, 'Said early');
      await stored(slow, 'Said early');
      await isSeen(slow, 'Said early');
      await slow.waitForTimeout(3_000);
      await isSeen(slow, 'Said early');
      await slow.context().close();
    }, 60_000);

    it('is left alone by what one says in another tab', async () => {
      const wide = await openAs(browser, app, ann);
      const other = await wide.context().newPage();
      await other.goto(`${app.url}/c/${team}?message=40`);
      await isSeen(other, 'line 40 ');
      await goTo(wide, 'Team');
      // What is on its way is known to both of them.
      await wide.context().setOffline(true);
      await write(wide, 'From the first tab');
      await message(wide, 'From the first tab').waitFor();
      await other.waitForTimeout(1_000);
      await wide.context().setOffline(false);
      await stored(wide, 'From the first tab');
      await isSeen(other, 'line 40 ');
      expect(await message(other, 'From the first tab').count()).toBe(0);
      await wide.context().close();
    }, 60_000);
  });
}
