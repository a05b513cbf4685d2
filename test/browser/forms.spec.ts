import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { startApp, type TestApp } from '../support/app.js';
import { contextOptions, launch, systemChromium } from '../support/browser.js';

const chromium = systemChromium();

if (chromium) {
  describe('a form', () => {
    let app: TestApp;
    let browser: Browser;
    let page: Page;
    const sent: string[] = [];

    beforeAll(async () => {
      app = await startApp();
      browser = await launch(chromium);
      const context = await browser.newContext(contextOptions({ width: 1280, colorScheme: 'light', locale: 'ru-RU' }));
      page = await context.newPage();
      page.on('request', (request) => {
        if (request.method() === 'POST') sent.push(request.url());
      });
      await page.goto(`${app.url}/register`);
    }, 90_000);
    afterAll(async () => {
      await browser.close();
      await app.stop();
    });

    const field = (name: string) => page.locator(`input[name="${name}"]`);
    const noteOf = async (name: string) => {
      const id = (await field(name).getAttribute('aria-describedby'))!;
      return page.locator(`[id="${id}"]`).textContent();
    };

    it('tells in the language of the page what is missing, and goes there', async () => {
      await page.locator('form button[type="submit"]').click();
      await field('username').and(page.locator(':focus')).waitFor();
      expect(await noteOf('username')).toBe('Это поле нужно заполнить.');
      expect(await noteOf('password')).toBe('Это поле нужно заполнить.');
      expect(await field('displayName').getAttribute('aria-invalid')).toBe('false');
    }, 60_000);

    it('tells what a password must be before it is sent, and sends what is right', async () => {
      await field('username').fill('Anna');
      await field('password').fill('short');
      await page.locator('form button[type="submit"]').click();
      await field('password').and(page.locator(':focus')).waitFor();
      expect(await noteOf('password')).toBe('Не меньше 8 символов.');
      expect(await field('username').getAttribute('aria-invalid')).toBe('false');
      expect(sent).toEqual([]);
      await field('password').fill('long enough to be one');
      await page.locator('form button[type="submit"]').click();
      await page.getByRole('button', { name: 'Отправить' }).waitFor();
    }, 60_000);

    it('tells which numbers there may be', async () => {
      await page.getByRole('button', { name: 'Создать группу' }).click();
      await page.getByLabel('Название').fill('Сад');
      await page.getByRole('dialog').locator('button[type="submit"]').click();
      await page.getByRole('heading', { level: 1, name: 'Сад' }).waitFor();
      await page.getByRole('button', { name: 'Меню этого чата' }).click();
      await page.getByRole('menuitem', { name: 'Ссылки-приглашения' }).click();
      await field('maxUses').fill('0');
      await page.locator('dialog form button[type="submit"]').click();
      expect(await noteOf('maxUses')).toMatch(/^Целое число от 1 до \d+\.$/);
    }, 60_000);
  });
}
