import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { startApp, type TestApp } from '../support/app.js';
import {
  contextOptions,
  launch,
  registerInBrowser,
  type Screen,
  screenshot,
  stored,
  systemChromium,
  write,
} from '../support/browser.js';

const chromium = systemChromium();

const screens: Screen[] = [
  { width: 390, colorScheme: 'light', locale: 'ru-RU' },
  { width: 390, colorScheme: 'dark', locale: 'en-GB' },
  { width: 1280, colorScheme: 'light', locale: 'en-GB' },
  { width: 1280, colorScheme: 'dark', locale: 'ru-RU' },
];

const LONG = `${'слово '.repeat(40)}https://example.org/${'x'.repeat(200)} ${'w'.repeat(300)} نص عربي`;

if (chromium) {
  describe('every page', () => {
    let app: TestApp;
    let browser: Browser;
    beforeAll(async () => {
      app = await startApp();
      browser = await launch(chromium);
    });
    afterAll(async () => {
      await browser.close();
      await app.stop();
    });

    it.each(screens)(
      'fits $width pixels, $colorScheme, $locale',
      async (screen) => {
        const { width, colorScheme, locale } = screen;
        const page = await (await browser.newContext(contextOptions(screen))).newPage();
        const look = async (name: string) => {
          const overflow = await page.evaluate(
            'document.documentElement.scrollWidth - document.documentElement.clientWidth',
          );
          expect([name, overflow]).toEqual([name, 0]);
          await screenshot(page, `${name}-${width}-${colorScheme}-${locale.slice(0, 2)}`);
        };
        await page.goto(`${app.url}/login`);
        await page.locator('input[autocomplete="username"]').fill('nobody');
        await page.locator('input[autocomplete="current-password"]').fill('not the password');
        await page.locator('form button[type="submit"]').click();
        await page.getByRole('alert').waitFor();
        await look('login-refused');
        await page.goto(`${app.url}/register`);
        await look('register');
        await registerInBrowser(page, app.url, `Имя-${width}-${colorScheme}`);
        await write(page, LONG);
        await stored(page, 'نص عربي');
        await look('long-message');
        await page.goto(`${app.url}/settings`);
        await page.getByRole('heading', { level: 1 }).waitFor();
        await look('settings');
        await page.context().close();
      },
      60_000,
    );
  });
}
