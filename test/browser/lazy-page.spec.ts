import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { startApp, type TestApp } from '../support/app.js';
import { chatLink, contextOptions, launch, type Screen, systemChromium } from '../support/browser.js';
import { register } from '../support/people.js';
import { lookAt } from './look.js';

const chromium = systemChromium();

const SCREEN: Screen = { width: 390, colorScheme: 'dark', locale: 'en-GB' };
const CODE = '**/assets/settings-page*.js';

if (chromium) {
  describe('a page whose code cannot be fetched', () => {
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

    async function open(): Promise<Page> {
      const { cookie } = await register(app);
      const context = await browser.newContext({ ...contextOptions(SCREEN), serviceWorkers: 'block' });
      const [name = '', value = ''] = cookie.split(/=(.*)/s);
      await context.addCookies([{ name, value, url: app.url }]);
      return context.newPage();
    }

    it('says so, leaves the rest as it is, and comes when it is asked again', async () => {
      const page = await open();
      await page.goto(`${app.url}/channels`);
      await page.route(CODE, (route) => route.abort());
      await page.getByRole('link', { name: /Settings/ }).click();
      await page.getByRole('alert').getByText('could not be loaded').waitFor();
      await lookAt(page, SCREEN)('page-not-loaded');
      await page.unroute(CODE);
      await page.getByRole('button', { name: 'Try again' }).click();
      await page.getByRole('heading', { level: 1, name: 'Settings' }).waitFor();
      expect(new URL(page.url()).pathname).toBe('/settings');
    }, 60_000);

    it('is told of where it is the chat itself, and comes in the next one; what is around it can be used', async () => {
      const page = await open();
      const code = '**/assets/chat-*.js';
      await page.route(code, (route) => route.abort());
      await page.goto(`${app.url}/channels`);
      await chatLink(page, 'General').click();
      await page.getByRole('alert').getByText('could not be loaded').waitFor();
      await page.goBack();
      await page.getByRole('button', { name: 'Create a group' }).click();
      await page.getByRole('dialog').getByRole('button', { name: 'Close' }).click();
      await page.unroute(code);
      await chatLink(page, 'General').click();
      await page.getByRole('textbox').waitFor();
    }, 60_000);
  });
}
