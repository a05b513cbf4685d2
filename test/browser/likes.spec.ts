import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Locator, Page } from 'playwright-core';
import { startApp, type TestApp } from '../support/app.js';
import { gone, launch, message, onMessage, openAs, stored, systemChromium, write } from '../support/browser.js';
import { register } from '../support/people.js';

const chromium = systemChromium();

const chip = (page: Page, text: string, emoji: string): Locator =>
  message(page, text).locator(`button[data-emoji="${emoji}"]`);

const pressed = (locator: Locator): Promise<string | null> => locator.getAttribute('aria-pressed');

if (chromium) {
  describe('a like', () => {
    let app: TestApp;
    let browser: Browser;
    let ann: Page;
    let boris: Page;

    beforeAll(async () => {
      app = await startApp();
      browser = await launch(chromium);
      ann = await openAs(browser, app, await register(app, 'Ann'));
      boris = await openAs(browser, app, await register(app, 'Boris'));
      await write(ann, 'We won');
      await stored(boris, 'We won');
    }, 90_000);
    afterAll(async () => {
      await browser.close();
      await app.stop();
    });

    it('is given by one press, and the other sees the number at once', async () => {
      await message(boris, 'We won').hover();
      await message(boris, 'We won').getByRole('button', { name: 'Like', exact: true }).click();
      await chip(ann, 'We won', '♥').filter({ hasText: '1' }).waitFor();
      expect(await pressed(chip(boris, 'We won', '♥'))).toBe('true');
      expect(await pressed(chip(ann, 'We won', '♥'))).toBe('false');
    }, 60_000);

    it('is joined and taken back by a press on it', async () => {
      await chip(ann, 'We won', '♥').click();
      await chip(boris, 'We won', '♥').filter({ hasText: '2' }).waitFor();
      await chip(ann, 'We won', '♥').click();
      await chip(boris, 'We won', '♥').filter({ hasText: '1' }).waitFor();
      expect(await pressed(chip(ann, 'We won', '♥'))).toBe('false');
    }, 60_000);

    it('of another kind stands beside the first, chosen or found by its name', async () => {
      await onMessage(ann, 'We won', 'Add a reaction');
      await ann.getByRole('dialog').getByRole('button', { name: '🎉' }).click();
      await gone(ann.getByRole('dialog'));
      await chip(boris, 'We won', '🎉').filter({ hasText: '1' }).waitFor();
      await onMessage(ann, 'We won', 'Add a reaction');
      const search = ann.getByRole('searchbox', { name: 'Search emojis' });
      await search.fill('xyzzy');
      await ann.getByText('No such emoji').waitFor();
      await search.fill('hedgehog');
      await ann.getByRole('dialog').getByRole('button', { name: 'hedgehog' }).click();
      await chip(boris, 'We won', '🦔').waitFor();
      expect(await message(boris, 'We won').locator('[data-emoji]').count()).toBe(3);
    }, 60_000);

    it('tells who gave it', async () => {
      await message(ann, 'We won').getByRole('button', { name: 'Who reacted' }).click();
      const rows = ann.getByRole('dialog').getByRole('listitem');
      await rows.first().waitFor();
      expect((await rows.allTextContents()).sort()).toEqual(['AAnn@Ann🎉', 'AAnn@Ann🦔', 'BBoris@Boris♥']);
      await ann.keyboard.press('Escape');
    }, 60_000);

    it('is still there, and still mine, after a reload', async () => {
      await boris.reload();
      await chip(boris, 'We won', '🎉').waitFor();
      expect(await pressed(chip(boris, 'We won', '♥'))).toBe('true');
      expect(await pressed(chip(boris, 'We won', '🎉'))).toBe('false');
    }, 60_000);

    it('is given to a profile too', async () => {
      await message(boris, 'We won').getByRole('button', { name: 'Ann' }).click();
      const like = boris.getByRole('button', { name: /^Like this profile/ });
      await like.click();
      await like.filter({ hasText: '1' }).waitFor();
      expect(await pressed(like)).toBe('true');
      await message(ann, 'We won').getByRole('button', { name: 'Ann' }).click();
      await ann.getByRole('button', { name: '1 person likes this' }).click();
      await ann.getByRole('listitem').filter({ hasText: 'Boris' }).last().waitFor();
    }, 60_000);
  });
}
