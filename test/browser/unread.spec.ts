import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import type { MyChannelView } from '../../src/contract/views.js';
import { startApp, type TestApp } from '../support/app.js';
import {
  chatLink,
  gone,
  goTo,
  launch,
  mentionsOf,
  message,
  onMessage,
  openAs,
  stored,
  systemChromium,
  unreadOf,
  write,
} from '../support/browser.js';
import { type Person, register, say } from '../support/people.js';

const chromium = systemChromium();

if (chromium) {
  describe('what is unread', () => {
    let app: TestApp;
    let browser: Browser;
    let a: Person;
    let team: MyChannelView;
    let ann: Page;
    let boris: Page;

    beforeAll(async () => {
      app = await startApp();
      browser = await launch(chromium);
      a = await register(app, 'Ann');
      const b = await register(app, 'Boris');
      const clara = await register(app, 'Clara');
      const group = { name: 'Team', userIds: [b.user.id, clara.user.id] };
      team = (await a.post('/api/groups', group).expect(201)).body as MyChannelView;
      ann = await openAs(browser, app, a);
      boris = await openAs(browser, app, b);
    }, 90_000);
    afterAll(async () => {
      await browser.close();
      await app.stop();
    });

    const line = (page: Page) => page.locator('[data-line="unread"]');

    it('is counted in the list, and what calls somebody is marked for them alone', async () => {
      await goTo(ann, 'Team');
      await write(ann, 'Good news');
      await unreadOf(boris, 'Team').filter({ hasText: '1' }).waitFor();
      expect(await mentionsOf(boris, 'Team').count()).toBe(0);
      // Chosen with the keys from the names that fit.
      await ann.getByRole('textbox').pressSequentially('Look, @bor');
      await ann.getByRole('option', { name: /Boris/ }).waitFor();
      await ann.keyboard.press('Enter');
      await ann.getByRole('textbox').pressSequentially('and @nobody');
      await ann.keyboard.press('Enter');
      await stored(ann, 'Look, @Boris and @nobody');
      await unreadOf(boris, 'Team').filter({ hasText: '2' }).waitFor();
      await mentionsOf(boris, 'Team').waitFor();
    }, 60_000);

    it('begins below a line, with the name of the reader set off', async () => {
      await goTo(boris, 'Team');
      await line(boris).waitFor();
      const below = line(boris).locator('xpath=following::article[1]');
      expect(await below.textContent()).toContain('Good news');
      expect(await message(boris, 'Look,').locator('[data-mention="me"]').allTextContents()).toEqual(['@Boris']);
      expect(await message(ann, 'Look,').locator('[data-mention="other"]').allTextContents()).toEqual(['@Boris']);
      await gone(unreadOf(boris, 'Team'));
      await gone(mentionsOf(boris, 'Team'));
    }, 60_000);

    it('is so again from a message on that is marked, until the chat is opened anew', async () => {
      await onMessage(boris, 'Look,', 'Mark unread from here');
      await unreadOf(boris, 'Team').filter({ hasText: '1' }).waitFor();
      // It stays so while nothing happens, though the message is on the screen.
      await boris.waitForTimeout(1_500);
      await unreadOf(boris, 'Team').filter({ hasText: '1' }).waitFor();
      await goTo(boris, 'General');
      await unreadOf(boris, 'Team').filter({ hasText: '1' }).waitFor();
      await goTo(boris, 'Team');
      await gone(unreadOf(boris, 'Team'));
    }, 60_000);

    it('is still counted, quietly, where one asked not to be told', async () => {
      await boris.getByRole('button', { name: 'Menu of this chat' }).click();
      await boris.getByRole('menuitemradio', { name: 'Nothing' }).click();
      await goTo(boris, 'General');
      await write(ann, 'Not so important');
      await unreadOf(boris, 'Team').filter({ hasText: '1' }).waitFor();
      expect(await unreadOf(boris, 'Team').getAttribute('class')).toContain('text-quiet');
      expect(await boris.title()).toBe('General · Veche');
      await chatLink(boris, 'Team').getByText('Notifications are off').waitFor({ state: 'attached' });
    }, 60_000);

    it('goes on counting past ninety-nine, and opens at its beginning', async () => {
      for (let i = 0; i < 120; i++) await say(a, team.id, `number ${i}`);
      await unreadOf(boris, 'Team').filter({ hasText: '99+' }).waitFor();
      await chatLink(boris, 'Team').click();
      await line(boris).waitFor();
      const below = line(boris).locator('xpath=following::article[1]');
      expect(await below.textContent()).toContain('Not so important');
      expect(await line(boris).isVisible()).toBe(true);
      await unreadOf(boris, 'Team').waitFor();
      await boris.getByRole('button', { name: /new/ }).click();
      await stored(boris, 'number 119');
      await gone(unreadOf(boris, 'Team'));
    }, 90_000);
  });
}
