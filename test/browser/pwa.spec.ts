import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { AddressInfo } from 'node:net';
import type { Browser, Page } from 'playwright-core';
import sharp from 'sharp';
import { startApp, type TestApp } from '../support/app.js';
import { dropDatabase, emptyDatabase } from '../support/database.js';
import {
  chatLink,
  gone,
  launch,
  message,
  messagesOf,
  openAs,
  stored,
  systemChromium,
  write,
} from '../support/browser.js';
import { type BuildFront, frontOf } from '../support/other-build.js';
import { type Person, register } from '../support/people.js';
import { until } from '../support/until.js';
import { listenTo } from './look.js';

const chromium = systemChromium();

const portOf = (app: TestApp): number => (app.nest.getHttpServer().address() as AddressInfo).port;

/** The page is the worker's, which has all of its build. */
const kept = (page: Page): Promise<void> =>
  page.evaluate(`navigator.serviceWorker.controller ??
    new Promise((done) => navigator.serviceWorker.addEventListener('controllerchange', done)).then(() => undefined)`);

const cachedPaths = (page: Page): Promise<string[]> =>
  page.evaluate(`caches.keys()
    .then((names) => Promise.all(names.map((name) => caches.open(name).then((cache) => cache.keys()))))
    .then((lists) => lists.flat().map(({ url }) => new URL(url).pathname))`);

const cacheNames = (page: Page): Promise<string[]> => page.evaluate('caches.keys()');

