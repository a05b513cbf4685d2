import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { startApp, type TestApp } from '../support/app.js';
import { chatLink, goTo, gone, launch, openAs, stored, systemChromium, unreadOf, write } from '../support/browser.js';
import { register } from '../support/people.js';

const chromium = systemChromium();

if (chromium) {
  describe('a conversation of two', () => {
    let app: TestApp;
    let browser: Browser;
    let ann: Page;
    let boris: Page;
    let otherTab: Page;
    let clara: Page;

    beforeAll(async () => {
      app = await startApp();
      browser = await launch(chromium);
      const [a, b, c] = [await register(app, 'Ann'), await register(app, 'Boris'), await register(app, 'Clara')];
      ann = await openAs(browser, app, a);
      boris = await openAs(browser, app, b);
      clara = await openAs(browser, app, c);
      otherTab = await boris.context().newPage();
      await otherTab.goto(app.url);
      await chatLink(otherTab, 'General').waitFor();
    }, 90_000);
    afterAll(async () => {
      await browser.close();
      await app.stop();
    });

    it('is begun by choosing a person, who sees nothing of it yet', async () => {
      await ann.getByRole('button', { name: 'New direct message' }).click();
      await ann.getByRole('searchbox').fill('bor');
      await ann.getByRole('dialog').getByRole('button', { name: /Boris/ }).click();
      await ann.getByRole('heading', { level: 1, name: 'Boris' }).waitFor();
      await chatLink(ann, 'Boris').waitFor();
      expect(await chatLink(boris, 'Ann').count()).toBe(0);
    }, 60_000);

    it('appears with one unread message when something is said, in every tab', async () => {
      await write(ann, 'Only for you');
      for (const tab of [boris, otherTab]) await unreadOf(tab, 'Ann').filter({ hasText: '1' }).waitFor();
      expect(await boris.title()).toBe('(1) General · Veche');
    }, 60_000);

    it('counts as read once it is looked at, in the other tab too', async () => {
      await goTo(boris, 'Ann');
      await stored(boris, 'Only for you');
      for (const tab of [boris, otherTab]) await gone(unreadOf(tab, 'Ann'));
      expect(await chatLink(otherTab, 'Ann').count()).toBe(1);
    }, 60_000);

    it('is answered', async () => {
      await write(boris, 'And only for you');
      await stored(ann, 'And only for you');
    }, 60_000);

    it('is hidden from the list until something is said again', async () => {
      await boris.getByRole('button', { name: 'Menu of this chat' }).click();
      await boris.getByRole('menuitem', { name: 'Hide this conversation' }).click();
      for (const tab of [boris, otherTab]) await gone(chatLink(tab, 'Ann'));
      await write(ann, 'Are you there?');
      for (const tab of [boris, otherTab]) await unreadOf(tab, 'Ann').filter({ hasText: '1' }).waitFor();
    }, 60_000);

    it('with oneself is a place for notes', async () => {
      await clara.getByRole('button', { name: 'New direct message' }).click();
      await clara.getByRole('dialog').getByRole('button', { name: /Notes/ }).click();
      await clara.getByRole('heading', { level: 1, name: 'Notes' }).waitFor();
      await write(clara, 'Buy milk');
      await stored(clara, 'Buy milk');
    }, 60_000);

    it('is seen by nobody else', async () => {
      expect(await chatLink(clara, 'Ann').count()).toBe(0);
      expect(await chatLink(clara, 'Boris').count()).toBe(0);
      expect(await clara.getByText('Only for you').count()).toBe(0);
    });
  });
}
