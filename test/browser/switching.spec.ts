import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Locator, Page } from 'playwright-core';
import { startApp, type TestApp } from '../support/app.js';
import {
  chatLink,
  gone,
  goTo,
  launch,
  message,
  openAs,
  stored,
  systemChromium,
  unreadOf,
  write,
} from '../support/browser.js';
import { groupOf, type Person, register, say } from '../support/people.js';
import { until } from '../support/until.js';

const chromium = systemChromium();
const LINES = 40;

if (chromium) {
  describe('from chat to chat', () => {
    let app: TestApp;
    let browser: Browser;
    let b: Person;
    let team: string;
    let ann: Page;
    let phone: Page;

    beforeAll(async () => {
      app = await startApp();
      browser = await launch(chromium);
      const a = await register(app, 'Ann');
      b = await register(app, 'Boris');
      for (const name of ['One', 'Two', 'Three', 'Four', 'Five']) await groupOf(a, [b], { name });
      team = await groupOf(a, [b], { name: 'Team' });
      for (let i = 1; i <= LINES; i++) await say(a, team, `line ${i}\nand a second one`);
      const zoe = await register(app, 'Zoë');
      await a.post(`/api/groups/${team}/members`, { userIds: [zoe.user.id] }).expect(204);
      await say(zoe, team, 'Here I am');
      ann = await openAs(browser, app, a);
      phone = await openAs(browser, app, zoe, { width: 390, colorScheme: 'light', locale: 'en-GB' });
    }, 90_000);
    afterAll(async () => {
      await browser.close();
      await app.stop();
    });

    const unreadLine = (page: Page): Locator => page.locator('[data-line="unread"]').filter({ visible: true });
    /** Longer than it takes to read what is on the screen. */
    const aMoment = (page: Page): Promise<void> => page.waitForTimeout(1_200);

    it('a timeline that is kept unseen reads nothing and announces nothing', async () => {
      await goTo(ann, 'Team');
      await stored(ann, `line ${LINES}`);
      await gone(unreadOf(ann, 'Team'));
      await goTo(ann, 'One');
      await say(b, team, 'Said meanwhile');
      await unreadOf(ann, 'Team').filter({ hasText: '1' }).waitFor();
      await aMoment(ann);
      expect(await unreadOf(ann, 'Team').textContent()).toContain('1');
      expect(await ann.getByRole('log').textContent()).not.toContain('Said meanwhile');
    }, 60_000);

    it('it is up to date when it is shown again, with a line above what is new', async () => {
      await goTo(ann, 'Team');
      await message(ann, 'Said meanwhile').waitFor();
      await unreadLine(ann).waitFor();
      expect(await unreadLine(ann).locator('xpath=following::article[1]').textContent()).toContain('Said meanwhile');
      await gone(unreadOf(ann, 'Team'));
      await goTo(ann, 'Two');
      await goTo(ann, 'Team');
      await message(ann, 'Said meanwhile').waitFor();
      await gone(unreadLine(ann));
    }, 60_000);

    it('it stands where it was left, also in the middle', async () => {
      await ann.getByRole('feed').evaluate((box) => box.parentElement!.scrollBy(0, -700));
      await aMoment(ann);
      const place = (): Promise<string> =>
        ann.getByRole('feed').evaluate((box) => {
          const { top } = box.parentElement!.getBoundingClientRect();
          const row = [...box.querySelectorAll('article')].find((one) => one.getBoundingClientRect().bottom > top);
          return `${row?.dataset['seq']} ${Math.round((row?.getBoundingClientRect().top ?? 0) - top)}`;
        });
      const before = await place();
      await goTo(ann, 'One');
      await goTo(ann, 'Team');
      await until(async () => (await place()) === before);
      await ann.getByRole('button', { name: 'To the newest' }).click();
      await message(ann, 'Said meanwhile').waitFor();
    }, 60_000);

    it('the tools of a row go with the pointer that has been there', async () => {
      await message(ann, 'Said meanwhile').hover();
      await ann.getByRole('toolbar').waitFor();
      await ann.keyboard.press('Alt+ArrowDown');
      await ann.getByRole('heading', { level: 1, name: 'Team' }).waitFor({ state: 'hidden' });
      await ann.mouse.move(5, 5);
      await goTo(ann, 'Team');
      await message(ann, 'Said meanwhile').waitFor();
      expect(await ann.getByRole('toolbar').count()).toBe(0);
    }, 60_000);

    it('only the last few are kept', async () => {
      for (const name of ['One', 'Two', 'Three', 'Four', 'Five']) {
        await goTo(ann, name);
        await write(ann, `Hello ${name}`);
        await stored(ann, `Hello ${name}`);
      }
      expect(
        await ann
          .locator('article')
          .filter({ hasText: /^.*Hello (One|Two|Three|Four|Five)/ })
          .count(),
      ).toBe(4);
    }, 60_000);

    it('what is said as soon as a chat is open is announced too', async () => {
      await goTo(ann, 'Team');
      await say(b, team, 'Said at once');
      await ann.getByRole('log').getByText('Said at once').waitFor({ state: 'attached' });
    }, 60_000);

    it('a phone reads nothing of the chat behind its list', async () => {
      const back = phone.getByRole('link', { name: 'Back to the list of chats' });
      await back.click();
      await goTo(phone, 'Team');
      await message(phone, 'Here I am').waitFor();
      await aMoment(phone);
      await back.click();
      await gone(unreadOf(phone, 'Team'));
      await say(b, team, 'Said to the list');
      await unreadOf(phone, 'Team').filter({ hasText: '1' }).waitFor();
      await aMoment(phone);
      expect(await unreadOf(phone, 'Team').textContent()).toContain('1');
      await chatLink(phone, 'Team').click();
      await message(phone, 'Said to the list').waitFor();
      await unreadLine(phone).waitFor();
      await aMoment(phone);
      await back.click();
      await gone(unreadOf(phone, 'Team'));
    }, 60_000);
  });
}
