import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { startApp, type TestApp } from '../support/app.js';
import { launch, openAs, systemChromium } from '../support/browser.js';
import { generalOf, PASSWORD, register, say } from '../support/people.js';

const chromium = systemChromium();

if (chromium) {
  describe('somebody who deletes their account', () => {
    let app: TestApp;
    let browser: Browser;
    beforeAll(async () => {
      app = await startApp();
      browser = await launch(chromium);
    }, 60_000);
    afterAll(async () => {
      await browser.close();
      await app.stop();
    });

    it('needs their password, lands at the sign-in page, and is nameless for who looks on', async () => {
      const [ann, boris] = [await register(app, 'Ann'), await register(app, 'Boris')];
      const { id } = await generalOf(ann);
      await say(ann, id, 'what Ann said');
      const [page, onlooker] = [await openAs(browser, app, ann), await openAs(browser, app, boris)];
      await onlooker.goto(`${app.url}/c/${id}`);
      const row = onlooker.getByRole('article').filter({ hasText: 'what Ann said' });
      await row.getByText('Ann', { exact: true }).waitFor();

      await page.goto(`${app.url}/settings`);
      await page.getByRole('button', { name: 'Delete my account…' }).click();
      const dialog = page.getByRole('dialog');
      await dialog.getByText('Keep them').click();
      await dialog.getByLabel('Current password').fill('not the password');
      await dialog.getByRole('button', { name: 'Delete for ever' }).click();
      await dialog.getByRole('alert').waitFor();
      await dialog.getByLabel('Current password').fill(PASSWORD);
      await dialog.getByRole('button', { name: 'Delete for ever' }).click();
      await page.getByRole('button', { name: 'Sign in' }).waitFor();
      expect(await page.getByRole('dialog').count()).toBe(0);

      await row.getByText('Deleted account', { exact: true }).waitFor();
      await row.getByText('×', { exact: true }).waitFor();
    }, 60_000);
  });
}
