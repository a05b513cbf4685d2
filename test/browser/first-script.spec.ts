import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { startApp, type TestApp } from '../support/app.js';
import { chatLink, contextOptions, launch, type Screen, systemChromium } from '../support/browser.js';
import { PASSWORD, type Person, register } from '../support/people.js';
import { until } from '../support/until.js';

const chromium = systemChromium();

const SCREEN: Screen = { width: 1280, colorScheme: 'light', locale: 'ru-RU' };
const SESSION = '/api/auth/session';
const CHANNELS = '/api/channels?limit=200';

if (chromium) {
  describe('the first script', () => {
    let app: TestApp;
    let browser: Browser;
    let ann: Person;
    let context: BrowserContext;

    beforeAll(async () => {
      app = await startApp();
      browser = await launch(chromium);
      ann = await register(app, 'Ann');
      context = await browser.newContext({ ...contextOptions(SCREEN), serviceWorkers: 'block' });
      const [name = '', value = ''] = ann.cookie.split(/=(.*)/s);
      await context.addCookies([{ name, value, url: app.url }]);
    }, 60_000);
    afterAll(async () => {
      await browser.close();
      await app.stop();
    });

    /** Opens the page, and holds back what matches until `enough` of what was asked; answers with all that was. */
    async function open(
      held: string,
      enough: (asked: string[]) => boolean,
      path = '/channels',
    ): Promise<{ page: Page; asked: string[] }> {
      const page = await context.newPage();
      const asked: string[] = [];
      page.on('request', (request) => asked.push(request.url().replace(app.url, '')));
      await page.route(held, async (route) => {
        await until(() => Promise.resolve(enough(asked)));
        await route.continue();
      });
      await page.goto(`${app.url}${path}`, { waitUntil: 'commit' });
      return { page, asked };
    }

    const times = (asked: string[], what: string): number => asked.filter((path) => path === what).length;
    const generalOf = (page: Page) => chatLink(page, 'Общий');

    it('asks who is signed in, and for chats and words, while the page is on its way; the page does not ask again', async () => {
      const needed = [SESSION, CHANNELS, '/assets/ru-'];
      const isEnough = (asked: string[]): boolean =>
        needed.every((start) => asked.some((path) => path.startsWith(start)));
      const { page, asked } = await open('**/assets/page-*.js', isEnough);
      await generalOf(page).waitFor();
      expect([SESSION, CHANNELS].map((path) => times(asked, path))).toEqual([1, 1]);
    }, 60_000);

    it('does not wait for the one before it asks for the other where somebody was signed in before', async () => {
      const { page, asked } = await open(`**${SESSION}`, (paths) => paths.includes(CHANNELS));
      await generalOf(page).waitFor();
      expect(times(asked, CHANNELS)).toBe(1);
    }, 60_000);

    it('shows the chats, and asks for what was said, while the code of a chat is on its way', async () => {
      let isListed = false;
      const { page, asked } = await open('**/assets/chat-*.js', () => isListed, '/');
      await generalOf(page).waitFor();
      await until(() => asked.some((path) => /^\/api\/channels\/[^/]+\/messages/.test(path)), 'messages are asked for');
      expect(await page.getByRole('textbox').count()).toBe(0);
      isListed = true;
      await page.getByRole('textbox').waitFor();
      expect(asked.filter((path) => path.includes('/messages'))).toHaveLength(1);
    }, 60_000);

    it('leaves nothing behind of a guess that was wrong: whoever signs in gets chats of their own', async () => {
      await context.clearCookies();
      const { page, asked } = await open(`**${SESSION}`, (paths) => paths.includes(CHANNELS));
      await page.locator('input[autocomplete="current-password"]').fill(PASSWORD);
      await page.locator('input[autocomplete="username"]').fill(ann.user.username);
      await page.locator('form button[type="submit"]').click();
      await generalOf(page).waitFor();
      expect(times(asked, CHANNELS)).toBe(2);
    }, 60_000);

    it('asks only who is signed in where nobody was', async () => {
      await context.clearCookies();
      const before = await context.newPage();
      await before.goto(`${app.url}/login`);
      await before.locator('input[autocomplete="username"]').waitFor();
      await before.close();
      const { page, asked } = await open('**/nothing', () => true);
      await page.locator('input[autocomplete="username"]').waitFor();
      expect([SESSION, CHANNELS].map((path) => times(asked, path))).toEqual([1, 0]);
    }, 60_000);
  });
}
