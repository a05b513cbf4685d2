import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { startApp, type TestApp } from '../support/app.js';
import { contextOptions, launch, stored, systemChromium, type Screen } from '../support/browser.js';
import { close, lookAt } from './look.js';
import { peopledWorld, type World } from './peopled-world.js';

const chromium = systemChromium();

/** Of a compiled text: words, or what stands for something that is put in, perhaps in several forms. */
type Token = string | [name: string, kind?: string, forms?: Record<string, Token[] | number>];

const longer = (words: string): string => {
  const plain = words.replace(/<[^>]*>/g, '');
  return /\p{L}/u.test(plain) ? `${words} ${plain.slice(0, Math.ceil(plain.length * 0.4)).trim()}` : words;
};

/** The same text, two fifths longer, as it may be in another language. */
function lengthened(tokens: readonly Token[]): Token[] {
  return tokens.map((token) => {
    if (typeof token === 'string') return longer(token);
    const [name, kind, forms] = token;
    if (kind === undefined || forms === undefined) return token;
    const longerForms = Object.entries(forms).map(([form, value]) => [
      form,
      Array.isArray(value) ? lengthened(value) : value,
    ]);
    return [name, kind, Object.fromEntries(longerForms) as Record<string, Token[] | number>];
  });
}

/** The English words of the client, each of them longer. */
async function speakLonger(context: BrowserContext): Promise<void> {
  await context.route(/assets\/en-[^/]+\.js$/, async (route) => {
    const code = await (await route.fetch()).text();
    const [, catalogue = ''] = /JSON\.parse\(`(.*)`\)/s.exec(code) ?? [];
    const texts = JSON.parse(catalogue.replace(/\\([\\`$])/g, '$1')) as Record<string, Token[]>;
    const all = Object.fromEntries(Object.entries(texts).map(([id, tokens]) => [id, lengthened(tokens)]));
    const body = `export const messages = ${JSON.stringify(all)};`;
    await route.fulfill({ body, contentType: 'text/javascript' });
  });
}

if (chromium) {
  describe('a language with longer words', () => {
    let app: TestApp;
    let browser: Browser;
    let world: World;
    beforeAll(async () => {
      app = await startApp();
      browser = await launch(chromium);
      world = await peopledWorld(app, 'long');
    }, 90_000);
    afterAll(async () => {
      await browser.close();
      await app.stop();
    });

    const open = async (screen: Screen, cookie?: string): Promise<Page> => {
      // The worker of the client would answer by itself.
      const context = await browser.newContext({ ...contextOptions(screen), serviceWorkers: 'block' });
      await speakLonger(context);
      const [name = '', value = ''] = (cookie ?? '').split(/=(.*)/s);
      if (cookie !== undefined) await context.addCookies([{ name, value, url: app.url }]);
      return context.newPage();
    };

    const screens: Screen[] = [
      { width: 320, colorScheme: 'dark', locale: 'en-GB' },
      { width: 390, colorScheme: 'light', locale: 'en-GB' },
      { width: 1280, colorScheme: 'light', locale: 'en-GB' },
    ];

    it.each(screens)(
      'fits $width pixels',
      async (screen) => {
        const page = await open(screen, world.me.cookie);
        const look = lookAt(page, screen);
        for (const path of ['channels', 'people', 'search', 'settings', `c/${world.group.id}`]) {
          await page.goto(`${app.url}/${path}`);
          await page.getByRole('heading', { level: 1 }).waitFor();
          if (path.startsWith('c/')) await stored(page, 'И ещё 2');
          await look(`long-${path.split('/')[0]}`);
        }
        await page.getByRole('button', { name: 'Menu of this chat Menu of' }).click();
        await page.getByRole('menuitemradio').first().waitFor();
        await look('long-menu');
        await page.getByRole('menuitem', { name: /^Group settings/ }).click();
        await look('long-group-settings');
        await close(page);
        await page.context().close();

        const guest = await open(screen);
        for (const path of ['login', 'register']) {
          await guest.goto(`${app.url}/${path}`);
          await guest.locator('form button[type="submit"]').click();
          await guest.locator('[aria-invalid="true"]').first().waitFor();
          expect(await guest.getByRole('heading', { level: 1 }).textContent()).toMatch(/ \w+$/);
          await lookAt(guest, screen)(`long-${path}`);
        }
        await guest.context().close();
      },
      90_000,
    );
  });
}
