import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { startApp, type TestApp } from '../support/app.js';
import { chatLink, gone, goTo, launch, message, openAs, systemChromium } from '../support/browser.js';
import { groupOf, type Person, register, say } from '../support/people.js';

const chromium = systemChromium();

if (chromium) {
  describe('what is chosen in one tab', () => {
    let app: TestApp;
    let browser: Browser;
    let here: Page;
    let there: Page;
    beforeAll(async () => {
      app = await startApp();
      browser = await launch(chromium);
      here = await openAs(browser, app, await register(app));
      there = await here.context().newPage();
      for (const page of [here, there]) await page.goto(`${app.url}/settings`);
    }, 90_000);
    afterAll(async () => {
      await browser.close();
      await app.stop();
    });

    const choose = (name: string) => here.getByText(name, { exact: true }).click();

    it('as the theme is worn by the other', async () => {
      await choose('Dark');
      await there.locator('html[data-theme="dark"]').waitFor();
      await there.getByRole('radio', { name: 'Dark', checked: true }).waitFor();
    }, 60_000);

    it('as the language is spoken by the other', async () => {
      await choose('Русский');
      await there.getByRole('heading', { level: 1, name: 'Настройки' }).waitFor();
      await there.getByRole('radio', { name: 'Русский', checked: true }).waitFor();
    }, 60_000);
  });

  describe('what is chosen for this browser', () => {
    let app: TestApp;
    let browser: Browser;
    let a: Person;
    let b: Person;
    let team: string;
    let ann: Page;
    let boris: Page;
    beforeAll(async () => {
      app = await startApp();
      browser = await launch(chromium);
      [a, b] = [await register(app, 'Ann'), await register(app, 'Boris')];
      team = await groupOf(a, [b], { name: 'Team' });
      [ann, boris] = [await openAs(browser, app, a), await openAs(browser, app, b)];
    }, 90_000);
    afterAll(async () => {
      await browser.close();
      await app.stop();
    });

    const choose = async (name: string): Promise<void> => {
      await ann.goto(`${app.url}/settings`);
      await ann.getByRole('switch', { name }).click();
      await ann.goto(app.url);
    };

    it('a compact look has the same words in less room, also after a reload', async () => {
      const height = async () => (await chatLink(ann, 'Team').boundingBox())!.height;
      const before = await height();
      await ann.goto(`${app.url}/settings`);
      await ann.getByText('Compact', { exact: true }).click();
      await ann.reload();
      await ann.getByRole('radio', { name: 'Compact', checked: true }).waitFor();
      expect(await height()).toBeLessThan(before * 0.9);
    }, 60_000);

    it('a chat opens at the newest message instead of the first unread one', async () => {
      for (let i = 0; i < 60; i++) await say(b, team, `line ${i}.`);
      await goTo(ann, 'Team');
      await message(ann, 'line 0.').waitFor();
      await goTo(ann, 'General');
      for (let i = 60; i < 180; i++) await say(b, team, `line ${i}.`);
      await choose('Open chats at the newest message');
      await goTo(ann, 'Team');
      await message(ann, 'line 179.').waitFor();
      expect(await message(ann, 'line 60.').count()).toBe(0);
    }, 60_000);

    it('others are not told that I am typing', async () => {
      await goTo(boris, 'Team');
      const typing = boris.getByText('Ann is typing');
      await ann.getByRole('textbox').pressSequentially('Hm');
      await typing.waitFor();
      await ann.getByRole('textbox').fill('');
      await gone(typing);
      await choose('Show that I am typing');
      await goTo(ann, 'Team');
      await ann.getByRole('textbox').pressSequentially('Well, well');
      await boris.waitForTimeout(1_500);
      expect(await typing.count()).toBe(0);
    }, 60_000);

    it('what is unread further back than was fetched is counted, and done with at once', async () => {
      await goTo(ann, 'General');
      for (let i = 0; i < 260; i++) await say(b, team, `more ${i}.`);
      await ann.reload();
      await goTo(ann, 'Team');
      await ann.getByRole('button', { name: /^\d+ new messages since \d+:\d\d$/ }).waitFor();
      await ann.getByRole('textbox').fill('One more');
      await ann.getByRole('textbox').press('Enter');
      await ann.getByRole('button', { name: /^260 new messages since/ }).waitFor();
      await ann.getByRole('main').getByRole('button', { name: 'Mark as read' }).click();
      await gone(ann.getByRole('button', { name: /^\d+ new messages/ }));
    }, 60_000);
  });
}
