import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { startApp, type TestApp } from '../support/app.js';
import { chatLink, gone, goTo, launch, openAs, stored, systemChromium, unreadOf } from '../support/browser.js';
import { directOf, generalOf, groupOf, type Person, register, say } from '../support/people.js';
import { until } from '../support/until.js';
import {
  click,
  countRings,
  lookAway,
  lookBack,
  pushed,
  rings,
  shown,
  switchOf,
  untilShown,
  workerOf,
} from './notifying.js';

const chromium = systemChromium();

if (chromium) {
  describe('whoever looks elsewhere', () => {
    let app: TestApp;
    let browser: Browser;
    let ann: Person;
    let boris: Person;
    let clara: Person;
    let team: string;
    let direct: string;
    /** Of Boris; so is the other tab. */
    let page: Page;
    let other: Page;

    beforeAll(async () => {
      app = await startApp();
      browser = await launch(chromium);
      [ann, boris, clara] = [await register(app, 'Ann'), await register(app, 'Boris'), await register(app, 'Clara')];
      team = await groupOf(clara, [boris], { name: 'Team' });
      direct = await directOf(ann, boris);
      page = await openAs(browser, app, boris);
      await page.context().grantPermissions(['notifications']);
      other = await page.context().newPage();
      await other.goto(app.url);
      await chatLink(other, 'General').waitFor();
    }, 90_000);
    afterAll(async () => {
      await browser.close();
      await app.stop();
    });

    const icon = () => page.locator('link[rel="icon"]').getAttribute('href');

    it('sees in the title how many messages are to them, and on the icon that something is unread', async () => {
      expect(await icon()).toBe('/favicon.svg');
      await say(clara, team, 'Nothing special');
      await unreadOf(page, 'Team').filter({ hasText: '1' }).waitFor();
      expect(await page.title()).toBe('General · Veche');
      expect(await icon()).toBe('/favicon-dot.svg');
      await say(clara, team, '@Boris, look');
      await say(ann, direct, 'And here');
      await unreadOf(page, 'Ann').filter({ hasText: '1' }).waitFor();
      await until(async () => (await page.title()) === '(2) General · Veche');
      for (const name of ['Team', 'Ann']) {
        await goTo(page, name);
        // It is read when it was looked at for a moment.
        await gone(unreadOf(page, name));
      }
      await until(async () => (await page.title()) === 'Ann · Veche');
      expect(await icon()).toBe('/favicon.svg');
    }, 60_000);

    it('is offered notifications after the first message that nobody saw, and never asked by the browser before', async () => {
      const fresh = await openAs(browser, app, boris);
      await fresh.evaluate("Object.defineProperty(Notification, 'permission', { get: () => 'default' })");
      await lookAway(fresh);
      await lookAway(page);
      await lookAway(other);
      await say(ann, direct, 'Not seen');
      await fresh.getByRole('button', { name: 'No, thanks' }).click();
      await say(ann, direct, 'Not seen either');
      await unreadOf(fresh, 'Ann').filter({ hasText: '2' }).waitFor();
      expect(await fresh.getByRole('button', { name: 'No, thanks' }).count()).toBe(0);
      await fresh.context().close();
    }, 60_000);

    it('gets none until they turn them on in the settings', async () => {
      expect(await shown(page)).toEqual([]);
      await lookBack(page);
      await page.goto(`${app.url}/settings`);
      await switchOf(page, 'Notifications on this device').click();
      await switchOf(page, 'Show the text').waitFor();
      expect(await switchOf(page, 'Notifications on this device').getAttribute('aria-checked')).toBe('true');
    }, 60_000);

    it('is told who says what, and where; of each chat the newest, and how many there are', async () => {
      await lookAway(page);
      await say(ann, direct, 'One');
      await say(ann, direct, `Two ${'words '.repeat(40)}`);
      await say(clara, team, 'Three');
      await untilShown(page, (all) => all.length === 2 && all.some(({ body }) => /^Two/.test(body)));
      const [first, second] = await shown(page);
      expect([first, second].map((one) => one?.title)).toEqual(['Ann · 2 new messages', 'Clara · Team']);
      expect(first?.body).toMatch(/^Two words .*…$/);
      expect(second).toMatchObject({ body: 'Three', tag: `channel:${team}` });
    }, 60_000);

    it('comes to the message by a click', async () => {
      await click(page, `channel:${team}`);
      for (const tab of [page, other]) {
        if (new URL(tab.url()).pathname === `/c/${team}`) await stored(tab, 'Three');
      }
      await until(() => Promise.resolve([page, other].some((tab) => tab.url().includes(`/c/${team}?message=`))));
      await untilShown(page, (all) => all.length === 1);
    }, 60_000);

    it('sees it go when the chat is read on another device', async () => {
      const phone = await openAs(browser, app, boris);
      await goTo(phone, 'Ann');
      await untilShown(page, (all) => all.length === 0);
      await phone.context().close();
    }, 60_000);

    it('hears one sound, from one tab, and none in quiet hours', async () => {
      await page.goto(app.url);
      await chatLink(page, 'Team').waitFor();
      for (const tab of [page, other]) {
        await tab.locator('body').click({ position: { x: 5, y: 5 } });
        await countRings(tab);
        await lookAway(tab);
      }
      const heard = async () => (await rings(page)) + (await rings(other));
      await say(ann, direct, 'Ring');
      await until(async () => (await heard()) > 0);
      await say(ann, direct, 'Again, at once');
      await unreadOf(page, 'Ann').filter({ hasText: '2' }).waitFor();
      expect(await heard()).toBe(1);
      const quiet = { from: '00:00', to: '23:59', timeZone: 'UTC' };
      await boris.put('/api/users/me/quiet-hours', quiet).expect(200);
      await untilShown(page, (all) => all.length > 0);
      await boris.put(`/api/channels/${direct}/read`, {
        seq: (await boris.get(`/api/channels/${direct}`)).body.lastSeq,
      });
      await untilShown(page, (all) => all.length === 0);
      await page.waitForTimeout(3_000);
      await say(ann, direct, 'Psst');
      await unreadOf(page, 'Ann').filter({ hasText: '1' }).waitFor();
      await page.waitForTimeout(500);
      expect([await heard(), await shown(page)]).toEqual([1, []]);
      await boris.delete('/api/users/me/quiet-hours').expect(204);
    }, 60_000);

    it('is not told by the system while another tab is looked at', async () => {
      await lookBack(other);
      await say(clara, team, 'Here');
      await unreadOf(page, 'Team').waitFor();
      await page.waitForTimeout(500);
      expect(await shown(page)).toEqual([]);
      await lookAway(other);
    }, 60_000);

    it('is told only who wrote, when they chose so', async () => {
      await page.goto(`${app.url}/settings`);
      await switchOf(page, 'Show the text').click();
      await lookAway(page);
      const general = await generalOf(ann);
      await say(ann, general.id, '@Boris a secret');
      await untilShown(page, (all) => all.length === 1);
      expect(await shown(page)).toMatchObject([{ title: 'Ann · General', body: 'New message' }]);
    }, 60_000);

    it('is told of a push by the worker alone', async () => {
      const worker = await workerOf(page);
      const message = { channelId: team, messageId: team, seq: 10_000, kind: 'mention', sender: 'Анна' };
      // One that cannot be shown does not keep back what comes after it.
      await worker.evaluate(`registration.showNotification = () => {
        delete registration.showNotification;
        return Promise.reject(new Error('No place'));
      }`);
      await pushed(page, { ...message, channelName: 'Team', text: 'Потеряно', language: 'ru' });
      await until(() => worker.evaluate("!Object.hasOwn(registration, 'showNotification')"));
      await pushed(page, { ...message, channelName: 'Team', text: 'Привет', language: 'ru' });
      await untilShown(page, (all) => all.some(({ title }) => title === 'Анна · Team'));
      await pushed(page, { ...message, channelName: '', text: null, language: 'ru' });
      await untilShown(page, (all) =>
        all.some(({ title, body }) => title === 'Анна · Общий' && body === 'Новое сообщение'),
      );
      expect(worker.url()).toBe(`${app.url}/sw.js`);
    }, 60_000);

    it('sees those that are shown go when they turn them off, and none until they turn them on again', async () => {
      await switchOf(page, 'Notifications on this device').click();
      await untilShown(page, (all) => all.length === 0);
      const general = await generalOf(ann);
      await say(ann, general.id, '@Boris in silence');
      await page.waitForTimeout(500);
      expect(await shown(page)).toEqual([]);
      await switchOf(page, 'Notifications on this device').click();
      await switchOf(page, 'Show the text').waitFor();
      await say(ann, general.id, '@Boris again');
      await untilShown(page, (all) => all.length === 1);
    }, 60_000);

    it('leaves nothing behind when they sign out', async () => {
      await page.getByRole('button', { name: 'Sign out' }).click();
      await page.locator('input[autocomplete="username"]').waitFor();
      await untilShown(page, (all) => all.length === 0);
      expect([await page.title(), await icon()]).toEqual(['Sign in to Veche', '/favicon.svg']);
      await gone(page.getByRole('navigation'));
    }, 60_000);
  });
}
