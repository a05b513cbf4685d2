import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Locator, Page } from 'playwright-core';
import { WriteQueue } from '../../src/database/write-queue.js';
import { User } from '../../src/users/user.entity.js';
import { toMute } from '../../src/users/user.view.js';
import { startApp, type TestApp } from '../support/app.js';
import { gone, launch, openAs, stored, systemChromium, write } from '../support/browser.js';
import { anAdministrator, groupOf, register } from '../support/people.js';
import { until } from '../support/until.js';

const chromium = systemChromium();

const field = (page: Page): Locator => page.locator('main textarea');

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
  describe('the Enter key', () => {
    let app: TestApp;
    let browser: Browser;
    let ann: Page;

    beforeAll(async () => {
      app = await startApp();
      browser = await launch(chromium);
      ann = await openAs(browser, app, await register(app, 'Ann'));
    }, 90_000);
    afterAll(async () => {
      await browser.close();
      await app.stop();
    });

    it('sends, and with Shift begins a new line', async () => {
      await field(ann).focus();
      await ann.keyboard.type('One');
      await ann.keyboard.press('Shift+Enter');
      await ann.keyboard.type('two');
      await reads(ann, 'One\ntwo');
      await ann.keyboard.press('Enter');
      await stored(ann, 'two');
    }, 60_000);

    it('begins a new line where that was chosen, and sends with Ctrl', async () => {
      await ann.goto(`${app.url}/settings`);
      await ann.getByRole('switch', { name: 'Enter sends the message' }).click();
      await ann.getByRole('button', { name: 'Keyboard shortcuts' }).click();
      await ann.getByRole('dialog').getByText('Send the message').waitFor();
      await ann.getByRole('dialog').getByText('Ctrl', { exact: true }).first().waitFor();
      await ann.goto(app.url);
      await stored(ann, 'two');
      await field(ann).focus();
      await ann.keyboard.type('Three');
      await ann.keyboard.press('Enter');
      await ann.keyboard.type(':fir');
      await ann.getByRole('listbox').getByRole('option').first().waitFor();
      await ann.keyboard.press('Enter');
      await reads(ann, 'Three\n🔥 ');
      await ann.keyboard.press('Control+Enter');
      await stored(ann, 'Three');
      await field(ann).press('ArrowUp');
      await ann.locator('[data-banner]').waitFor();
      await ann.keyboard.press('Enter');
      await ann.keyboard.type('four');
      await ann.keyboard.press('Control+Enter');
      await stored(ann, 'four');
    }, 60_000);
  });

  describe('a message to everybody', () => {
    let app: TestApp;
    let browser: Browser;
    let boss: Page;

    beforeAll(async () => {
      app = await startApp();
      browser = await launch(chromium);
      const admin = await anAdministrator(app);
      const people = [];
      for (let i = 0; i < 20; i++) people.push(await register(app, `guest${i}`));
      await groupOf(admin, people.slice(0, 2), { name: 'Few' });
      boss = await openAs(browser, app, admin);
    }, 90_000);
    afterAll(async () => {
      await browser.close();
      await app.stop();
    });

    it('asks first where there are many, says how many, and is sent only then', async () => {
      await field(boss).fill('Lunch, @all!');
      await field(boss).press('Enter');
      const question = boss.getByRole('dialog', { name: 'Call everybody?' });
      await question.getByText('There are 21 people in this chat.').waitFor();
      await boss.keyboard.press('Enter');
      await gone(question);
      await focused(field(boss));
      await reads(boss, 'Lunch, @all!');
      await field(boss).press('Enter');
      await question.getByRole('button', { name: 'Send' }).click();
      await stored(boss, 'Lunch, @all!');
      await reads(boss, '');
      await focused(field(boss));
    }, 60_000);

    it('is not asked about where they are few, or where nobody is called', async () => {
      await write(boss, 'mail@all.example, @allison');
      await stored(boss, 'mail@all.example');
      await boss.getByRole('link').filter({ hasText: 'Few' }).click();
      await boss.getByRole('heading', { level: 1, name: 'Few' }).waitFor();
      await write(boss, 'Here, @all');
      await stored(boss, 'Here, @all');
    }, 60_000);
  });

  describe('whoever is muted', () => {
    let app: TestApp;
    let browser: Browser;

    beforeAll(async () => {
      app = await startApp();
      browser = await launch(chromium);
    }, 90_000);
    afterAll(async () => {
      await browser.close();
      await app.stop();
    });

    it('is told until when and why in the place of the field, which comes back by itself, with the draft', async () => {
      const [root, loud] = [await anAdministrator(app), await register(app)];
      const page = await openAs(browser, app, loud);
      await field(page).fill('not sent yet');
      await root.put(`/api/users/${loud.user.id}/mute`, { hours: 1, reason: 'Too loud' }).expect(204);
      await page.getByText(/^You may not write until .* Reason: Too loud$/).waitFor();
      await gone(field(page));
      await page.reload();
      await page.getByText(/^You may not write until .* Reason: Too loud$/).waitFor();
      expect(await field(page).count()).toBe(0);
      await root.delete(`/api/users/${loud.user.id}/mute`).expect(204);
      await reads(page, 'not sent yet');
      await field(page).press('Enter');
      await stored(page, 'not sent yet');
      const almost = { mutedUntil: Date.now() + 3_000, muteReason: 'A moment' };
      await app.nest.get(WriteQueue).run(async ({ manager, publish }) => {
        await manager.update(User, { id: loud.user.id }, almost);
        publish({ type: 'mute.changed', userId: loud.user.id, mute: toMute(almost) });
      });
      await page.getByText(/A moment$/).waitFor();
      await write(page, 'once more');
      await stored(page, 'once more');
    }, 90_000);
  });
}