if (chromium) {
  describe('the installed app', () => {
    let database: string;
    let app: TestApp;
    let browser: Browser;
    let ann: Person;
    let page: Page;
    let complaints: string[];

    beforeAll(async () => {
      database = await emptyDatabase();
      app = await startApp({ DATABASE_URL: database });
      browser = await launch(chromium);
      ann = await register(app, 'Ann');
      page = await openAs(browser, app, ann);
      complaints = listenTo(page, app.url);
    }, 90_000);
    afterAll(async () => {
      await browser.close();
      await app.stop();
      await dropDatabase(database);
    });

    it.each([
      ['manifest.webmanifest', 'Veche'],
      ['manifest.ru.webmanifest', 'Вече'],
    ])('is described by %s, whose pictures are there and as large as it says', async (file, name) => {
      const answer = await fetch(`${app.url}/${file}`);
      expect(answer.headers.get('content-type')).toContain('application/manifest+json');
      const manifest = (await answer.json()) as { name: string; icons: { src: string; sizes: string; type: string }[] };
      expect(manifest).toMatchObject({ name, display: 'standalone', start_url: '/', scope: '/' });
      for (const { src, sizes, type } of manifest.icons) {
        const picture = await fetch(app.url + src);
        expect([src, picture.headers.get('content-type')]).toEqual([src, type]);
        const { width, height } = await sharp(Buffer.from(await picture.arrayBuffer())).metadata();
        if (sizes !== 'any') expect([src, `${width}x${height}`]).toEqual([src, sizes]);
      }
    });

    it('is found by the browser to be fit to be installed', async () => {
      await kept(page);
      const session = await page.context().newCDPSession(page);
      const { errors } = await session.send('Page.getAppManifest');
      const { installabilityErrors } = await session.send('Page.getInstallabilityErrors');
      const found = installabilityErrors.map(({ errorId }) => errorId).filter((id) => id !== 'in-incognito');
      expect([errors, found]).toEqual([[], []]);
      expect(await page.locator('link[rel="manifest"]').getAttribute('href')).toBe('/manifest.webmanifest');
    }, 60_000);

    it('keeps the page and its parts, and nothing that the API or another person could be asked for', async () => {
      await write(page, 'Something personal');
      await stored(page, 'Something personal');
      await page.reload();
      await stored(page, 'Something personal');
      const paths = await cachedPaths(page);
      expect(paths).toContain('/');
      expect(paths.filter((path) => /^\/assets\/.*\.js$/.test(path)).length).toBeGreaterThan(10);
      expect(paths.filter((path) => !/^\/(assets\/|icons\/|[\w.-]*$)/.test(path))).toEqual([]);
      expect((await fetch(`${app.url}/sw.js`)).headers.get('cache-control')).toBe('no-cache');
    }, 60_000);

    it('opens without a server with what was seen last, sends later, and goes on when it is back', async () => {
      expect(complaints).toEqual([]);
      const port = portOf(app);
      await app.stop();
      await page.reload();
      await message(page, 'Something personal').waitFor();
      await page.getByText('No connection').waitFor();
      await write(page, 'For later');
      await page.reload();
      await message(page, 'Something personal').waitFor();
      await page.locator('article[data-state="pending"]').filter({ hasText: 'For later' }).waitFor();
      app = await startApp({ DATABASE_URL: database }, port);
      await stored(page, 'For later');
      await gone(page.getByText('No connection'));
      expect((await messagesOf(page)).map(({ text }) => text)).toEqual(['Something personal', 'For later']);
    }, 60_000);

    it('shows nothing of it after signing out', async () => {
      await page.goto(`${app.url}/settings`);
      await page.getByRole('button', { name: 'Sign out' }).click();
      await page.locator('input[autocomplete="current-password"]').waitFor();
      const port = portOf(app);
      await app.stop();
      await page.goto(app.url);
      await page.getByRole('heading', { name: 'The server cannot be reached' }).waitFor();
      app = await startApp({ DATABASE_URL: database }, port);
      await page.locator('input[autocomplete="current-password"]').waitFor();
    }, 60_000);
  });

  describe('another build of the client', () => {
    let app: TestApp;
    let front: BuildFront;
    let browser: Browser;
    let page: Page;
    let other: Page;

    beforeAll(async () => {
      app = await startApp();
      front = await frontOf(portOf(app));
      browser = await launch(chromium);
      const ann = await register(app, 'Ann');
      page = await openAs(browser, { ...app, url: front.url }, ann);
      await kept(page);
      other = await page.context().newPage();
      await other.goto(front.url);
      await chatLink(other, 'General').waitFor();
    }, 90_000);
    afterAll(async () => {
      await browser.close();
      front.close();
      await app.stop();
    });

    const look = (tab: Page): Promise<void> =>
      tab.evaluate('navigator.serviceWorker.getRegistration().then((it) => it.update()).then(() => undefined)');
    const reload = (tab: Page) => tab.getByRole('button', { name: 'Reload', exact: true });
    const buildOf = (tab: Page) => tab.locator('meta[name="build"]').getAttribute('content');

    it('is not offered while there is none', async () => {
      await look(page);
      await page.waitForTimeout(500);
      expect(await reload(page).count()).toBe(0);
      expect(await cacheNames(page)).toHaveLength(1);
    }, 60_000);

    it('is offered in every tab, and reloads none of them by itself', async () => {
      await page.getByRole('textbox').fill('Half a thought');
      front.become('second');
      await look(page);
      for (const tab of [page, other]) await reload(tab).waitFor();
      expect(await page.getByRole('textbox').inputValue()).toBe('Half a thought');
      expect(await buildOf(page)).not.toBe('second');
    }, 60_000);

    it('does not throw away what is being changed, but for a second click', async () => {
      await write(page, 'A whole thought');
      await stored(page, 'A whole thought');
      await page.getByRole('textbox').press('ArrowUp');
      await reload(page).click();
      await page.getByText('would be lost').waitFor();
      await page.getByRole('button', { name: 'Keep writing' }).click();
      expect(await page.getByRole('textbox').inputValue()).toBe('A whole thought');
      await page.getByRole('textbox').press('Escape');
      await page.getByRole('textbox').fill('Half a thought');
    }, 60_000);

    it('is there after the click, and in the other tab only after its own', async () => {
      await reload(page).click();
      await until(async () => (await buildOf(page).catch(() => null)) === 'second');
      await chatLink(page, 'General').waitFor();
      await kept(page);
      expect(await page.getByRole('textbox').inputValue()).toBe('Half a thought');
      expect(await reload(page).count()).toBe(0);
      expect(await buildOf(other)).not.toBe('second');
      await reload(other).click();
      await until(async () => (await buildOf(other).catch(() => null)) === 'second');
      await gone(reload(other));
    }, 60_000);

    it('leaves the one before it for pages that are open, and forgets those before', async () => {
      expect(await cacheNames(page)).toContain('build-second');
      expect(await cacheNames(page)).toHaveLength(2);
      front.become('third');
      await look(page);
      await reload(page).click();
      await until(async () => (await buildOf(page).catch(() => null)) === 'third');
      await until(async () => (await cacheNames(page)).sort().join() === 'build-second,build-third');
    }, 60_000);

    it('takes over in silence where the page is of that build already', async () => {
      front.become('fourth');
      const fresh = await page.context().newPage();
      await fresh.goto(front.url);
      await chatLink(fresh, 'General').waitFor();
      await until(async () => (await cacheNames(fresh)).includes('build-fourth'));
      await reload(page).waitFor();
      expect([await buildOf(fresh), await reload(fresh).count()]).toEqual(['fourth', 0]);
    }, 60_000);
  });
}
