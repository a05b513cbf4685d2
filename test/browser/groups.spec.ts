import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Locator, Page } from 'playwright-core';
import { startApp, type TestApp } from '../support/app.js';
import {
  chatLink,
  contextOptions,
  gone,
  goTo,
  inMenu,
  launch,
  openAs,
  stored,
  systemChromium,
  write,
} from '../support/browser.js';
import { PASSWORD, register } from '../support/people.js';

const chromium = systemChromium();

const notice = (page: Page, text: string | RegExp): Locator =>
  page.locator('[data-notice]').filter({ hasText: text, visible: true });
const chatMenu = (page: Page, item: string): Promise<void> => inMenu(page, 'Menu of this chat', item);
const inDialog = (page: Page, button: string | RegExp): Locator =>
  page.getByRole('dialog').last().getByRole('button', { name: button });

async function createGroup(page: Page, name: string, visibility: 'Private' | 'Public', people: string[]) {
  await page.getByRole('button', { name: 'Create a group' }).click();
  await page.getByLabel('Name', { exact: true }).fill(name);
  await page.getByText(visibility, { exact: true }).click();
  for (const person of people) await inDialog(page, new RegExp(person)).click();
  await inDialog(page, 'Create a group').click();
  await page.getByRole('heading', { level: 1, name }).waitFor();
}

async function inviteLink(page: Page): Promise<string> {
  await chatMenu(page, 'Invitation links');
  await inDialog(page, 'Create a link').click();
  const link = await page.getByRole('textbox', { name: 'Invitation link' }).inputValue();
  await page.keyboard.press('Escape');
  await gone(page.getByRole('dialog'));
  return link;
}

