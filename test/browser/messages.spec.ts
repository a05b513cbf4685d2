import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Locator, Page } from 'playwright-core';
import { startApp, type TestApp } from '../support/app.js';
import { gone, goTo, launch, message, onMessage, openAs, stored, systemChromium, write } from '../support/browser.js';
import { generalOf, groupOf, type Person, register, say } from '../support/people.js';

const chromium = systemChromium();

if (chromium) {
  describe('a message', () => {
    let app: TestApp;
    let browser: Browser;
    let a: Person;
    let ann: Page;
    let boris: Page;

    beforeAll(async () => {
      app = await startApp();
      browser = await launch(chromium);
      a = await register(app, 'Ann');
      await groupOf(a, [], { name: 'Elsewhere' });
      ann = await openAs(browser, app, a);
      boris = await openAs(browser, app, await register(app, 'Boris'));
    }, 90_000);
    afterAll(async () => {
      await browser.close();
      await app.stop();
    });

    const field = (page: Page) => page.getByRole('textbox');
    const hasFocus = async (locator: Locator): Promise<boolean> =>
      (await locator.and(locator.page().locator(':focus')).count()) === 1;

    it('is changed with the arrow key by its author, and everybody sees that it was', async () => {
      await write(ann, 'Good mornign');
      await stored(boris, 'Good mornign');
      await field(ann).press('ArrowUp');
      expect(await field(ann).inputValue()).toBe('Good mornign');
      await field(ann).fill('Good morning');
      await field(ann).press('Enter');
      await stored(boris, 'Good morning');
      await message(boris, 'Good morning').getByText('(edited)').waitFor();
      expect(await boris.getByRole('article').count()).toBe(1);
      // The field is ready for the next one.
      await gone(ann.locator('[data-banner]'));
      expect(await hasFocus(field(ann))).toBe(true);
    }, 60_000);

    it('stays as it was when the change is given up, and so does a draft', async () => {
      await field(ann).fill('half a thou');
      await onMessage(ann, 'Good morning', 'Edit');
      await field(ann).press('Escape');
      await onMessage(ann, 'Good morning', 'Edit');
      await field(ann).fill('Something else');
      await field(ann).press('Escape');
      const question = ann.getByRole('dialog', { name: 'Discard your changes?' });
      await question.getByRole('button', { name: 'Cancel' }).click();
      await gone(question);
      expect(await field(ann).inputValue()).toBe('Something else');
      await field(ann).press('Escape');
      await question.getByRole('button', { name: 'Discard' }).click();
      await gone(question);
      expect(await field(ann).inputValue()).toBe('half a thou');
      await field(ann).fill('');
      expect(await message(boris, 'Something else').count()).toBe(0);
    }, 60_000);

    it('that is being changed waits while its author looks elsewhere, and is not lost where others change or delete it', async () => {
      const mine = await say(a, (await generalOf(a)).id, 'Bring soup');
      await stored(ann, 'Bring soup');
      await field(ann).press('ArrowUp');
      await field(ann).fill('Bring soup and bread');
      await goTo(ann, 'Elsewhere');
      expect(await field(ann).inputValue()).toBe('');
      await goTo(ann, 'General');
      expect(await field(ann).inputValue()).toBe('Bring soup and bread');

      await a.patch(`/api/messages/${mine.id}`, { body: 'Bring salad', version: 1 }).expect(200);
      await message(ann, 'Bring salad').waitFor();
      await field(ann).press('Enter');
      await ann.getByRole('alert').filter({ hasText: 'It was changed in the meantime.' }).waitFor();
      await message(boris, 'Bring salad').waitFor();
      await ann.locator('[data-banner]').filter({ hasText: 'Bring salad' }).waitFor();
      // Now it is known what is replaced.
      await field(ann).press('Enter');
      await message(boris, 'Bring soup and bread').waitFor();

      await field(ann).press('ArrowUp');
      await field(ann).fill('Bring soup, bread and salt');
      await a.delete(`/api/messages/${mine.id}`).expect(200);
      await gone(message(ann, 'Bring soup and bread'));
      expect(await field(ann).inputValue()).toBe('Bring soup, bread and salt');
      await field(ann).press('Escape');
      await ann.getByRole('dialog').getByRole('button', { name: 'Discard' }).click();
    }, 60_000);

    it('is answered with a quote of its first line, and the quote follows its changes', async () => {
      await onMessage(boris, 'Good morning', 'Reply');
      await boris.getByText('Reply to Ann').waitFor();
      await write(boris, 'To you too');
      await stored(ann, 'To you too');
      const quote = message(ann, 'To you too').locator('[data-quote]');
      expect(await quote.textContent()).toContain('AnnGood morning');
      await gone(boris.getByText('Reply to Ann'));
      await field(ann).press('ArrowUp');
      await field(ann).fill('Good evening\nand good night');
      await field(ann).press('Enter');
      await quote.filter({ hasText: 'Good evening' }).waitFor();
      expect(await quote.textContent()).not.toContain('good night');
    }, 60_000);

    it('that is far back is found by its quote', async () => {
      const general = await generalOf(a);
      await onMessage(boris, 'To you too', 'Reply');
      for (let i = 0; i < 90; i++) await say(a, general.id, `line ${i}`);
      await ann.reload();
      await stored(ann, 'line 89');
      expect(await message(ann, 'Good evening').count()).toBe(0);
      await write(boris, 'See above');
      await stored(ann, 'See above');
      await message(ann, 'See above').locator('[data-quote]').filter({ hasText: 'To you too' }).click();
      const target = message(ann, 'To you too').first();
      await target.and(ann.locator(':focus')).waitFor();
      await ann.getByRole('button', { name: /newest|new$/ }).click();
      await stored(ann, 'See above');
    }, 90_000);

    it('is deleted by its author after a question, and leaves its place and an empty quote', async () => {
      await onMessage(boris, 'See above', 'Delete message');
      await boris.getByRole('dialog').getByText('See above').waitFor();
      await boris.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click();
      await gone(boris.getByRole('dialog'));
      await onMessage(boris, 'See above', 'Reply');
      await write(boris, 'An answer to myself');
      await stored(ann, 'An answer to myself');
      await onMessage(boris, 'See above', 'Delete message');
      await boris.getByRole('dialog').getByRole('button', { name: 'Delete', exact: true }).click();
      await gone(boris.getByRole('dialog'));
      await message(ann, 'Message deleted').first().waitFor();
      await gone(message(ann, 'See above'));
      const quote = message(ann, 'An answer to myself').locator('[data-quote]');
      await quote.filter({ hasText: 'Message deleted' }).waitFor();
    }, 60_000);

    it('of somebody else is not offered for changing or deleting', async () => {
      const row = message(boris, 'line 89');
      await row.hover();
      await row.getByRole('button', { name: 'More' }).click();
      const items = await boris.getByRole('menuitem').filter({ visible: true }).allTextContents();
      const copies = ['Copy text', 'Copy link'];
      expect(items).toEqual(['Reply', 'Add a reaction', ...copies, 'Mark unread from here', 'Report the message']);
      await boris.keyboard.press('Escape');
    }, 60_000);

    it('is reached and acted upon by keys alone', async () => {
      await field(boris).focus();
      await boris.keyboard.press('Shift+Tab');
      // What is in the row that Tab leads to, then the row itself.
      for (let i = 0; i < 8; i++) {
        if ((await boris.evaluate('document.activeElement.tagName')) === 'ARTICLE') break;
        await boris.keyboard.press('Shift+Tab');
      }
      await boris.keyboard.press('End');
      await boris.keyboard.press('Enter');
      await boris.getByRole('menuitem', { name: 'Reply' }).filter({ visible: true }).waitFor();
      await boris.keyboard.press('Enter');
      await boris.getByText('Reply to Boris').waitFor();
      expect(await hasFocus(field(boris))).toBe(true);
      await boris.keyboard.press('Escape');
      await gone(boris.getByText('Reply to Boris'));
    }, 60_000);
  });
}
