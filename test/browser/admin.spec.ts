import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import type { Browser } from 'playwright-core';
import { startApp, type TestApp } from '../support/app.js';
import { launch, openAs, screenshot, systemChromium } from '../support/browser.js';
import { anAdministrator, PASSWORD, register } from '../support/people.js';
import { axeFindings } from './axe.js';

const chromium = systemChromium();

/** What axe finds wrong with how AdminJS builds its pages, and we cannot mend without building them anew. */
const OF_ADMINJS = /^(region|landmark-one-main|button-name|label|label-title-only|link-name) /;

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
      await page.goto(`${app.url}/settings`);
      await page.getByRole('link', { name: 'Panel for administrators' }).click();
      await page.getByLabel('Password').fill('not the password');
      await page.getByRole('button', { name: 'Confirm' }).click();
      await page.getByRole('alert').waitFor();
      await screenshot(page, 'admin-confirm');
      await page.getByLabel('Password').fill(PASSWORD);
      await page.getByRole('button', { name: 'Confirm' }).click();
      await page.getByRole('heading', { name: 'Overview' }).waitFor();
      await page.getByRole('img', { name: /^Messages per hour/ }).waitFor();
      await screenshot(page, 'admin-overview');
      await page.goto(`${app.url}/admin/resources/people`);
      await page.getByText('Vera', { exact: true }).first().waitFor();
      await screenshot(page, 'admin-people');
      await page.goto(`${app.url}/admin/resources/people?filters.username=vera`);
      await page.getByTestId('action-exportList').click();
      const saved = page.waitForEvent('download');
      await page.getByRole('button', { name: 'Export as CSV' }).click();
      const file = await saved;
      await page.getByRole('status').filter({ hasText: 'Done.' }).waitFor();
      await screenshot(page, 'admin-export');
      expect(file.suggestedFilename()).toBe('people.csv');
      const lines = readFileSync(await file.path(), 'utf8').split('\r\n');
      expect(lines.slice(1)).toEqual([expect.stringContaining('"Vera"'), '']);
      await page.locator('#drawerPortal a').click();
      await page.waitForURL(/resources\/people.*filters\.username=vera/);
      expect({ foreign, complaints }).toEqual({ foreign: [], complaints: [] });
    }, 60_000);

    it('bans a person with a reason, who is shown out with it the same moment', async () => {
      const [root, eve] = [await anAdministrator(app), await register(app, 'Loud')];
      const [page, hers] = [await openAs(browser, app, root), await openAs(browser, app, eve)];
      await page.goto(`${app.url}/admin`);
      await page.getByLabel('Password').fill(PASSWORD);
      await page.getByRole('button', { name: 'Confirm' }).click();
      await page.getByRole('heading', { name: 'Overview' }).waitFor();
      await page.goto(`${app.url}/admin/resources/people?filters.username=loud`);
      await page.getByText('Loud', { exact: true }).first().click();
      await page.getByTestId('action-ban').click();
      await page.getByLabel('Reason').fill('Shouting at night');
      await page.getByLabel('For how long').selectOption('A week');
      await screenshot(page, 'admin-ban');
      await page.getByRole('button', { name: 'Ban', exact: true }).click();
      await page.getByText('Done.').waitFor();
      await hers.getByRole('alert').filter({ hasText: 'Shouting at night' }).waitFor();
      expect(new URL(hers.url()).pathname).toBe('/login');
      await screenshot(hers, 'banned');
      await page.getByRole('link', { name: 'Back', exact: true }).click();
      await page.getByText('Shouting at night').waitFor();
      await screenshot(page, 'admin-banned');
      await hers.getByLabel('Name').fill('Loud');
      await hers.getByLabel('Password').fill(PASSWORD);
      await hers.getByRole('button', { name: 'Sign in' }).click();
      await hers.getByRole('alert').filter({ hasText: 'Shouting at night' }).waitFor();
    }, 60_000);

    it.each([
      { width: 1280, colorScheme: 'dark', locale: 'en-GB', heading: 'Overview', ground: 'rgb(20, 23, 27)' },
      { width: 390, colorScheme: 'light', locale: 'ru-RU', heading: 'Обзор', ground: 'rgb(248, 249, 249)' },
    ] as const)(
      'is readable on a screen of $width, $colorScheme, in $locale',
      async ({ heading, ground, ...screen }) => {
        const [root, ann] = [await anAdministrator(app), await register(app)];
        const page = await openAs(browser, app, root, screen);
        await page.goto(`${app.url}/admin`);
        const findings = [...(await axeFindings(page))];
        await page.locator('input').fill(PASSWORD);
        await page.locator('button').click();
        await page.getByRole('heading', { level: 1, name: heading }).waitFor();
        const row = `/resources/people/records/${ann.user.id}`;
        for (const path of [
          '',
          '/resources/people',
          `${row}/show`,
          `${row}/ban`,
          '/resources/people/actions/exportList',
        ]) {
          await page.goto(`${app.url}/admin${path}`, { waitUntil: 'networkidle' });
          findings.push(...(await axeFindings(page)).filter((finding) => !OF_ADMINJS.test(finding)));
          const seen = `[getComputedStyle(document.body).backgroundColor, document.documentElement.lang,
            document.documentElement.scrollWidth <= innerWidth]`;
          expect([path, ...(await page.evaluate<unknown[]>(seen))]).toEqual([
            path,
            ground,
            screen.locale.slice(0, 2),
            true,
          ]);
        }
        expect(findings).toEqual([]);
      },
      120_000,
    );

    it('stays shut to everybody else', async () => {
      const page = await openAs(browser, app, await register(app, 'Eve'));
      expect((await page.goto(`${app.url}/admin/resources/people`))?.status()).toBe(403);
    });
  });
}
