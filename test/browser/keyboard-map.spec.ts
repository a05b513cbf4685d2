import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Locator, Page } from 'playwright-core';
import { startApp, type TestApp } from '../support/app.js';
import {
  gone,
  goTo,
  launch,
  message,
  openAs,
  screenshot,
  stored,
  systemChromium,
  unreadOf,
} from '../support/browser.js';
import { generalOf, groupOf, type Person, register, say } from '../support/people.js';
import { until } from '../support/until.js';

const chromium = systemChromium();

if (chromium) {
  describe('the keys of the page', () => {
    let app: TestApp;
    let browser: Browser;
    let a: Person;
    let b: Person;
    let ann: Page;
    let groups: string[];

    beforeAll(async () => {
      app = await startApp();
      browser = await launch(chromium);
      a = await register(app, 'Ann');
      b = await register(app, 'Boris');
      groups = [];
      for (const name of ['Third', 'Second', 'First']) groups.push(await groupOf(a, [b], { name }));
      const { id } = await generalOf(a);
      for (let i = 0; i < 80; i++) await say(a, id, `number ${i}`);
      ann = await openAs(browser, app, a);
      await stored(ann, 'number 79');
    }, 90_000);
    afterAll(async () => {
      await browser.close();
      await app.stop();
    });

    const heading = (name: string): Promise<void> =>
      ann.getByRole('heading', { level: 1, name, exact: true }).waitFor();
    const focused = (locator: Locator): Promise<void> => locator.and(locator.page().locator(':focus')).waitFor();
    const help = (): Locator => ann.getByRole('dialog', { name: 'Keyboard shortcuts' });
    const writing = (): Locator => ann.getByRole('textbox');

    it('are listed with ?, but a ? in a field is a question mark', async () => {
      await message(ann, 'number 79').focus();
      await ann.keyboard.press('?');
      await help().waitFor();
      await screenshot(ann, 'keys-en-wide');
      await ann.keyboard.press('Escape');
      await gone(help());
      await focused(message(ann, 'number 79'));
      await writing().focus();
      await ann.keyboard.type('why?');
      expect(await writing().inputValue()).toBe('why?');
      expect(await help().count()).toBe(0);
      await writing().fill('');
    }, 60_000);

    it('lead a letter into the field, and nothing else', async () => {
      await message(ann, 'number 79').focus();
      await ann.keyboard.press('Space');
      await focused(message(ann, 'number 79'));
      await ann.keyboard.type('Hi');
      await focused(writing());
      expect(await writing().inputValue()).toBe('Hi');
      await writing().fill('');
    }, 60_000);

    it('go from chat to chat, also out of the field', async () => {
      await writing().focus();
      for (const name of ['First', 'Second', 'Third', 'General']) {
        await ann.keyboard.press('Alt+ArrowDown');
        await heading(name);
      }
      await writing().focus();
      await ann.keyboard.press('Alt+ArrowUp');
      await heading('Third');
      await goTo(ann, 'General');
    }, 60_000);

    it('go to what is unread, and mark all of it as read', async () => {
      await say(b, groups[1]!, 'in the second');
      await unreadOf(ann, 'Second').waitFor();
      await ann.keyboard.press('Alt+Shift+ArrowUp');
      await heading('Second');
      await gone(unreadOf(ann, 'Second'));
      await say(b, groups[0]!, 'in the third');
      await say(b, groups[2]!, 'in the first');
      for (const name of ['First', 'Third']) await unreadOf(ann, name).waitFor();
      await ann.keyboard.press('Shift+Escape');
      for (const name of ['First', 'Third']) await gone(unreadOf(ann, name));
      await heading('Second');
      await ann.reload();
      await heading('Second');
      expect(await unreadOf(ann, 'First').count()).toBe(0);
    }, 60_000);

    it('step back with Esc: the menu, then the answer, then the place', async () => {
      await goTo(ann, 'General');
      await stored(ann, 'number 79');
      const toEnd = ann.getByRole('button', { name: 'To the newest' });
      await message(ann, 'number 79').focus();
      for (let i = 0; i < 44; i++) await ann.keyboard.press('ArrowUp');
      await toEnd.waitFor();
      const row = message(ann, 'number 35');
      await focused(row);
      await ann.keyboard.press('Enter');
      await ann.getByRole('menuitem', { name: 'Reply' }).press('Enter');
      await ann.locator('[data-banner]').waitFor();
      await row.focus();
      await ann.keyboard.press('Enter');
      await ann.getByRole('menu').waitFor();
      await ann.keyboard.press('Escape');
      await gone(ann.getByRole('menu'));
      expect(await ann.locator('[data-banner]').count()).toBe(1);
      await ann.keyboard.press('Escape');
      await gone(ann.locator('[data-banner]'));
      await toEnd.waitFor();
      await ann.keyboard.press('Escape');
      await gone(toEnd);
      await message(ann, 'number 79').waitFor();
    }, 60_000);

    it('scroll by pages out of the field, where that does not scroll itself', async () => {
      const toEnd = ann.getByRole('button', { name: 'To the newest' });
      await writing().focus();
      await until(async () => {
        await ann.keyboard.press('PageUp');
        return toEnd.isVisible();
      }, 'a page further up');
      await until(async () => {
        await ann.keyboard.press('PageDown');
        return !(await toEnd.isVisible());
      }, 'a page further down, to the end');
      await writing().fill('line\n'.repeat(40));
      await ann.keyboard.press('PageUp');
      await ann.waitForTimeout(300);
      expect(await toEnd.count()).toBe(0);
      await writing().fill('');
    }, 60_000);

    it('go round the parts of the page', async () => {
      const list = ann.getByRole('navigation').locator('a[aria-current]');
      await writing().focus();
      await ann.keyboard.press('F6');
      await focused(list);
      await ann.keyboard.press('F6');
      // The row that had the focus last.
      await focused(ann.getByRole('article'));
      await ann.keyboard.press('F6');
      await focused(writing());
      await ann.keyboard.press('Shift+F6');
      await focused(ann.getByRole('article'));
      await ann.goto(`${app.url}/settings`);
      await ann.getByRole('heading', { level: 1, name: 'Settings' }).waitFor();
      const inMain = ann.getByRole('main').locator(':focus');
      await until(async () => {
        await ann.keyboard.press('Shift+F6');
        return inMain.isVisible();
      }, 'the keys are there');
      await ann.keyboard.press('F6');
      await focused(ann.getByRole('navigation').getByRole('link').first());
      await goTo(ann, 'General');
    }, 60_000);

    it('lead to the first unread message', async () => {
      for (let i = 0; i < 60; i++) await say(b, groups[1]!, `unread ${i}`);
      await unreadOf(ann, 'Second').filter({ hasText: '60' }).waitFor();
      await goTo(ann, 'Second');
      await message(ann, 'unread 0').first().waitFor();
      await ann.keyboard.press('Escape');
      await message(ann, 'unread 59').waitFor();
      await gone(message(ann, 'unread 0').first());
      await writing().focus();
      await ann.keyboard.press('Shift+PageUp');
      await focused(message(ann, 'unread 0').first());
      await goTo(ann, 'General');
    }, 60_000);

    it('of a single letter can be switched off', async () => {
      await ann.goto(`${app.url}/settings`);
      await ann.getByRole('switch', { name: 'Single keys' }).click();
      await ann.getByRole('region', { name: 'Keyboard' }).scrollIntoViewIfNeeded();
      await screenshot(ann, 'keys-settings-en-wide');
      await ann.goto(app.url);
      await message(ann, 'number 79').focus();
      await ann.keyboard.type('x?');
      await focused(message(ann, 'number 79'));
      expect(await help().count()).toBe(0);
      await ann.keyboard.press('Control+k');
      await ann.getByRole('combobox').waitFor();
      await ann.keyboard.press('Escape');
    }, 60_000);

    it('are listed on a narrow screen, in Russian', async () => {
      const phone = await openAs(browser, app, a, { width: 390, colorScheme: 'dark', locale: 'ru-RU' });
      await phone.goto(`${app.url}/settings`);
      await phone.getByRole('button', { name: 'Сочетания клавиш' }).click();
      await phone.getByRole('dialog').getByText('Найти чат').waitFor();
      await screenshot(phone, 'keys-ru-390');
      await phone.context().close();
    }, 60_000);
  });
}
