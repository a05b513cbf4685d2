import { afterAll, beforeAll, describe, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import type { Browser, Page } from 'playwright-core';
import { startApp, type TestApp } from '../support/app.js';
import { contextOptions, launch, message, openAs, stored, systemChromium, write } from '../support/browser.js';
import { generalOf, groupOf, register, say } from '../support/people.js';
import { close, type Look, lookAt, screens } from './look.js';

const chromium = systemChromium();

const heading = (page: Page): Promise<void> => page.getByRole('heading', { level: 1 }).waitFor();

// The other specs of pages look at everything else with the same eyes.
if (chromium) {
  describe('axe finds nothing, and nothing is cut,', () => {
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
      'where nothing is there yet, $width pixels, $colorScheme, $locale',
      async (screen) => {
        const me = await register(app);
        const page = await openAs(browser, app, me, screen);
        const look = lookAt(page, screen);
        await page.goto(`${app.url}/c/${await groupOf(me, [], { name: 'Пусто' })}`);
        await page.getByText(/^(No messages yet|Сообщений пока нет)/).waitFor();
        await look('empty-group');
        await page.goto(`${app.url}/search`);
        await heading(page);
        await look('search-empty');
        await page.goto(`${app.url}/search?q=кабачок`);
        await page.getByText(/^(No messages found|Сообщений не найдено)/).waitFor();
        await look('search-none');
        await page.goto(`${app.url}/c/${randomUUID()}`);
        await page.getByText(/^(There is no such chat|Такого чата нет)/).waitFor();
        await look('no-such-chat');
        await page.goto(`${app.url}/invite#nothing`);
        await page.getByText(/(not valid any more|больше не действует)/).waitFor();
        await look('invite-over');
        if (screen.width < 768) {
          await page.goto(`${app.url}/channels`);
          await look('list-empty');
        }
        await page.context().close();
      },
      90_000,
    );

    it.each(screens)(
      'over the chat, $width pixels, $colorScheme, $locale',
      async (screen) => {
        const me = await register(app);
        const ann = await register(app, `Ann-${screen.width}-${screen.colorScheme}`);
        const { id } = await generalOf(me);
        for (const words of ['Кабачки поспели', 'Two marrows for everybody']) await say(ann, id, words);
        const page = await openAs(browser, app, me, screen);
        const look = lookAt(page, screen);
        await page.goto(`${app.url}/search?q=${encodeURIComponent('кабачки')}`);
        await page.getByRole('main').getByText('Кабачки').first().waitFor();
        await look('search-found');
        await page.route('**/api/users?*', (route) => route.abort());
        await page.goto(`${app.url}/c/${id}`);
        await stored(page, 'Two marrows');
        await look('names-on-their-way');
        await page.unroute('**/api/users?*');
        await page.keyboard.press('Control+k');
        await page.getByRole('dialog').getByRole('option').nth(2).waitFor();
        await look('switcher');
        await close(page);
        await message(page, 'Two marrows').last().focus();
        await page.keyboard.press('?');
        await page.getByRole('dialog').waitFor();
        await look('keys');
        await close(page);
        await offline(page, look);
        await page.context().close();
      },
      90_000,
    );

    it.each(screens)(
      'where the server is away, $width pixels, $colorScheme, $locale',
      async (screen) => {
        const page = await (await browser.newContext(contextOptions(screen))).newPage();
        await page.route('**/api/**', (route) => route.abort());
        await page.goto(app.url);
        await heading(page);
        await lookAt(page, screen)('unreachable');
        await page.context().close();
      },
      60_000,
    );
  });
}

async function offline(page: Page, look: Look): Promise<void> {
  await page.context().setOffline(true);
  await page.getByText(/^(No connection|Нет связи)/).waitFor();
  await write(page, 'По дороге');
  const pending = page.locator('article[data-state="pending"]');
  await pending.getByRole('button', { name: /^(Cancel sending|Отменить отправку)$/ }).waitFor();
  await look('offline');
  await page.context().setOffline(false);
  await stored(page, 'По дороге');
}
