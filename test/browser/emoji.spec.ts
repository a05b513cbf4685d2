import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Browser, Locator, Page } from 'playwright-core';
import { startApp, type TestApp } from '../support/app.js';
import { gone, launch, message, onMessage, openAs, stored, systemChromium } from '../support/browser.js';
import { generalOf, register, say } from '../support/people.js';
import { until } from '../support/until.js';
import { listenTo } from './look.js';

const chromium = systemChromium();

const field = (page: Page): Locator => page.locator('main textarea');
const options = (page: Page): Locator => page.getByRole('listbox').getByRole('option');
const chip = (page: Page, text: string, emoji: string): Locator =>
  message(page, text).locator(`button[data-emoji="${emoji}"][aria-pressed="true"]`);

const focused = async (locator: Locator): Promise<void> => {
  await locator.and(locator.page().locator(':focus')).waitFor();
};

/** Waits for this text in the field. */
async function reads(page: Page, text: string): Promise<void> {
  let last = '';
  const deadline = Date.now() + 10_000;
  await until(async () => (last = await field(page).inputValue()) === text || Date.now() > deadline);
  expect(last).toBe(text);
}

if (chromium) {
  describe('emojis', () => {
    let app: TestApp;
    let browser: Browser;
    let ann: Page;
    let russian: Page;
    let heard: string[];

    beforeAll(async () => {
      app = await startApp();
      browser = await launch(chromium);
      const a = await register(app, 'Ann');
      ann = await openAs(browser, app, a);
      heard = listenTo(ann, app.url);
      const screen = { width: 1280, colorScheme: 'dark', locale: 'ru-RU' } as const;
      russian = await openAs(browser, app, await register(app, 'Борис'), screen);
      await say(a, (await generalOf(a)).id, 'We won');
      await stored(ann, 'We won');
      await stored(russian, 'We won');
    }, 90_000);
    beforeEach(async () => {
      await field(ann).fill('');
      await field(russian).fill('');
    });
    afterAll(async () => {
      await browser.close();
      await app.stop();
    });

    describe('by name', () => {
      it.each([
        ['Enter', ':fire', '🔥 '],
        ['Tab', 'so :tad', 'so 🎉 '],
        ['Enter', ':огон', '🔥 '],
      ])(
        'are completed with %s from %s, whichever language the page speaks',
        async (key, typed, text) => {
          for (const page of [ann, russian]) {
            await field(page).focus();
            await page.keyboard.type(typed);
            await options(page).first().waitFor();
            await field(page).press(key);
            await reads(page, text);
            await focused(field(page));
            await gone(page.getByRole('listbox'));
          }
        },
        60_000,
      );

      it('are chosen with the arrows, or with the mouse, and put where the caret is', async () => {
        await field(ann).fill('before  after');
        for (let i = 0; i < 6; i++) await field(ann).press('ArrowLeft');
        await ann.keyboard.type(':heart');
        await options(ann).nth(2).waitFor();
        await field(ann).press('ArrowDown');
        await field(ann).press('ArrowDown');
        const third = options(ann).nth(2);
        expect(await third.getAttribute('aria-selected')).toBe('true');
        expect(await field(ann).getAttribute('aria-activedescendant')).toBe(await third.getAttribute('id'));
        const [emoji = ''] = await third.locator('.emoji').allTextContents();
        await field(ann).press('Enter');
        await reads(ann, `before ${emoji}  after`);
        await ann.keyboard.type(':cake');
        const cake = options(ann).filter({ hasText: ':birthday:' });
        await cake.click();
        await reads(ann, `before ${emoji} 🎂  after`);
        await ann.keyboard.type('!');
        await reads(ann, `before ${emoji} 🎂 ! after`);
      }, 60_000);

      it('close with Esc, which leaves what was typed and is no step back', async () => {
        await onMessage(ann, 'We won', 'Reply');
        await focused(field(ann));
        await ann.keyboard.type(':fire');
        await options(ann).first().waitFor();
        await field(ann).press('Escape');
        await gone(ann.getByRole('listbox'));
        await reads(ann, ':fire');
        await ann.locator('[data-banner]').waitFor();
        await field(ann).press('Escape');
        await gone(ann.locator('[data-banner]'));
      }, 60_000);

      it('take the place of a name between colons, wherever it is typed', async () => {
        for (const page of [ann, russian]) {
          await field(page).focus();
          await page.keyboard.type('Hot :fire: and :+1: и :огонь: but not :nothing:. Done');
          await reads(page, 'Hot 🔥 and 👍 и 🔥 but not :nothing:. Done');
        }
      }, 60_000);

      it.each([
        ...[':)', 'Hi :-) and :( or :D', ':P', '12:30', 'at 12:30:45', 'http://localhost:fire', 'ratio 4:fire:5'],
        ...['note:fire', 'C:/fire:', '{"a":true}', ':DD', '/users/:fire', 'a::fire::b'],
      ])('do not get into “%s”', async (text) => {
        await field(ann).focus();
        await ann.keyboard.type(text);
        await ann.waitForTimeout(150);
        expect(await ann.getByRole('listbox').count()).toBe(0);
        await reads(ann, text);
      });

      it('stay as they are in what is pasted', async () => {
        await field(ann).fill('');
        await field(ann).focus();
        await ann.keyboard.insertText('see :fire: and :tada:');
        await ann.keyboard.type('!');
        await reads(ann, 'see :fire: and :tada:!');
      });

      it('are completed in the change of a message too', async () => {
        await field(ann).press('ArrowUp');
        await ann.locator('[data-banner]').waitFor();
        await ann.keyboard.type(' :tad');
        await options(ann).first().waitFor();
        await field(ann).press('Enter');
        await field(ann).press('Enter');
        await stored(ann, 'We won 🎉');
      }, 60_000);
    });

    describe('in the picker', () => {
      const dialog = (page: Page): Locator => page.getByRole('dialog');

      it('are found and given by keyboard alone, and the focus is back at the message', async () => {
        await message(ann, 'We won').focus();
        await ann.keyboard.press('Enter');
        await ann.getByRole('menuitem', { name: 'Add a reaction' }).press('Enter');
        await focused(dialog(ann).getByRole('searchbox', { name: 'Search emojis' }));
        await ann.keyboard.type('hedgehog');
        await dialog(ann).getByRole('button', { name: 'hedgehog' }).waitFor();
        await ann.keyboard.press('Enter');
        await gone(dialog(ann));
        await chip(ann, 'We won', '🦔').waitFor();
        await focused(message(ann, 'We won'));
      }, 60_000);

      it('are found by a name in the other language, or by themselves', async () => {
        await onMessage(russian, 'We won', 'Поставить реакцию');
        for (const [typed, name] of [
          ['hedgehog', 'еж'],
          ['ёж', 'еж'],
          ['🦔', 'еж'],
        ] as const) {
          await russian.getByRole('searchbox').fill(typed);
          await dialog(russian).getByRole('button', { name, exact: true }).first().waitFor();
        }
        await russian.getByRole('searchbox').fill('нетакогослова');
        await dialog(russian).getByText('Такого эмодзи нет').waitFor();
        await russian.keyboard.press('Enter');
        // The first one empties the field.
        await russian.keyboard.press('Escape');
        await russian.keyboard.press('Escape');
        await gone(dialog(russian));
      }, 60_000);

      it('are walked through with the arrows, group by group', async () => {
        await ann.getByRole('button', { name: 'Insert an emoji' }).click();
        await dialog(ann).getByRole('radio', { name: 'Smileys and emotions' }).press('ArrowRight');
        await focused(dialog(ann).getByRole('radio', { name: 'People and gestures' }));
        await dialog(ann).getByTitle('Animals and nature').click();
        await ann.keyboard.press('Tab');
        await focused(dialog(ann).getByRole('button', { name: 'monkey face' }));
        await ann.keyboard.press('ArrowDown');
        await ann.keyboard.press('ArrowRight');
        await ann.keyboard.press('ArrowUp');
        await focused(dialog(ann).getByRole('button', { name: 'monkey', exact: true }));
        await ann.keyboard.press('ArrowUp');
        await focused(dialog(ann).getByRole('searchbox'));
        await ann.keyboard.press('ArrowDown');
        await ann.keyboard.press('Escape');
        await gone(dialog(ann));
        await focused(ann.getByRole('button', { name: 'Insert an emoji' }));
      }, 60_000);

      it('go to where the caret was, where one writes on', async () => {
        await field(ann).fill('cold');
        await field(ann).press('ArrowLeft');
        await field(ann).press('ArrowLeft');
        await ann.getByRole('button', { name: 'Insert an emoji' }).click();
        await ann.keyboard.type('snowman');
        await dialog(ann).getByRole('button', { name: 'snowman', exact: true }).waitFor();
        await ann.keyboard.press('ArrowDown');
        await ann.keyboard.press('Enter');
        await gone(dialog(ann));
        await focused(field(ann));
        await ann.keyboard.type('-');
        await reads(ann, 'co☃️-ld');
      }, 60_000);

      it('keep the colour of skin that was chosen, also when they are completed', async () => {
        await ann.getByRole('button', { name: 'Insert an emoji' }).click();
        const tone = dialog(ann).getByRole('button', { name: /^Skin tone/ });
        await tone.click();
        await tone.click();
        expect(await tone.getAttribute('aria-label')).toBe('Skin tone: medium-light');
        await dialog(ann).getByRole('searchbox').fill('waving hand');
        await dialog(ann).getByRole('button', { name: 'waving hand' }).click();
        await reads(ann, '👋🏼');
        await ann.reload();
        await until(async () => (await field(ann).inputValue()) === '👋🏼');
        await field(ann).press('End');
        await ann.keyboard.type(' :wave:');
        await reads(ann, '👋🏼 👋🏼');
        await ann.getByRole('button', { name: 'Insert an emoji' }).click();
        for (let i = 0; i < 4; i++) await tone.click();
        await ann.keyboard.press('Escape');
      }, 60_000);

      it('are pressed where they were given, and another press takes them back', async () => {
        await chip(ann, 'We won', '🦔').waitFor();
        await onMessage(ann, 'We won', 'Add a reaction');
        const given = dialog(ann).getByRole('button', { name: '🦔' });
        expect(await given.getAttribute('aria-pressed')).toBe('true');
        expect(await dialog(ann).getByRole('button', { name: '🔥' }).getAttribute('aria-pressed')).toBe('false');
        await given.click();
        await gone(message(ann, 'We won').locator('[data-emoji="🦔"]'));
      }, 60_000);

      it('say when they cannot be fetched, and are fetched at the next try', async () => {
        // What a service worker fetches, a route does not see.
        const { cookies } = await ann.context().storageState();
        const page = await browser.newPage({ storageState: { cookies, origins: [] }, serviceWorkers: 'block' });
        await page.route(/emojis-/, (route) => route.abort());
        await page.goto(app.url);
        await page.getByRole('button', { name: 'Insert an emoji' }).click();
        await dialog(page).getByText('The emojis could not be loaded.').waitFor();
        await page.unroute(/emojis-/);
        await dialog(page).getByRole('button', { name: 'Try again' }).click();
        await dialog(page).getByRole('button', { name: 'grinning face', exact: true }).waitFor();
        await page.context().close();
      }, 60_000);

      it('come from nowhere else, and nothing complains', () => {
        expect(heard).toEqual([]);
      });
    });
  });
}
