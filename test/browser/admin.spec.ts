import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Browser, Locator, Page } from 'playwright-core';
import request from 'supertest';
import { RESOURCES } from '../../src/admin/resources.js';
import { startApp, type TestApp } from '../support/app.js';
import { launch, openAs, screenshot, systemChromium } from '../support/browser.js';
import { anAdministrator, generalOf, groupOf, PASSWORD, type Person, register, say } from '../support/people.js';
import { show, text } from '../support/uploads.js';
import { axeFindings } from './axe.js';

const chromium = systemChromium();

/** What axe finds wrong with how AdminJS builds its pages, and we cannot mend without building them anew. */
const OF_ADMINJS = /^(region|landmark-one-main|button-name|label|label-title-only|link-name) /;

/** One letter, which draws a bar as high as the screen. */
const ACCENTS = `á${'\u0301'.repeat(2_999)}`;

/** Everything that a member can make long, as long as it may be, without a place to break it. */
async function shout(app: TestApp, root: Person): Promise<void> {
  const eve = await register(app, 'e'.repeat(32));
  const general = (await generalOf(eve)).id;
  await say(eve, general, ACCENTS);
  const { id } = await say(eve, general, 'M'.repeat(4_000));
  await root.post(`/api/messages/${id}/reports`, { reason: 'W'.repeat(500) }).expect(204);
  const group = await groupOf(eve, [], { name: 'W'.repeat(64), topic: 'W'.repeat(250), visibility: 'public' });
  await eve.post(`/api/groups/${group}/invites`, {}).expect(201);
  const body = { username: eve.user.username, password: PASSWORD };
  await show(eve, general, [text('a', `${'W'.repeat(196)}.txt`)]);
  await root.put(`/api/messages/${id}/likes`, {}).expect(200);
  await request(app.url).post('/api/auth/login').set('User-Agent', 'W'.repeat(1_000)).send(body).expect(200);
  await root.put(`/api/users/${eve.user.id}/mute`, { hours: 24, reason: 'W'.repeat(467) }).expect(204);
}

const SIZES = [1440, 390].map((width) => ({ width, height: 900 }));

interface Drawn {
  offsetHeight: number;
  scrollWidth: number;
  clientWidth: number;
  scrollHeight: number;
  clientHeight: number;
  textContent: string;
}

/** Whether all that is in it is within its bounds. */
const holds = (value: Locator): Promise<boolean> =>
  value.evaluate((box: Drawn) => box.scrollWidth <= box.clientWidth && box.scrollHeight <= box.clientHeight);

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

    const openPanel = async (root: Person): Promise<Page> => {
      const page = await openAs(browser, app, root);
      await page.goto(`${app.url}/admin`);
      await page.getByLabel('Password').fill(PASSWORD);
      await page.getByRole('button', { name: 'Confirm' }).click();
      await page.getByRole('heading', { name: 'Overview' }).waitFor();
      return page;
    };

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

    it('says plainly that there is no such record', async () => {
      const page = await openPanel(await anAdministrator(app));
      await page.goto(`${app.url}/admin/resources/people/records/${randomUUID()}/show`);
      await page.getByText('There is no such record.', { exact: true }).waitFor({ timeout: 5_000 });
      await screenshot(page, 'admin-no-record');
      expect(await page.getByText(/does not have|cannot be found/).count()).toBe(0);
      await page.goto(`${app.url}/admin/resources/people/records/${randomUUID()}/unmute`);
      await page.getByText('There is no such record, or this cannot be done to it.').waitFor({ timeout: 5_000 });
    });

    it('offers what fits a person after each act, without a reload', async () => {
      const page = await openPanel(await anAdministrator(app));
      const { user } = await register(app);
      const offered = (act: string) => page.getByTestId(`action-${act}`);
      const carryOut = async (act: string, name: string) => {
        await offered(act).click();
        await page.waitForURL(`**/${act}`);
        await page.getByLabel('Reason').fill('Because');
        await page.locator('form').getByRole('button', { name, exact: true }).click();
        await page.getByText(/Done\.$/).waitFor();
      };
      await page.goto(`${app.url}/admin/resources/people/records/${user.id}/show`);
      await carryOut('mute', 'Mute');
      await carryOut('unmute', 'End the mute');
      await carryOut('deactivate', 'Deactivate');
      expect(await offered('unmute').count()).toBe(0);
      await offered('restore').waitFor({ timeout: 5_000 });
      await screenshot(page, 'admin-after-act');
    });

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

    describe('with texts as long as they may be', () => {
      let page: Page;
      beforeAll(async () => {
        const root = await anAdministrator(app);
        await shout(app, root);
        page = await openPanel(root);
      }, 60_000);

      it.each(RESOURCES.map(({ id }) => id))('lists the %s on few lines, within the screen', async (id) => {
        for (const size of SIZES) {
          await page.setViewportSize(size);
          await page.goto(`${app.url}/admin/resources/${id}`);
          await page.locator('tbody tr').first().waitFor();
          await screenshot(page, `admin-long-${id}-${size.width}`);
          const heights = await page.locator('tr').evaluateAll((rows: Drawn[]) => rows.map((row) => row.offsetHeight));
          expect(Math.max(...heights)).toBeLessThan(100);
          const room = page.locator('section:has(> table)');
          const width = await room.evaluate((box: Drawn) => box.scrollWidth - box.clientWidth);
          // A finger pushes a table of a phone, but not for long.
          expect(width).toBeLessThanOrEqual(size.width < 768 ? 700 : 0);
        }
      });

      it('draws nothing of a letter with thousands of accents over the rows above', async () => {
        await page.setViewportSize({ width: 1440, height: 900 });
        await page.goto(`${app.url}/admin/resources/messages`);
        const letter = page.getByText(ACCENTS);
        await letter.waitFor();
        const { y } = (await page.locator('tbody tr').last().boundingBox())!;
        const above = () => page.screenshot({ clip: { x: 0, y: 0, width: 1440, height: Math.floor(y) } });
        await screenshot(page, 'admin-accents');
        const seen = await above();
        await letter.evaluate((cell: Drawn) => (cell.textContent = 'a'));
        expect(seen.equals(await above())).toBe(true);
      });

      it.each([
        ['messages', 'M'.repeat(4_000)],
        ['reports', 'W'.repeat(500)],
        ['people', 'W'.repeat(467)],
      ])('shows the whole of it on a page of the %s, and no wider than the screen', async (id, whole) => {
        for (const size of SIZES) {
          await page.setViewportSize(size);
          await page.goto(`${app.url}/admin/resources/${id}`);
          await page.locator('tbody tr', { hasText: whole }).locator('td').nth(-2).click();
          const value = page.locator('[data-testid^="property-show-"]').filter({ hasText: whole });
          await value.scrollIntoViewIfNeeded();
          await screenshot(page, `admin-whole-${id}-${size.width}`);
          expect(await holds(value)).toBe(true);
          expect((await value.boundingBox())!.width).toBeLessThan(size.width);
        }
      });

      it('names a row with a long text in the form of an act, within the screen', async () => {
        await page.goto(`${app.url}/admin/resources/reports`);
        await page.locator('tbody td').nth(-2).click();
        await page.getByTestId('action-closeReport').click();
        const title = page.getByRole('heading', { name: 'W'.repeat(500) });
        await screenshot(page, 'admin-whole-act');
        expect(await holds(title)).toBe(true);
      });
    });

    it('stays shut to everybody else', async () => {
      const page = await openAs(browser, app, await register(app, 'Eve'));
      expect((await page.goto(`${app.url}/admin/resources/people`))?.status()).toBe(403);
    });
  });
}
