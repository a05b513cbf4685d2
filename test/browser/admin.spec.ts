import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { startApp, type TestApp } from '../support/app.js';
import { launch, openAs, screenshot, systemChromium } from '../support/browser.js';
import { anAdministrator, PASSWORD, register } from '../support/people.js';

const chromium = systemChromium();

if (chromium) {
  describe('the panel of administrators', () => {
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

    it('opens to an administrator who types their password once more, and asks no other host', async () => {
      const root = await anAdministrator(app);
      await register(app, 'Vera');
      const page = await openAs(browser, app, root);
      const foreign: string[] = [];
      const complaints: string[] = [];
      page.on('request', (request) => {
        if (!request.url().startsWith(app.url) && !request.url().startsWith('data:')) foreign.push(request.url());
      });
      page.on('console', (said) => {
        if (said.text().includes('Content Security Policy')) complaints.push(said.text());
      });
      await page.goto(`${app.url}/admin`);
      await page.getByLabel('Password').fill('not the password');
      await page.getByRole('button', { name: 'Confirm' }).click();
      await page.getByRole('alert').waitFor();
      await screenshot(page, 'admin-confirm');
      await page.getByLabel('Password').fill(PASSWORD);
      await page.getByRole('button', { name: 'Confirm' }).click();
      await page.getByRole('heading', { name: 'Overview' }).waitFor();
      await page.goto(`${app.url}/admin/resources/people`);
      await page.getByText('Vera', { exact: true }).first().waitFor();
      await screenshot(page, 'admin-people');
      expect({ foreign, complaints }).toEqual({ foreign: [], complaints: [] });
    }, 60_000);

    it('stays shut to everybody else', async () => {
      const page = await openAs(browser, app, await register(app, 'Eve'));
      expect((await page.goto(`${app.url}/admin/resources/people`))?.status()).toBe(403);
    });
  });
}
