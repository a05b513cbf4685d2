import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import type { Browser } from 'playwright-core';
import { startApp, type TestApp } from '../support/app.js';
import { launch, registerInBrowser, systemChromium } from '../support/browser.js';

const chromium = systemChromium();

if (chromium) {
  describe('somebody who takes along what is theirs', () => {
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

    it('saves a ZIP from the settings', async () => {
      const page = await browser.newPage();
      await registerInBrowser(page, app.url, 'Ann');
      await page.goto(`${app.url}/settings`);
      const download = page.waitForEvent('download');
      await page.getByRole('link', { name: 'Download everything' }).click();
      const got = await download;
      expect(got.suggestedFilename()).toBe('veche.zip');
      const bytes = readFileSync(await got.path());
      expect([bytes.subarray(0, 2).toString(), bytes.includes('profile.json')]).toEqual(['PK', true]);
    }, 60_000);
  });
}
