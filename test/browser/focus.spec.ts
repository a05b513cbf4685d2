import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Locator, Page } from 'playwright-core';
import { startApp, type TestApp } from '../support/app.js';
import {
  chatLink,
  gone,
  goTo,
  inMenu,
  launch,
  message,
  openAs,
  stored,
  systemChromium,
  write,
} from '../support/browser.js';
import { directOf, groupOf, login, type Person, register } from '../support/people.js';
import { until } from '../support/until.js';
import { tabTo } from './keyboard.js';

const chromium = systemChromium();

/** Lines that were written over: they are read once more. */
const COUNT_CHANGES = `
  window.changedLines = 0;
  new MutationObserver((changes) => (window.changedLines += changes.length)).observe(
    document.querySelector('[role="log"]'), { characterData: true, subtree: true });
  undefined`;

if (chromium) {
  describe('whoever uses keys', () => {
    let app: TestApp;
    let browser: Browser;
    let ann: Person;
    let page: Page;

    beforeAll(async () => {
      app = await startApp();
      browser = await launch(chromium);
      ann = await register(app, 'Ann');
      await groupOf(ann, [], { name: 'Team' });
      page = await openAs(browser, app, ann);
      await write(page, 'First');
      await stored(page, 'First');
    }, 90_000);
    afterAll(async () => {
      await browser.close();
      await app.stop();
    });

    const field = () => page.getByRole('textbox');
    const isFocused = (target: Locator) => target.and(target.page().locator(':focus')).waitFor();
    const press = async (target: Locator) => {
      await target.focus();
      await page.keyboard.press('Enter');
    };

    it('goes on writing where they were after they looked into the switcher', async () => {
      await field().focus();
      await page.keyboard.type('hello');
      await page.keyboard.press('Control+k');
      await page.getByRole('dialog').waitFor();
      await page.keyboard.press('Escape');
      await gone(page.getByRole('dialog'));
      await page.keyboard.type(' world');
      expect(await field().inputValue()).toBe('hello world');
      await field().fill('');
    }, 60_000);

    it('loses nothing by the Esc that ends the composing of a character', async () => {
      await field().focus();
      await page.keyboard.press('ArrowUp');
      await page.getByText('Editing a message').waitFor();
      await page.keyboard.type(', longer');
      const input = await page.context().newCDPSession(page);
      await input.send('Input.imeSetComposition', { text: 'に', selectionStart: 1, selectionEnd: 1 });
      await page.keyboard.press('Escape');
      expect(await field().inputValue()).toMatch(/^First, longer/);
      await input.send('Input.imeSetComposition', { text: '', selectionStart: 0, selectionEnd: 0 });
      await page.keyboard.press('Escape');
      await press(page.getByRole('dialog').getByRole('button', { name: 'Discard' }));
      await gone(page.getByText('Editing a message'));
    }, 60_000);

    it('stays in the settings of a group when they choose no picture after all', async () => {
      await goTo(page, 'Team');
      await inMenu(page, 'Menu of this chat', 'Group settings');
      const dialog = page.getByRole('dialog');
      await dialog.locator('input[type="file"]').dispatchEvent('cancel', { bubbles: true });
      await page.waitForTimeout(300);
      expect(await dialog.count()).toBe(1);
      await page.keyboard.press('Escape');
      await gone(dialog);
      await goTo(page, 'General');
    }, 60_000);

    it('is in the field when the message that they were answering is let go', async () => {
      await message(page, 'First').focus();
      await page.keyboard.press('Enter');
      await press(page.getByRole('menuitem', { name: 'Reply' }));
      await press(page.getByRole('button', { name: 'Cancel the reply' }));
      await isFocused(field());
    }, 60_000);

    it('is at the message whose last like they take back', async () => {
      await message(page, 'First').focus();
      await tabTo(page, message(page, 'First').getByRole('button', { name: 'Like', exact: true }));
      await page.keyboard.press('Enter');
      await press(message(page, 'First').locator('[data-emoji]'));
      await gone(message(page, 'First').locator('[data-emoji]'));
      await isFocused(message(page, 'First'));
    }, 60_000);

    it('writes at once in the conversation and the group that they have just begun', async () => {
      await register(app, 'Clara');
      await press(page.getByRole('button', { name: 'New direct message' }));
      await page.getByRole('dialog').getByRole('searchbox').fill('Clara');
      await press(page.getByRole('dialog').getByRole('button', { name: /Clara/ }));
      await page.getByRole('heading', { level: 1, name: 'Clara' }).waitFor();
      await isFocused(field());
      await press(page.getByRole('button', { name: 'Create a group' }));
      await page.getByRole('dialog').getByRole('textbox', { name: 'Name', exact: true }).fill('Choir');
      await page.keyboard.press('Enter');
      await page.getByRole('heading', { level: 1, name: 'Choir' }).waitFor();
      await isFocused(field());
      await page.keyboard.type('Written');
      await until(async () => (await field().inputValue()) === 'Written', 'what is typed is written');
    }, 60_000);

    it('is at the next session when they end one', async () => {
      for (let i = 0; i < 2; i++) await login(app, 'Ann');
      await page.goto(`${app.url}/settings`);
      const end = page.getByRole('button', { name: /^End the session/ });
      await until(async () => (await end.count()) === 2);
      await press(end.first());
      await until(async () => (await end.count()) === 1);
      await isFocused(end);
    }, 60_000);

    it('is at the heading of the page that takes the place of another', async () => {
      const narrow = await openAs(browser, app, ann, { width: 320, colorScheme: 'light', locale: 'en-GB' });
      await narrow.goto(`${app.url}/channels`);
      await chatLink(narrow, 'Team').focus();
      await narrow.keyboard.press('Enter');
      await isFocused(narrow.getByRole('heading', { level: 1, name: 'Team' }));
      await narrow.context().close();
    }, 60_000);

    it('hears each new message once', async () => {
      const boris = await openAs(browser, app, await register(app, 'Boris'));
      await page.goto(app.url);
      await stored(page, 'First');
      const log = page.getByRole('log');
      for (let i = 1; i <= 6; i++) {
        await write(boris, `Number ${i}`);
        await log.getByText(`Number ${i}`).waitFor({ state: 'attached' });
        if (i === 5) await page.evaluate(COUNT_CHANGES);
      }
      await page.waitForTimeout(500);
      expect(await page.evaluate('window.changedLines')).toBe(0);
      await boris.context().close();
    }, 60_000);

    it('hears that a message was not sent, and why, also from its row', async () => {
      const carl = await register(app, 'Carl');
      await directOf(ann, carl);
      await carl.put(`/api/users/me/blocks/${ann.user.id}`).expect(204);
      await goTo(page, 'Carl');
      await write(page, 'Are you there?');
      await page.getByRole('alert').filter({ hasText: 'Not sent.' }).waitFor();
      await page.getByRole('article', { name: /Are you there\? Not sent\./ }).waitFor();
    }, 60_000);
  });
}
