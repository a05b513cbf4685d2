import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { startApp, type TestApp } from '../support/app.js';
import { chatLink, gone, goTo, launch, openAs, rest, systemChromium, unreadOf } from '../support/browser.js';
import { groupOf, type Person, register, say } from '../support/people.js';
import { until } from '../support/until.js';

const chromium = systemChromium();

if (chromium) {
  describe('the menu of a chat in the list', () => {
    let app: TestApp;
    let browser: Browser;
    let a: Person;
    let b: Person;
    let garden: string;
    let ann: Page;

    beforeAll(async () => {
      app = await startApp();
      browser = await launch(chromium);
      [a, b] = [await register(app, 'Ann'), await register(app, 'Boris')];
      garden = await groupOf(b, [a], { name: 'Garden' });
      await groupOf(b, [a], { name: 'Silence' });
      await say(b, garden, 'The roses are out');
      ann = await openAs(browser, app, a);
    }, 90_000);
    afterAll(async () => {
      await browser.close();
      await app.stop();
    });

    const items = (page: Page) => page.getByRole('menu').filter({ visible: true }).locator('button');
    const item = (page: Page, name: string) => items(page).filter({ hasText: name });

    it('opens by the right button, and reads the chat without going there', async () => {
      await unreadOf(ann, 'Garden').waitFor();
      await chatLink(ann, 'Garden').click({ button: 'right' });
      await item(ann, 'Mark as read').click();
      await gone(unreadOf(ann, 'Garden'));
      await ann.getByRole('heading', { level: 1, name: 'General' }).waitFor();
      await ann.reload();
      await chatLink(ann, 'Garden').waitFor();
      expect(await unreadOf(ann, 'Garden').count()).toBe(0);
    }, 60_000);

    it('opens by the key for menus, and gives the focus back to the chat', async () => {
      await chatLink(ann, 'Garden').focus();
      await ann.keyboard.press('ContextMenu');
      await item(ann, 'Mark as unread').and(ann.locator(':focus')).waitFor();
      await ann.keyboard.press('Escape');
      await gone(ann.getByRole('menu'));
      await chatLink(ann, 'Garden').and(ann.locator(':focus')).waitFor();
      await ann.keyboard.press('Shift+F10');
      await ann.keyboard.press('Enter');
      await unreadOf(ann, 'Garden').filter({ hasText: '1' }).waitFor();
    }, 60_000);

    it('has nothing to read where nothing was said, mutes, and takes a group away', async () => {
      await chatLink(ann, 'Silence').click({ button: 'right' });
      const levels = ['Every message✓', 'Only mentions of me', 'Nothing'];
      expect(await items(ann).allTextContents()).toEqual([
        'Members',
        'Search in this chat',
        ...levels,
        'Leave the group',
      ]);
      await item(ann, 'Nothing').click();
      await chatLink(ann, 'Silence').locator('[data-muted]').waitFor();
      await goTo(ann, 'Garden');
      await chatLink(ann, 'Silence').click({ button: 'right' });
      await item(ann, 'Leave').click();
      await ann.getByRole('dialog').getByRole('button', { name: 'Leave' }).click();
      await gone(chatLink(ann, 'Silence'));
      // Who is elsewhere stays there.
      await ann.getByRole('heading', { level: 1, name: 'Garden' }).waitFor();
    }, 60_000);

    it('goes with its chat when the list is put in another order, and with the chat when that is gone', async () => {
      const roof = await groupOf(b, [a], { name: 'Roof' });
      await say(b, roof, 'It leaks');
      await say(b, garden, 'It rains');
      const menu = ann.getByRole('menu', { name: 'Garden' });
      const apart = async (): Promise<number> => {
        const [row, box] = [(await chatLink(ann, 'Garden').boundingBox())!, (await menu.boundingBox())!];
        return Math.abs(box.y - row.y - row.height);
      };
      await chatLink(ann, 'Roof').waitFor();
      await until(
        async () => (await chatLink(ann, 'Garden').boundingBox())!.y < (await chatLink(ann, 'Roof').boundingBox())!.y,
      );
      await chatLink(ann, 'Garden').click({ button: 'right' });
      await menu.waitFor();
      const before = (await chatLink(ann, 'Garden').boundingBox())!.y;
      await say(b, roof, 'Still');
      await until(async () => (await chatLink(ann, 'Garden').boundingBox())!.y > before);
      await until(async () => (await apart()) < 8, 'the menu is below its chat');
      await ann.keyboard.press('Escape');

      await chatLink(ann, 'Roof').click({ button: 'right' });
      await ann.getByRole('menu', { name: 'Roof' }).waitFor();
      await b.delete(`/api/groups/${roof}/members/${a.user.id}`).expect(204);
      await gone(chatLink(ann, 'Roof'));
      await b.post(`/api/groups/${roof}/members`, { userIds: [a.user.id] });
      await chatLink(ann, 'Roof').waitFor();
      await ann.waitForTimeout(300);
      expect(await ann.getByRole('menu').filter({ visible: true }).count()).toBe(0);
    }, 60_000);

    it('leads to a search in that chat', async () => {
      await chatLink(ann, 'Garden').click({ button: 'right' });
      await item(ann, 'Search in this chat').click();
      await ann.getByRole('searchbox').and(ann.locator(':focus')).waitFor();
      await ann.keyboard.type('roses');
      await ann.locator('[data-hit]').getByText('The roses are out').waitFor();
      await ann.getByRole('button', { name: 'Look not only in Garden' }).waitFor();
    }, 60_000);

    it('opens under a finger that rests there, which does not open the chat', async () => {
      const phone = await openAs(browser, app, b, { width: 390, colorScheme: 'dark', locale: 'en-GB' });
      await say(a, garden, 'And the tulips');
      await phone.getByRole('link', { name: 'Back to the list of chats' }).tap();
      await unreadOf(phone, 'Garden').waitFor();
      await rest(phone, chatLink(phone, 'Garden'));
      await item(phone, 'Mark as read').tap();
      await gone(unreadOf(phone, 'Garden'));
      expect(new URL(phone.url()).pathname).toBe('/channels');
      await chatLink(phone, 'Garden').tap();
      await phone.getByRole('heading', { level: 1, name: 'Garden' }).waitFor();
      await phone.context().close();
    }, 60_000);
  });
}
