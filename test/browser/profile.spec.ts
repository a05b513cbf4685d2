import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Locator, Page } from 'playwright-core';
import { startApp, type TestApp } from '../support/app.js';
import { gone, launch, message, openAs, stored, systemChromium, write } from '../support/browser.js';
import { register } from '../support/people.js';
import { until } from '../support/until.js';

const chromium = systemChromium();

const profile = (page: Page): Locator => page.getByRole('region', { name: 'Profile' });
const field = (page: Page, name: string): Locator => profile(page).getByLabel(name, { exact: true });
const told = (page: Page): Locator => profile(page).getByText('Your profile is saved.');

async function save(page: Page): Promise<void> {
  await profile(page).getByRole('button', { name: 'Save' }).click();
}

if (chromium) {
  describe('a profile', () => {
    let app: TestApp;
    let browser: Browser;
    let ann: Page;
    let otherTab: Page;
    let boris: Page;

    beforeAll(async () => {
      app = await startApp();
      browser = await launch(chromium);
      ann = await openAs(browser, app, await register(app, 'Ann'));
      boris = await openAs(browser, app, await register(app, 'Boris'));
      await write(ann, 'Who am I?');
      await stored(boris, 'Who am I?');
      otherTab = await ann.context().newPage();
      for (const tab of [ann, otherTab]) {
        await tab.goto(`${app.url}/settings`);
        await profile(tab).waitFor();
      }
    }, 90_000);
    afterAll(async () => {
      await browser.close();
      await app.stop();
    });

    const card = (): Locator => boris.getByRole('dialog');

    it('is changed in words, and whoever looks at it sees the new ones', async () => {
      await message(boris, 'Who am I?').getByRole('button', { name: 'Ann' }).click();
      await card().getByText('@Ann', { exact: true }).waitFor();
      expect(await card().locator('[data-status]').count()).toBe(0);
      await field(ann, 'Name').fill('Anna K.');
      await field(ann, 'Status').fill('On holiday ☀');
      await field(ann, 'About you').fill('I grow roses.\nMany of them.');
      await save(ann);
      await told(ann).waitFor();
      await card().getByText('Anna K.', { exact: true }).waitFor();
      expect(await card().locator('[data-status]').textContent()).toBe('On holiday ☀');
      await card().getByText('I grow roses. Many of them.').waitFor();
      await boris.keyboard.press('Escape');
      await gone(card());
      await message(boris, 'Who am I?').getByRole('button', { name: 'Anna K.' }).waitFor();
    }, 60_000);

    it('appears in the fields of another tab in which nothing was typed', async () => {
      expect(await field(otherTab, 'Name').inputValue()).toBe('Anna K.');
      expect(await field(otherTab, 'About you').inputValue()).toBe('I grow roses.\nMany of them.');
    });

    it('that was saved in another tab meanwhile is told, and what was typed stays', async () => {
      await field(ann, 'Status').fill('At the sea');
      await field(otherTab, 'Status').fill('In the hills');
      await field(otherTab, 'Name').fill('Anna');
      await save(otherTab);
      await told(otherTab).waitFor();
      await profile(ann).getByText('Saved meanwhile: In the hills').waitFor();
      expect(await field(ann, 'Status').inputValue()).toBe('At the sea');
      expect(await field(ann, 'Name').inputValue()).toBe('Anna');
      await save(ann);
      await profile(ann).getByRole('alert').filter({ hasText: 'It was changed in the meantime.' }).waitFor();
      expect(await field(ann, 'Status').inputValue()).toBe('At the sea');
      expect(await field(otherTab, 'Status').inputValue()).toBe('In the hills');
    }, 60_000);

    it('is saved as it was typed by whoever has seen that and saves again', async () => {
      await save(ann);
      await told(ann).waitFor();
      await gone(profile(ann).getByText('Saved meanwhile'));
      await until(async () => (await field(otherTab, 'Status').inputValue()) === 'At the sea');
      expect(await field(ann, 'Name').inputValue()).toBe('Anna');
    }, 60_000);

    it('that cannot be saved says why beside the field', async () => {
      await field(ann, 'Name').fill('   ');
      await save(ann);
      const wrong = profile(ann).locator('[name="displayName"][aria-invalid="true"]');
      await wrong.waitFor();
      expect(await wrong.inputValue()).toBe('   ');
      await field(ann, 'Name').fill('Anna');
      await field(ann, 'Status').fill('x'.repeat(101));
      expect(await profile(ann).getByRole('button', { name: 'Save' }).isDisabled()).toBe(true);
    }, 60_000);
  });
}
