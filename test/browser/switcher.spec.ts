import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Locator, Page } from 'playwright-core';
import { startApp, type TestApp } from '../support/app.js';
import { chatLink, gone, launch, openAs, screenshot, systemChromium, unreadOf } from '../support/browser.js';
import { directOf, groupOf, type Person, register, say } from '../support/people.js';

const chromium = systemChromium();

if (chromium) {
  describe('the quick switcher', () => {
    let app: TestApp;
    let browser: Browser;
    let a: Person;
    let ann: Page;

    beforeAll(async () => {
      app = await startApp();
      browser = await launch(chromium);
      a = await register(app, 'Ann');
      const [b, zoe] = [await register(app, 'Boris'), await register(app, 'Zoë')];
      for (const name of ['Dmitri', 'Елена', 'Фёдор']) await register(app, name);
      const topic = 'What is to be done, and who does it until the end of the week or so';
      await groupOf(a, [b], { name: 'Book club' });
      const team = await groupOf(a, [b, zoe], { name: 'Team', topic });
      await groupOf(a, [b], { name: 'A very long name of a group that fits into no line at all, or so' });
      await say(b, team, 'Good morning @Ann');
      await say(zoe, team, 'Good morning');
      await say(b, await directOf(b, a), 'Tea?');
      ann = await openAs(browser, app, a);
      await unreadOf(ann, 'Boris').waitFor();
    }, 90_000);
    afterAll(async () => {
      await browser.close();
      await app.stop();
    });

    const field = (page: Page): Locator => page.getByRole('combobox');
    const options = (page: Page): Locator => page.getByRole('dialog').getByRole('option');
    const active = (page: Page): Locator => page.getByRole('option', { selected: true });
    const heading = (page: Page, name: string): Promise<void> =>
      page.getByRole('heading', { level: 1, name, exact: true }).waitFor();

    it('opens with Ctrl+K, with what is unread on top, and closes with Esc', async () => {
      await ann.getByRole('textbox').focus();
      await ann.keyboard.press('Control+k');
      await field(ann).and(ann.locator(':focus')).waitFor();
      await options(ann).filter({ hasText: 'Dmitri' }).waitFor();
      const names = await options(ann).locator('bdi').allTextContents();
      expect(names.slice(0, 2)).toEqual(['Team', 'Boris']);
      expect(names.slice(5).sort()).toEqual(['Dmitri', 'Notes', 'Zoë', 'Елена', 'Фёдор'].sort());
      expect(await options(ann).first().locator('[data-badge="mentions"]').count()).toBe(1);
      await screenshot(ann, 'switcher-en-wide');
      await ann.keyboard.press('Escape');
      await gone(ann.getByRole('dialog'));
      await ann.getByRole('textbox').and(ann.locator(':focus')).waitFor();
    }, 60_000);

    it('tells the field which option Enter takes, and goes there', async () => {
      await ann.keyboard.press('Control+k');
      await field(ann).pressSequentially('b');
      await active(ann).filter({ hasText: 'Boris' }).waitFor();
      await ann.keyboard.press('ArrowDown');
      await active(ann).filter({ hasText: 'Book club' }).waitFor();
      expect(await field(ann).getAttribute('aria-activedescendant')).toBe(await active(ann).getAttribute('id'));
      await ann.keyboard.press('ArrowDown');
      await ann.keyboard.press('ArrowUp');
      await ann.keyboard.press('ArrowUp');
      await ann.keyboard.press('Enter');
      await heading(ann, 'Boris');
      await gone(ann.getByRole('dialog'));
      await ann.getByRole('textbox').and(ann.locator(':focus')).waitFor();
    }, 60_000);

    it('finds a person whatever the marks on the letters, and begins a chat', async () => {
      expect(await chatLink(ann, 'Zoë').count()).toBe(0);
      await ann.getByRole('button', { name: 'Find a chat' }).click();
      await field(ann).fill('ZOE');
      await active(ann).filter({ hasText: 'Zoë' }).waitFor();
      await ann.keyboard.press('Enter');
      await heading(ann, 'Zoë');
      await chatLink(ann, 'Zoë').waitFor();
      await gone(ann.getByRole('dialog'));
    }, 60_000);

    it('says that nothing fits, and takes another name', async () => {
      await ann.keyboard.press('Control+k');
      await field(ann).fill('xyzzy');
      await ann.getByRole('dialog').getByText('Nothing fits.').waitFor();
      await field(ann).fill('general');
      await options(ann).filter({ hasText: 'General' }).first().click();
      await heading(ann, 'General');
    }, 60_000);

    it('is there on a narrow screen, in Russian', async () => {
      const phone = await openAs(browser, app, a, { width: 390, colorScheme: 'dark', locale: 'ru-RU' });
      await phone.goto(`${app.url}/channels`);
      await screenshot(phone, 'switcher-list-ru-390');
      await phone.getByRole('button', { name: 'Найти чат' }).click();
      await options(phone).filter({ hasText: 'Dmitri' }).waitFor();
      await screenshot(phone, 'switcher-ru-390');
      await field(phone).fill('федор');
      await options(phone).filter({ hasText: 'Фёдор' }).first().click();
      await heading(phone, 'Фёдор');
      await phone.context().close();
    }, 60_000);
  });
}
