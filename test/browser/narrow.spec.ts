import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { startApp, type TestApp } from '../support/app.js';
import { chatLink, gone, launch, openAs, rest, stored, systemChromium, unreadOf } from '../support/browser.js';
import { directOf, generalOf, type Person, register, say } from '../support/people.js';
import { until } from '../support/until.js';

const chromium = systemChromium();

if (chromium) {
  describe('on a narrow screen', () => {
    let app: TestApp;
    let browser: Browser;
    let ann: Person;
    let boris: Person;
    let page: Page;

    beforeAll(async () => {
      app = await startApp();
      browser = await launch(chromium);
      ann = await register(app, 'Ann');
      boris = await register(app, 'Boris');
      await say(boris, await directOf(boris, ann), 'Only for you');
      page = await openAs(browser, app, ann, { width: 390, colorScheme: 'light', locale: 'en-GB' });
    }, 90_000);
    afterAll(async () => {
      await browser.close();
      await app.stop();
    });

    it('whoever hides a conversation is at the list of chats, and has read nothing else', async () => {
      await page.goto(`${app.url}/channels`);
      await chatLink(page, 'Boris').click();
      await page.getByRole('heading', { level: 1, name: 'Boris' }).waitFor();
      await say(boris, (await generalOf(boris)).id, 'To everybody');
      await page.getByRole('button', { name: 'Menu of this chat' }).click();
      await page.getByRole('menuitem', { name: 'Hide this conversation' }).click();
      await gone(chatLink(page, 'Boris'));
      await unreadOf(page, 'General').filter({ hasText: '1' }).waitFor();
      expect(new URL(page.url()).pathname).toBe('/channels');
      await page.waitForTimeout(1_500);
      await unreadOf(page, 'General').filter({ hasText: '1' }).waitFor();
    }, 60_000);

    it('a bar leads from place to place, tells what is unread, and leaves a chat its room', async () => {
      const bar = page.getByRole('navigation', { name: 'Places' });
      await bar.getByRole('link', { name: 'People' }).tap();
      await page.getByRole('main').getByRole('button', { name: /Boris/ }).tap();
      await page.getByRole('dialog').getByText('@Boris').waitFor();
      await page.getByRole('dialog').getByRole('button', { name: 'Close' }).tap();
      await bar.getByRole('link', { name: /^Search/ }).tap();
      await page.getByRole('searchbox').waitFor();
      await bar.getByRole('link', { name: 'Settings' }).tap();
      await page.getByRole('heading', { level: 1, name: 'Settings' }).waitFor();
      await bar.getByRole('link', { name: /1 unread message/ }).tap();
      await chatLink(page, 'General').tap();
      await page.getByRole('textbox').waitFor();
      await gone(bar);
      await page.goBack();
      await bar.getByRole('link', { name: /Chats/ }).waitFor();
    }, 60_000);

    it('the arrow in a chat is a way back, and no way on', async () => {
      await page.goto(`${app.url}/people`);
      await page.getByRole('navigation', { name: 'Places' }).getByRole('link', { name: 'Chats' }).tap();
      await chatLink(page, 'General').tap();
      await page.getByRole('link', { name: 'Back to the list of chats' }).tap();
      await chatLink(page, 'General').waitFor();
      await page.goBack();
      await page.getByRole('heading', { level: 1, name: 'People' }).waitFor();
    }, 60_000);

    it('the arrow in a chat tells what is unread elsewhere', async () => {
      await page.goto(`${app.url}/c/${(await generalOf(boris)).id}`);
      await until(async () => (await generalOf(ann)).unread === 0);
      const back = page.getByRole('link', { name: 'Back to the list of chats' });
      await say(boris, await directOf(boris, ann), 'Where are you?');
      await page.getByRole('link', { name: /^Back to the list of chats \d unread messages?$/ }).waitFor();
      await back.tap();
      await chatLink(page, 'Boris').tap();
      await stored(page, 'Where are you?');
      await page.getByRole('link', { name: /chats$/ }).waitFor();
    }, 60_000);

    it('a low window has a way from everywhere too', async () => {
      await page.setViewportSize({ width: 667, height: 375 });
      await page.goto(`${app.url}/settings`);
      const bar = page.getByRole('navigation', { name: 'Places' });
      await bar.getByRole('link', { name: 'People' }).tap();
      await page.getByRole('heading', { level: 1, name: 'People' }).waitFor();
      await bar.getByRole('link', { name: 'Chats' }).tap();
      await chatLink(page, 'General').waitFor();
      await page.setViewportSize({ width: 390, height: 844 });
    }, 60_000);

    it('the menu of a chat does not outlive the list that it is in', async () => {
      await page.goto(`${app.url}/people`);
      await page.getByRole('navigation', { name: 'Places' }).getByRole('link', { name: 'Chats' }).tap();
      await rest(page, chatLink(page, 'General'));
      await page.getByRole('menu', { name: 'General' }).waitFor();
      await page.goBack();
      await page.getByRole('heading', { level: 1, name: 'People' }).waitFor();
      await until(async () => (await page.locator(':popover-open').count()) === 0, 'nothing is open');
      await page.goForward();
      await chatLink(page, 'General').waitFor();
      expect(await page.getByRole('menu').filter({ visible: true }).count()).toBe(0);
    }, 60_000);

    it('the list of chats tells that nothing arrives', async () => {
      await app.stop();
      const told = page.getByText('No connection').filter({ visible: true });
      await told.waitFor();
      await page.getByRole('navigation', { name: 'Places' }).getByRole('link', { name: 'People' }).tap();
      await page.getByRole('heading', { level: 1, name: 'People' }).waitFor();
      expect(await told.count()).toBe(1);
    }, 60_000);
  });
}
