import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Locator, Page } from 'playwright-core';
import { startApp, type TestApp } from '../support/app.js';
import { gone, launch, openAs, screenshot, stored, systemChromium, write } from '../support/browser.js';
import { attachFiles, inTray, ready } from '../support/chosen-files.js';
import { text } from '../support/uploads.js';
import { close, lookAt, press } from './look.js';
import { peopledWorld } from './peopled-world.js';

const chromium = systemChromium();

interface Shown {
  getBoundingClientRect: () => { left: number; right: number; top: number; bottom: number };
  contains: (other: Shown | null) => boolean;
  ownerDocument: {
    defaultView: { innerWidth: number; innerHeight: number };
    elementFromPoint: (x: number, y: number) => Shown | null;
  };
}

/** All of it is on the screen, and nothing lies over it. */
const isWhole = (target: Locator): Promise<boolean> =>
  target.evaluate((one: Shown) => {
    const { left, right, top, bottom } = one.getBoundingClientRect();
    const page = one.ownerDocument;
    const { innerWidth, innerHeight } = page.defaultView;
    if (left < 0 || top < 0 || right > innerWidth + 1 || bottom > innerHeight + 1) return false;
    const middle = page.elementFromPoint((left + right) / 2, (top + bottom) / 2);
    return one.contains(middle) || Boolean(middle?.contains(one));
  });

if (chromium) {
  // A window of 1280 by 800 at 400 % has room for 320 by 200, a taller one for 256.
  describe.each([
    { height: 844, locale: 'ru-RU' as const },
    { height: 256, locale: 'ru-RU' as const },
    { height: 200, locale: 'en-GB' as const },
  ])('320 pixels wide and $height high', ({ height, locale }) => {
    let app: TestApp;
    let browser: Browser;
    let page: Page;
    let groupId: string;
    const screen = { width: 320, colorScheme: 'light', locale } as const;

    beforeAll(async () => {
      app = await startApp();
      browser = await launch(chromium);
      const { me, group } = await peopledWorld(app, 'zoomed');
      groupId = group.id;
      page = await openAs(browser, app, me, screen);
      await page.setViewportSize({ width: 320, height });
      await page.goto(`${app.url}/c/${groupId}`);
      await stored(page, 'И ещё 2');
    }, 60_000);
    afterAll(async () => {
      await browser.close();
      await app.stop();
    });

    const look = (name: string): Promise<void> => lookAt(page, screen)(`zoomed-${height}-${name}`);
    const field = (): Locator => page.getByRole('textbox');
    const send = (): Locator => page.getByRole('button', { name: /^(Send|Отправить)$/ });

    it('one writes, answers, and attaches files', async () => {
      await look('chat');
      await field().focus();
      await write(page, 'Всё видно');
      await stored(page, 'Всё видно');
      expect(await isWhole(page.getByRole('article').last().locator('[id$="-text"]'))).toBe(true);
      await field().fill('Строка\n'.repeat(12));
      expect(await isWhole(field())).toBe(true);
      expect(await isWhole(send())).toBe(true);
      await look('many-lines');
      await field().fill('');
      await attachFiles(page, text('раз', 'список.txt'));
      await ready(page, 1);
      expect(await isWhole(send())).toBe(true);
      await look('tray');
      await write(page, 'С файлом');
      await gone(inTray(page));
      await stored(page, 'С файлом');
    }, 60_000);

    it('nothing is wider than the window with the letters half as large again', async () => {
      const letters = (size: string) => page.evaluate(`document.documentElement.style.fontSize = '${size}'`);
      for (const [name, path] of [
        ['settings', '/settings'],
        ['people', '/people'],
        ['list', '/channels'],
        ['search', '/search'],
        ['chat', `/c/${groupId}`],
      ] as const) {
        await page.goto(app.url + path);
        await page.getByRole('heading', { level: 1 }).waitFor();
        if (name === 'chat') await page.getByRole('article').last().waitFor();
        await letters('24px');
        await look(`large-${name}`);
      }
    }, 60_000);

    it('an emoji is chosen', async () => {
      await page.goto(`${app.url}/c/${groupId}`);
      await press(page, /^(Insert an emoji|Вставить эмодзи)$/);
      const dialog = page.getByRole('dialog');
      const cell = dialog.getByRole('group').last().getByRole('button').nth(12);
      await cell.scrollIntoViewIfNeeded();
      expect(await isWhole(cell)).toBe(true);
      await look('emoji');
      const emoji = (await cell.textContent()) ?? '';
      await cell.click({ timeout: 5000 });
      await gone(dialog);
      expect(await field().inputValue()).toBe(emoji);
      await field().fill('');
    }, 60_000);

    it('the option that Enter takes is seen, wherever it is in its list', async () => {
      const option = page.getByRole('option', { selected: true });
      await page.goto(`${app.url}/c/${groupId}`);
      await field().pressSequentially(':he');
      await option.waitFor();
      expect(await isWhole(option)).toBe(true);
      await screenshot(page, `zoomed-${height}-completion`);
      for (const key of ['ArrowDown', 'ArrowDown', 'ArrowUp']) {
        await field().press(key);
        expect(await isWhole(option)).toBe(true);
      }
      await field().fill('');
    }, 60_000);

    it('every menu and dialog can be read to its end', async () => {
      await page.goto(`${app.url}/c/${groupId}`);
      await press(page, /^(Menu of this chat|Меню этого чата)$/);
      const items = page.getByRole('menuitem').filter({ visible: true });
      await items.last().scrollIntoViewIfNeeded();
      expect(await isWhole(items.last())).toBe(true);
      await look('menu');
      await page.getByRole('menuitem', { name: /^(Group settings|Настройки группы)$/ }).click();
      const buttons = page.getByRole('dialog').getByRole('button');
      await buttons.last().scrollIntoViewIfNeeded();
      expect(await isWhole(buttons.last())).toBe(true);
      await look('dialog');
      await close(page);
    }, 60_000);

    it('the list and the settings scroll to their end', async () => {
      await page.goto(`${app.url}/channels`);
      const last = page.getByRole('navigation').first().getByRole('link').last();
      await last.scrollIntoViewIfNeeded();
      expect(await isWhole(last)).toBe(true);
      await look('list');
      await page.goto(`${app.url}/settings`);
      const out = page.getByRole('button', { name: /^(Sign out|Выйти)$/ });
      await out.scrollIntoViewIfNeeded();
      expect(await isWhole(out)).toBe(true);
      await look('settings');
    }, 60_000);
  });
}
