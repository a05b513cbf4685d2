import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Browser, BrowserContext, Locator, Page } from 'playwright-core';
import { startApp, type TestApp } from '../support/app.js';
import {
  chatLink,
  gone,
  goTo,
  launch,
  message,
  onMessage,
  openAs,
  stored,
  systemChromium,
} from '../support/browser.js';
import { generalOf, groupOf, PASSWORD, type Person, register, say } from '../support/people.js';
import { until } from '../support/until.js';
import { listenTo } from './look.js';

const chromium = systemChromium();
const GENERAL = 'General';

const field = (page: Page): Locator => page.getByRole('textbox');
const typed = (page: Page): Promise<string> => field(page).inputValue();
const mark = (page: Page, name: string): Locator => chatLink(page, name).getByText('Draft');

/** What the browser itself has kept. */
const KEPT = `new Promise((resolve) => {
  const opening = indexedDB.open('veche');
  opening.onsuccess = () => {
    const asking = opening.result.transaction('drafts').objectStore('drafts').getAll();
    asking.onsuccess = () => {
      opening.result.close();
      resolve(asking.result.map(({ text }) => text).sort());
    };
  };
})`;
const kept = (page: Page): Promise<string[]> => page.evaluate<string[]>(KEPT);

const FORBIDDEN = `Object.defineProperty(indexedDB, 'open', {
  value: () => { throw new DOMException('no', 'SecurityError'); },
})`;

/** A tab of an older version of the page, which does not let go of the database. */
const HELD = `new Promise((resolve) => {
  const opening = indexedDB.open('veche', 1);
  opening.onupgradeneeded = () => {
    opening.result.createObjectStore('outbox', { keyPath: 'clientId' }).createIndex('userId', 'userId');
  };
  opening.onsuccess = () => {
    window.held = opening.result;
    resolve();
  };
})`;

const untilKept = (page: Page, texts: string[]): Promise<void> =>
  until(async () => JSON.stringify(await kept(page)) === JSON.stringify(texts));

