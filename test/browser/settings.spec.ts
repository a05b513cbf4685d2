import { afterAll, beforeAll, describe, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { startApp, type TestApp } from '../support/app.js';
import { launch, openAs, systemChromium } from '../support/browser.js';
import { register } from '../support/people.js';

const chromium = systemChromium();

if (chromium) {
  describe('what is chosen in one tab', () => {
    let app: TestApp;
    let browser: Browser;
    let here: Page;
    let there: Page;
    beforeAll(async () => {
      app = await startApp();
      browser = await launch(chromium);
      here = await openAs(browser, app, await register(app));
      there = await here.context().newPage();
      for (const page of [here, there]) await page.goto(`${app.url}/settings`);
    }, 90_000);
    afterAll(async () => {
      await browser.close();
      await app.stop();
    });

    const choose = (name: string) => here.getByText(name, { exact: true }).click();

    it('as the theme is worn by the other', async () => {
      await choose('Dark');
      await there.locator('html[data-theme="dark"]').waitFor();
      await there.getByRole('radio', { name: 'Dark', checked: true }).waitFor();
    }, 60_000);

    it('as the language is spoken by the other', async () => {
      await choose('Русский');
      await there.getByRole('heading', { level: 1, name: 'Настройки' }).waitFor();
      await there.getByRole('radio', { name: 'Русский', checked: true }).waitFor();
    }, 60_000);
  });
}
