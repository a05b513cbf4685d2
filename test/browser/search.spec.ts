import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Locator, Page } from 'playwright-core';
import { startApp, type TestApp } from '../support/app.js';
import { gone, goTo, launch, openAs, screenshot, stored, systemChromium } from '../support/browser.js';
import { directOf, generalOf, groupOf, type Person, register, say } from '../support/people.js';

const chromium = systemChromium();

if (chromium) {
  describe('searching for messages', () => {
    let app: TestApp;
    let browser: Browser;
    let a: Person;
    let ann: Page;

    beforeAll(async () => {
      app = await startApp();
      browser = await launch(chromium);
      a = await register(app, 'Ann');
      const b = await register(app, 'Boris');
      const general = await generalOf(a);
      const team = await groupOf(a, [b], { name: 'Team' });
      await say(b, team, 'The café by the river opens at nine, and the other CAFE at ten');
      for (let i = 0; i < 60; i++) await say(a, team, `number ${i}`);
      await say(a, general.id, `${'Long before that it was said by somebody that the '.repeat(4)}café is closed`);
      await say(b, await directOf(b, a), 'Shall we meet in the cafe?');
      ann = await openAs(browser, app, a);
    }, 90_000);
    afterAll(async () => {
      await browser.close();
      await app.stop();
    });

    const field = (page: Page): Locator => page.getByRole('searchbox');
    const hits = (page: Page): Locator => page.locator('[data-hit]');
    const status = (page: Page, text: string): Promise<void> =>
      page.getByRole('status').filter({ hasText: text }).waitFor();
    const focused = (locator: Locator): Promise<void> => locator.and(locator.page().locator(':focus')).waitFor();

    it('finds them wherever one is, with what was found set off, and says how many', async () => {
      await ann.getByRole('link', { name: 'Search messages' }).click();
      await focused(field(ann));
      await screenshot(ann, 'search-empty-en-wide');
      await field(ann).pressSequentially('cafe');
      await status(ann, '3 messages found');
      expect(await hits(ann).locator('mark').allTextContents()).toEqual(['cafe', 'café', 'café', 'CAFE']);
      expect(await hits(ann).first().textContent()).toMatch(/Boris.*Boris.*Shall we meet/);
      await screenshot(ann, 'search-en-wide');
    }, 60_000);

    it('is walked through with the arrows, leads to the message, and is there again after Back', async () => {
      await field(ann).focus();
      for (let i = 0; i < 3; i++) await ann.keyboard.press('ArrowDown');
      await focused(hits(ann).nth(2));
      await ann.keyboard.press('ArrowUp');
      await ann.keyboard.press('ArrowDown');
      await ann.keyboard.press('Enter');
      await ann.getByRole('heading', { level: 1, name: 'Team' }).waitFor();
      await focused(ann.getByRole('article').filter({ hasText: 'The café by the river' }));
      await ann.goBack();
      await status(ann, '3 messages found');
      expect(await field(ann).inputValue()).toBe('cafe');
      await focused(hits(ann).nth(2));
    }, 60_000);

    it('leads there also from a fresh start of the page', async () => {
      const address = await hits(ann).nth(2).getAttribute('href');
      await ann.goto(`${app.url}${address}`);
      await focused(ann.getByRole('article').filter({ hasText: 'The café by the river' }));
      await goTo(ann, 'Boris');
      await goTo(ann, 'Team');
    }, 60_000);

    it('looks in the open chat with Ctrl+F, page by page, until it is to look everywhere', async () => {
      await stored(ann, 'number 0');
      await ann.keyboard.press('Control+f');
      await field(ann).fill('number');
      await status(ann, 'The newest 50 messages');
      await screenshot(ann, 'search-in-en-wide');
      await ann.getByRole('button', { name: 'Show more' }).click();
      await status(ann, '60 messages found');
      await field(ann).fill('meet');
      await status(ann, 'No messages found.');
      await ann.getByRole('button', { name: 'Look not only in Team' }).click();
      await status(ann, '1 message found');
      await field(ann).fill('in:team from:boris');
      await status(ann, '1 message found');
    }, 60_000);

    it('says what is wrong with a question, and takes the next one', async () => {
      await field(ann).fill('a b c d');
      await ann.getByRole('alert').filter({ hasText: 'fewer or longer words' }).waitFor();
      await screenshot(ann, 'search-failed-en-wide');
      await field(ann).fill('');
      await gone(ann.getByRole('main').getByRole('alert'));
      expect(new URL(ann.url()).search).toBe('');
    }, 60_000);

    it('begins in the switcher, too', async () => {
      await ann.keyboard.press('Control+k');
      await ann.getByRole('combobox').fill('river');
      await ann.getByRole('option', { name: 'Search messages for “river”' }).waitFor();
      await screenshot(ann, 'switcher-search-en-wide');
      await ann.keyboard.press('Enter');
      await gone(ann.getByRole('dialog'));
      await status(ann, '1 message found');
    }, 60_000);

    it('shows what was written without the signs of its look', async () => {
      await say(a, (await generalOf(a)).id, 'The quote for the **boiler** is `in`');
      await ann.goto(`${app.url}/search?q=boiler`);
      await hits(ann).getByText('The quote for the boiler is in', { exact: true }).waitFor();
      expect(await hits(ann).locator('mark').allTextContents()).toEqual(['boiler']);
    }, 60_000);

    it('is there on a narrow screen, in Russian', async () => {
      const phone = await openAs(browser, app, a, { width: 390, colorScheme: 'dark', locale: 'ru-RU' });
      await phone.goto(`${app.url}/channels`);
      await phone.getByRole('link', { name: 'Поиск' }).click();
      await field(phone).fill('cafe');
      await status(phone, 'Найдено 3 сообщения');
      await screenshot(phone, 'search-ru-390');
      await hits(phone).first().click();
      await phone.getByRole('heading', { level: 1, name: 'Boris' }).waitFor();
      await phone.getByRole('link', { name: 'Назад к найденному' }).click();
      await status(phone, 'Найдено 3 сообщения');
      expect(await field(phone).inputValue()).toBe('cafe');
      await phone.context().close();
    }, 60_000);
  });
}