if (chromium) {
  describe('what was begun', () => {
    let app: TestApp;
    let browser: Browser;
    let a: Person;
    let b: Person;
    let ann: Page;
    let tabs: BrowserContext;
    let heard: string[];
    let group: string;

    beforeAll(async () => {
      app = await startApp();
      browser = await launch(chromium);
      b = await register(app, 'Boris');
    }, 90_000);
    beforeEach(async () => {
      a = await register(app);
      group = await groupOf(b, [a], { name: 'Garden' });
      await say(b, group, 'Who waters the roses?');
      ann = await openAs(browser, app, a);
      tabs = ann.context();
      heard = listenTo(ann, app.url);
    }, 60_000);
    afterAll(async () => {
      await browser.close();
      await app.stop();
    });

    it('is gone on with at its end, wherever one came from, and where one presses', async () => {
      await field(ann).fill('To every');
      await goTo(ann, 'Garden');
      await goTo(ann, GENERAL);
      await field(ann).focus();
      await ann.keyboard.type('bo');
      await untilKept(ann, ['To everybo']);
      await ann.reload();
      await until(async () => (await typed(ann)) === 'To everybo');
      await field(ann).focus();
      await ann.keyboard.type('dy');
      expect(await typed(ann)).toBe('To everybody');
      await goTo(ann, 'Garden');
      await goTo(ann, GENERAL);
      await field(ann).click({ position: { x: 1, y: 20 } });
      await ann.keyboard.type('> ');
      expect(await typed(ann)).toBe('> To everybody');
    }, 60_000);

    it('is there after a reload, in each chat its own, and with the message it answers', async () => {
      await field(ann).fill('To everybody\nin two lines');
      await goTo(ann, 'Garden');
      await stored(ann, 'roses');
      await onMessage(ann, 'roses', 'Reply');
      await field(ann).fill('I do, @Boris');
      await ann.reload();
      await ann.locator('[data-banner]').filter({ hasText: 'Who waters the roses?' }).waitFor();
      expect(await typed(ann)).toBe('I do, @Boris');
      await goTo(ann, GENERAL);
      expect(await typed(ann)).toBe('To everybody\nin two lines');
      await goTo(ann, 'Garden');
      await field(ann).press('Enter');
      await stored(ann, 'I do, @Boris');
      expect(await message(ann, 'I do, @Boris').getByText('Who waters the roses?').count()).toBe(1);
      await ann.reload();
      await stored(ann, 'I do, @Boris');
      expect(await typed(ann)).toBe('');
      expect(heard).toEqual([]);
    }, 60_000);

    it('is marked in the list where it was left, and not where one is', async () => {
      await field(ann).fill('Begun');
      await untilKept(ann, ['Begun']);
      expect(await mark(ann, GENERAL).count()).toBe(0);
      await goTo(ann, 'Garden');
      await mark(ann, GENERAL).waitFor();
      await ann.reload();
      await mark(ann, GENERAL).waitFor();
      expect(await mark(ann, 'Garden').count()).toBe(0);
      await goTo(ann, GENERAL);
      await field(ann).fill('');
      await goTo(ann, 'Garden');
      expect(await mark(ann, GENERAL).count()).toBe(0);
      expect(await kept(ann)).toEqual([]);
    }, 60_000);

    it('is the draft again after the change of another message was left with Esc', async () => {
      await say(a, (await generalOf(a)).id, 'An errror');
      await stored(ann, 'An errror');
      await field(ann).fill('Begun');
      await untilKept(ann, ['Begun']);
      await onMessage(ann, 'An errror', 'Edit');
      await until(async () => (await typed(ann)) === 'An errror');
      await ann.reload();
      await until(async () => (await typed(ann)) === 'Begun');
      await stored(ann, 'An errror');
      await field(ann).fill('');
      await field(ann).press('ArrowUp');
      await until(async () => (await typed(ann)) === 'An errror');
      await field(ann).press('Escape');
      await until(async () => (await typed(ann)) === '');
    }, 60_000);

    it('in two tabs stays each its own, and the last one that was changed is found again', async () => {
      const second = await tabs.newPage();
      await field(ann).fill('one');
      await untilKept(ann, ['one']);
      await second.goto(app.url);
      await until(async () => (await typed(second)) === 'one');
      await field(second).fill('two');
      await untilKept(ann, ['two']);
      expect(await typed(ann)).toBe('one');
      await field(second).press('Enter');
      await stored(ann, 'two');
      await untilKept(ann, []);
      expect([await typed(ann), await typed(second)]).toEqual(['one', '']);
      await second.reload();
      await stored(second, 'two');
      expect(await typed(second)).toBe('');
      await ann.reload();
      await stored(ann, 'two');
      await until(async () => (await typed(ann)) === 'one');
    }, 60_000);

    it('is not left on the device by somebody who signs out', async () => {
      await field(ann).fill('Private');
      await untilKept(ann, ['Private']);
      await ann.goto(`${app.url}/settings`);
      await ann.getByRole('button', { name: 'Sign out' }).click();
      await ann.locator('input[autocomplete="username"]').fill(a.user.username);
      await untilKept(ann, []);
      await ann.locator('input[autocomplete="current-password"]').fill(PASSWORD);
      await ann.keyboard.press('Enter');
      await goTo(ann, GENERAL);
      expect(await typed(ann)).toBe('');
    }, 60_000);

    it('goes with the chat that one leaves', async () => {
      await goTo(ann, 'Garden');
      await field(ann).fill('Begun');
      await untilKept(ann, ['Begun']);
      await ann.getByRole('button', { name: 'Menu of this chat' }).click();
      await ann.getByRole('menuitem', { name: 'Leave the group' }).click();
      await ann.getByRole('dialog').getByRole('button', { name: 'Leave', exact: true }).click();
      await gone(chatLink(ann, 'Garden'));
      await untilKept(ann, []);
    }, 60_000);

    it('may be too long, and all of it stays', async () => {
      const long = 'ё'.repeat(4_321);
      await field(ann).focus();
      await ann.keyboard.insertText(long);
      await ann.getByText('321').first().waitFor();
      expect(await ann.getByRole('button', { name: 'Send' }).isDisabled()).toBe(true);
      await field(ann).press('Enter');
      await untilKept(ann, [long]);
      await ann.reload();
      await until(async () => (await typed(ann)) === long);
      await ann.getByText('321').first().waitFor();
    }, 60_000);

    it('does without a storage, until the reload', async () => {
      const page = await tabs.newPage();
      await page.addInitScript(FORBIDDEN);
      await page.goto(app.url);
      await field(page).fill('Begun');
      await goTo(page, 'Garden');
      await goTo(page, GENERAL);
      expect(await typed(page)).toBe('Begun');
      await field(page).press('Enter');
      await stored(page, 'Begun');
    }, 60_000);

    it('and what is sent does not wait for a tab with an older page', async () => {
      const old = await browser.newContext();
      await old.addCookies(await tabs.cookies());
      const holder = await old.newPage();
      await holder.goto(`${app.url}/favicon.svg`);
      await holder.evaluate(HELD);
      const page = await old.newPage();
      await page.goto(app.url);
      await field(page).fill('Past the old one');
      await field(page).press('Enter');
      await stored(page, 'Past the old one');
      await holder.close();
      await page.reload();
      await field(page).fill('Kept');
      await untilKept(page, ['Kept']);
      await old.close();
    }, 60_000);
  });
}
