import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Locator, Page } from 'playwright-core';
import { startApp, type TestApp } from '../support/app.js';
import { gone, launch, message, openAs, stored, systemChromium, write } from '../support/browser.js';
import { register } from '../support/people.js';

const chromium = systemChromium();

if (chromium) {
  describe('somebody without a mouse', () => {
    let app: TestApp;
    let browser: Browser;
    let ann: Page;

    beforeAll(async () => {
      app = await startApp();
      browser = await launch(chromium);
      const a = await register(app, 'Ann');
      await register(app, 'Boris');
      ann = await openAs(browser, app, a);
      await write(ann, 'First');
      await write(ann, 'Second');
      await stored(ann, 'Second');
    }, 90_000);
    afterAll(async () => {
      await browser.close();
      await app.stop();
    });

    const focused = async (locator: Locator): Promise<void> => {
      await locator.and(locator.page().locator(':focus')).waitFor();
    };

    it('opens a dialog, finds its field ready, and is back at its button after Esc', async () => {
      const button = ann.getByRole('button', { name: 'New direct message' });
      await button.focus();
      await ann.keyboard.press('Enter');
      await focused(ann.getByRole('searchbox'));
      await ann.keyboard.press('Escape');
      await gone(ann.getByRole('dialog'));
      await focused(button);
    }, 60_000);

    it('walks through a menu, and is back at its button from what it opened', async () => {
      const button = ann.getByRole('button', { name: 'Menu of this chat' });
      await button.focus();
      await ann.keyboard.press('Enter');
      await focused(ann.getByRole('menuitem', { name: 'Members' }));
      await ann.keyboard.press('ArrowDown');
      await focused(ann.getByRole('menuitem', { name: 'Search in this chat' }));
      await ann.keyboard.press('Home');
      await ann.keyboard.press('Enter');
      await ann.getByRole('dialog', { name: 'Members' }).waitFor();
      await ann.keyboard.press('Escape');
      await focused(button);
      await ann.keyboard.press('Enter');
      await ann.keyboard.press('Escape');
      await focused(button);
      expect(await button.getAttribute('aria-expanded')).toBe('false');
    }, 60_000);

    it('comes back to the message when a question about it is answered with no', async () => {
      await message(ann, 'Second').focus();
      await ann.keyboard.press('ArrowUp');
      await focused(message(ann, 'First'));
      await ann.keyboard.press('Enter');
      await ann.keyboard.press('End');
      await focused(ann.getByRole('menuitem', { name: 'Delete message' }));
      await ann.keyboard.press('Enter');
      await focused(ann.getByRole('dialog').getByRole('button', { name: 'Cancel' }));
      await ann.keyboard.press('Enter');
      await gone(ann.getByRole('dialog'));
      await focused(message(ann, 'First'));
    }, 60_000);

    it('goes from the menu of a message up to its reactions, and along them', async () => {
      const row = message(ann, 'Second');
      await row.focus();
      await ann.keyboard.press('Enter');
      await focused(row.getByRole('menuitem', { name: 'Reply' }));
      await ann.keyboard.press('ArrowUp');
      await focused(row.getByRole('menuitemcheckbox', { name: '♥' }));
      await ann.keyboard.press('ArrowLeft');
      await focused(row.getByRole('menuitemcheckbox', { name: '😢' }));
      await ann.keyboard.press('ArrowDown');
      await focused(row.getByRole('menuitem', { name: 'Reply' }));
      await ann.keyboard.press('Home');
      await ann.keyboard.press('ArrowRight');
      await ann.keyboard.press('Enter');
      await row.locator('[data-emoji="👍"][aria-pressed="true"]').waitFor();
      await focused(row);
    }, 60_000);

    it('likes a message and opens a person from its row', async () => {
      await message(ann, 'First').focus();
      const row = message(ann, 'First');
      await ann.keyboard.press('Tab');
      await focused(row.getByRole('button', { name: 'Ann' }));
      await ann.keyboard.press('Enter');
      await ann.getByRole('dialog', { name: 'Profile' }).waitFor();
      await ann.keyboard.press('Escape');
      await focused(row.getByRole('button', { name: 'Ann' }));
      await ann.keyboard.press('Tab');
      await focused(row.getByRole('button', { name: 'Like', exact: true }));
      await ann.keyboard.press('Enter');
      await row.locator('[data-emoji="♥"][aria-pressed="true"]').waitFor();
    }, 60_000);
  });
}