if (chromium) {
  describe('a group', () => {
    let app: TestApp;
    let browser: Browser;
    let ann: Page;
    let boris: Page;
    let clara: Page;
    let link: string;

    beforeAll(async () => {
      app = await startApp();
      browser = await launch(chromium);
      const [a, b, c] = [await register(app, 'Ann'), await register(app, 'Boris'), await register(app, 'Clara')];
      ann = await openAs(browser, app, a);
      boris = await openAs(browser, app, b);
      clara = await openAs(browser, app, c);
    }, 90_000);
    afterAll(async () => {
      await browser.close();
      await app.stop();
    });

    it('is created with somebody in it, who sees it at once', async () => {
      await createGroup(ann, 'Garden', 'Private', ['Clara']);
      await notice(ann, 'Ann added Clara').waitFor();
      await goTo(clara, 'Garden');
      await write(ann, 'Who waters the roses?');
      await stored(clara, 'Who waters the roses?');
      expect(await chatLink(boris, 'Garden').count()).toBe(0);
    }, 60_000);

    it('is entered by a link, which shows what it leads to', async () => {
      link = await inviteLink(ann);
      await boris.goto(link);
      await boris.getByText('Garden', { exact: true }).waitFor();
      expect(boris.url()).toBe(`${app.url}/invite`);
      await boris.getByRole('button', { name: 'Join' }).click();
      await boris.getByRole('heading', { level: 1, name: 'Garden' }).waitFor();
      await stored(boris, 'Who waters the roses?');
      await notice(ann, 'Boris joined').waitFor();
    }, 60_000);

    it('waits with its invitation while somebody registers', async () => {
      const dora = await (
        await browser.newContext(contextOptions({ width: 390, colorScheme: 'light', locale: 'en-GB' }))
      ).newPage();
      await dora.goto(link);
      await dora.getByRole('link', { name: 'Create account' }).click();
      await dora.locator('input[autocomplete="username"]').fill('Dora');
      await dora.locator('input[autocomplete="new-password"]').fill(PASSWORD);
      await dora.locator('form button[type="submit"]').click();
      await dora.getByRole('button', { name: 'Join' }).click();
      await dora.getByRole('heading', { level: 1, name: 'Garden' }).waitFor();
      await notice(ann, 'Dora joined').waitFor();
      await dora.context().close();
    }, 60_000);

    it('is renamed for everybody who looks at it', async () => {
      await chatMenu(ann, 'Group settings');
      await ann.getByLabel('Name', { exact: true }).fill('Orchard');
      await inDialog(ann, 'Save').click();
      await boris.getByRole('heading', { level: 1, name: 'Orchard' }).waitFor();
      await chatLink(boris, 'Orchard').waitFor();
      await notice(boris, 'Ann renamed the group to “Orchard”').waitFor();
    }, 60_000);

    it('gets a moderator, who may remove others and is not offered more', async () => {
      await chatMenu(ann, 'Members');
      await inMenu(ann, 'Actions for Clara', 'Make a moderator');
      await ann.getByRole('dialog').getByRole('listitem').filter({ hasText: 'Clara' }).getByText('Moderator').waitFor();
      await ann.keyboard.press('Escape');
      await chatMenu(clara, 'Members');
      expect(await clara.getByRole('button', { name: 'Actions for Ann' }).count()).toBe(0);
      await clara.getByRole('button', { name: 'Actions for Boris' }).click();
      expect(await clara.getByRole('menuitem').filter({ visible: true }).allTextContents()).toEqual([
        'Remove from the group',
      ]);
      await clara.keyboard.press('Escape');
      await clara.keyboard.press('Escape');
      await gone(clara.getByRole('dialog'));
    }, 60_000);

    it('vanishes from the list of somebody who is removed, and what they were writing does not', async () => {
      await boris.getByRole('textbox').fill('Half a thought');
      await chatMenu(ann, 'Members');
      await inMenu(ann, 'Actions for Boris', 'Remove from the group');
      await inDialog(ann, 'Remove from the group').click();
      await gone(chatLink(boris, 'Orchard'));
      await boris.getByText('There is no such chat, or you are not in it.').waitFor();
      const left = boris.locator('section').filter({ hasText: 'You were writing this' });
      await left.getByText('Half a thought').waitFor();
      await left.getByRole('button', { name: 'Delete' }).click();
      await gone(left);
      await ann.keyboard.press('Escape');
      await notice(ann, 'Boris was removed by Ann').waitFor();
    }, 60_000);

    it('that is archived can be read, and says why nothing can be written', async () => {
      await chatMenu(ann, 'Group settings');
      await inDialog(ann, 'Archive the group').click();
      await clara.getByText('This group is archived. It can be read').waitFor();
      await notice(clara, 'Ann archived the group').waitFor();
      expect(await clara.getByRole('textbox').count()).toBe(0);
    }, 60_000);

    it('is left by somebody who asked to leave', async () => {
      await chatMenu(clara, 'Leave the group');
      await inDialog(clara, 'Leave').click();
      await gone(chatLink(clara, 'Orchard'));
      await clara.getByRole('heading', { level: 1, name: 'General' }).waitFor();
    }, 60_000);

    it('that is public is found by its name and joined', async () => {
      await createGroup(ann, 'Open field', 'Public', []);
      await boris.getByRole('button', { name: 'Public groups' }).click();
      await boris.getByRole('searchbox').fill('nowhere');
      await boris.getByText('No public groups were found.').waitFor();
      await boris.getByRole('searchbox').fill('FIELD');
      await boris.getByRole('button', { name: 'Join Open field' }).click();
      await boris.getByRole('heading', { level: 1, name: 'Open field' }).waitFor();
      await notice(ann, 'Boris joined').waitFor();
    }, 60_000);

    it('tells its owner who follows before they leave', async () => {
      await chatMenu(boris, 'Leave the group');
      await boris.getByRole('dialog').getByText('you can join it again').waitFor();
      expect(await boris.getByText('becomes its owner').count()).toBe(0);
      await inDialog(boris, 'Cancel').click();
      await chatMenu(ann, 'Leave the group');
      await ann.getByText('becomes its owner').waitFor();
      await inDialog(ann, 'Leave').click();
      await notice(boris, 'Boris is the owner now').waitFor();
    }, 60_000);
  });
}
