import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, BrowserContext, Locator, Page } from 'playwright-core';
import { startApp, type TestApp } from '../support/app.js';
import { contextOptions, gone, launch, message, messagesOf, stored, systemChromium } from '../support/browser.js';
import { generalOf, PASSWORD, type Person, register, say } from '../support/people.js';
import { until } from '../support/until.js';
import { choose, focusIsSeen, pressOn, tabTo, typeInto } from './keyboard.js';
import { scene } from './pictured-world.js';

const chromium = systemChromium();

if (chromium) {
  describe('with the keyboard alone', () => {
    let app: TestApp;
    let browser: Browser;
    let context: BrowserContext;
    let page: Page;
    let boris: Person;

    beforeAll(async () => {
      app = await startApp();
      browser = await launch(chromium);
      boris = await register(app, 'Boris');
      await say(boris, (await generalOf(boris)).id, 'Who is there?');
      context = await browser.newContext(contextOptions({ width: 1280, colorScheme: 'light', locale: 'en-GB' }));
      page = await context.newPage();
      // Nothing may be done with a mouse: whoever tries is told.
      page.mouse.click = page.mouse.move = () => Promise.reject(new Error('there is no mouse'));
    }, 60_000);
    afterAll(async () => {
      await browser.close();
      await app.stop();
    });

    const key = async (...keys: string[]): Promise<void> => {
      for (const one of keys) await page.keyboard.press(one);
    };
    const button = (name: string | RegExp): Locator => page.getByRole('button', { name }).filter({ visible: true });
    const dialog = (): Locator => page.getByRole('dialog');
    const field = (): Locator => page.getByRole('main').getByRole('textbox');
    const heading = (name: string): Promise<void> =>
      page.getByRole('heading', { level: 1, name, exact: true }).waitFor();

    async function closed(): Promise<void> {
      await gone(dialog());
      await focusIsSeen(page);
    }

    async function send(text: string): Promise<void> {
      await typeInto(page, field(), text);
      await key('Enter');
      await stored(page, text);
      await focusIsSeen(page);
    }

    async function goToRow(text: string): Promise<Locator> {
      const row = message(page, text).last();
      await tabTo(page, page.locator('article[tabindex="0"]'), 'Shift+Tab');
      await key('End');
      for (let steps = 0; steps < 40 && !(await focused(row)); steps++) await key('ArrowUp');
      await focusIsSeen(page);
      return row;
    }

    async function act(text: string, action: string | RegExp): Promise<void> {
      await goToRow(text);
      await key('Enter');
      await choose(page, action);
    }

    const focused = (one: Locator): Promise<boolean> =>
      one.evaluate((row: { ownerDocument: { activeElement: unknown } }) => row.ownerDocument.activeElement === row);

    it('somebody signs up and says something', async () => {
      await page.goto(app.url);
      await pressOn(page, page.getByRole('link', { name: 'Create an account' }));
      await typeInto(page, page.locator('input[autocomplete="username"]'), 'Ann');
      await typeInto(page, page.locator('input[autocomplete="new-password"]'), PASSWORD);
      await key('Enter');
      await heading('General');
      await send('Hello everybody');
    }, 60_000);

    it('mentions, replies, edits, likes and deletes', async () => {
      await tabTo(page, field());
      await page.keyboard.type('Is it you, @Bo');
      await page.getByRole('option', { name: /Boris/ }).waitFor();
      await key('Enter');
      await page.keyboard.type('?');
      await key('Enter');
      await stored(page, 'Is it you, @Boris');
      await act('Who is there?', /^Reply$/);
      await focusIsSeen(page);
      await page.keyboard.type('It is me');
      await key('Enter');
      await stored(page, 'It is me');
      await tabTo(page, field());
      await key('ArrowUp');
      await page.keyboard.type(', Ann');
      await key('Enter');
      await stored(page, 'It is me, Ann');
      const row = await goToRow('Who is there?');
      await pressOn(page, row.getByRole('button', { name: 'Like' }));
      await message(page, 'Who is there?').locator('[data-emoji="♥"]').waitFor();
      await focusIsSeen(page);
      await act('Hello everybody', /^Delete/);
      await dialog().waitFor();
      await focusIsSeen(page);
      await pressOn(page, dialog().getByRole('button', { name: /^Delete/ }));
      await closed();
      await until(async () => !(await messagesOf(page)).some(({ text }) => text === 'Hello everybody'));
    }, 90_000);

    it('begins a direct conversation', async () => {
      await pressOn(page, button('New direct message'));
      await dialog().waitFor();
      await typeInto(page, dialog().getByRole('searchbox').or(dialog().getByRole('textbox')), 'Bor');
      await pressOn(page, dialog().getByRole('button', { name: /Boris/ }));
      await heading('Boris');
      await focusIsSeen(page);
      await send('Only for you');
    }, 60_000);

    it('makes a group, gives somebody a role, and invites', async () => {
      await pressOn(page, button('Create a group'));
      await dialog().waitFor();
      await typeInto(page, dialog().getByRole('textbox', { name: 'Name' }), 'Garden');
      await pressOn(page, dialog().getByRole('button', { name: /Boris/ }), 'Space');
      await pressOn(page, dialog().getByRole('button', { name: /^Create/ }));
      await heading('Garden');
      await closed();
      await pressOn(page, button('Menu of this chat'));
      await choose(page, 'Members');
      await dialog().waitFor();
      await pressOn(page, dialog().getByRole('button', { name: 'Actions for Boris' }));
      await choose(page, 'Make a moderator');
      await dialog().getByText('Moderator').waitFor();
      await focusIsSeen(page);
      await key('Escape');
      await closed();
      await pressOn(page, button('Menu of this chat'));
      await choose(page, 'Invitation links');
      await pressOn(page, dialog().getByRole('button', { name: 'Create a link' }));
      await dialog().locator('input[readonly]').waitFor();
      await focusIsSeen(page);
      await key('Escape');
      await closed();
    }, 90_000);

    it('sends a picture and looks at it', async () => {
      const { name, mime = '', bytes } = await scene('garden.jpg', 800, 600, 120);
      const chooser = page.waitForEvent('filechooser');
      await pressOn(page, button('Attach files'));
      // The window of the system is worked by keys of its own.
      await (await chooser).setFiles([{ name, mimeType: mime, buffer: bytes }]);
      await page.locator('form li[data-upload][data-state="ready"]').waitFor();
      await focusIsSeen(page);
      await send('The beds today');
      await pressOn(page, page.getByRole('article').getByRole('button', { name: 'garden.jpg' }), 'Enter');
      await dialog().waitFor();
      await focusIsSeen(page);
      await key('Escape');
      await closed();
    }, 60_000);

    it('shows who they are, with a picture that they cut', async () => {
      await pressOn(page, page.getByRole('link', { name: /Settings/ }));
      await heading('Settings');
      await typeInto(page, page.getByRole('textbox', { name: 'Status' }), 'In the garden');
      await pressOn(page, page.getByRole('region', { name: 'Profile' }).getByRole('button', { name: 'Save' }));
      await page.getByText('Your profile is saved.').waitFor();
      await focusIsSeen(page);
      const { name, mime = '', bytes } = await scene('me.jpg', 900, 600, 20);
      const chooser = page.waitForEvent('filechooser');
      await pressOn(page, button('Choose picture'));
      await (await chooser).setFiles([{ name, mimeType: mime, buffer: bytes }]);
      await tabTo(page, dialog().getByRole('slider'));
      await key('ArrowRight', 'ArrowRight', 'ArrowRight');
      await pressOn(page, dialog().getByRole('button', { name: 'Use this picture' }));
      await closed();
      await button('Change picture').waitFor();
    }, 60_000);

    it('searches, goes from chat to chat, and out and in again', async () => {
      await pressOn(page, page.getByRole('link', { name: 'Search messages' }));
      await page.getByRole('searchbox').or(page.getByRole('combobox')).first().waitFor();
      await typeInto(
        page,
        page.getByRole('main').getByRole('searchbox').or(page.getByRole('main').getByRole('textbox')),
        'beds',
      );
      await pressOn(page, page.getByRole('main').getByRole('link', { name: /The beds today/ }));
      await heading('Garden');
      await focusIsSeen(page);
      await key('Control+k');
      await page.keyboard.type('gener');
      await page.getByRole('option', { name: /General/, selected: true }).waitFor();
      await key('Enter');
      await heading('General');
      await closed();
      await key('Alt+ArrowDown');
      await heading('Garden');
      await focusIsSeen(page);
      await pressOn(page, page.getByRole('link', { name: /Settings/ }));
      await pressOn(page, page.getByRole('radio', { name: /^(Dark|Auto)$/ }).first(), 'ArrowRight');
      await pressOn(page, button('Sign out'));
      await heading('Sign in to Veche');
      await typeInto(page, page.locator('input[autocomplete="username"]'), 'Ann');
      await typeInto(page, page.locator('input[autocomplete="current-password"]'), PASSWORD);
      await key('Enter');
      await button('Send').waitFor();
      expect(
        await page
          .getByRole('navigation')
          .getByRole('link', { name: /Garden/ })
          .count(),
      ).toBe(1);
    }, 90_000);
  });
}
