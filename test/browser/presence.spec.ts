import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { startApp, type TestApp } from '../support/app.js';
import {
  chatLink,
  contextOptions,
  goTo,
  gone,
  launch,
  openAs,
  stored,
  systemChromium,
  write,
} from '../support/browser.js';
import { register } from '../support/people.js';

const chromium = systemChromium();

const PHONE = { width: 390, colorScheme: 'light', locale: 'en-GB' } as const;

if (chromium) {
  describe('somebody at the other end', () => {
    let app: TestApp;
    let browser: Browser;
    let ann: Page;
    let boris: Page;
    let clara: Page;

    beforeAll(async () => {
      app = await startApp();
      browser = await launch(chromium);
      ann = await openAs(browser, app, await register(app, 'Ann'));
      boris = await openAs(browser, app, await register(app, 'Boris'));
      clara = await openAs(browser, app, await register(app, 'Clara'));
    }, 90_000);
    afterAll(async () => {
      await browser.close();
      await app.stop();
    });

    const line = (page: Page) => page.locator('[data-typing]');

    it('is seen typing while they type, and not after they sent it', async () => {
      await boris.getByRole('textbox').pressSequentially('I think');
      await line(ann).filter({ hasText: 'Boris is typing…' }).waitFor();
      await boris.getByRole('button', { name: 'Send' }).click();
      await stored(ann, 'I think');
      await line(ann).filter({ hasNotText: 'typing' }).waitFor();
    }, 60_000);

    it('is not the only one: two are named', async () => {
      // Whoever goes on is told of again after a while; a single word may pass unseen.
      const typing = Promise.all(
        [boris, clara].map((page) => page.getByRole('textbox').pressSequentially('Well, but then', { delay: 300 })),
      );
      await line(ann)
        .filter({ hasText: /^(Boris and Clara|Clara and Boris) are typing…$/ })
        .waitFor();
      await typing;
      await boris.getByRole('textbox').fill('');
      await line(ann).filter({ hasText: 'Clara is typing…' }).waitFor();
      await clara.getByRole('textbox').fill('');
      await line(ann).filter({ hasNotText: 'typing' }).waitFor();
    }, 60_000);

    it('is shown as being here, and as gone when they leave', async () => {
      await ann.getByRole('button', { name: 'New direct message' }).click();
      await ann.getByRole('dialog').getByRole('button', { name: /Boris/ }).click();
      await write(ann, 'Hello');
      await chatLink(ann, 'Boris').locator('[data-presence="online"]').waitFor();
      await ann.getByText('· online').waitFor();
      await goTo(boris, 'Ann');
      await boris.goto('about:blank');
      await gone(chatLink(ann, 'Boris').locator('[data-presence]'));
      await ann.getByText('· offline').waitFor();
    }, 90_000);

    it('is shown as being here on a phone too, where the list was never open', async () => {
      await boris.goto(app.url);
      const context = await browser.newContext({
        ...contextOptions(PHONE),
        storageState: await ann.context().storageState(),
      });
      const phone = await context.newPage();
      await phone.goto(ann.url());
      await phone.getByText('· online').waitFor();
      await context.close();
    }, 60_000);

    it('can wish not to be seen', async () => {
      await boris.goto(`${app.url}/settings`);
      await chatLink(ann, 'Boris').locator('[data-presence="online"]').waitFor();
      await boris.getByRole('switch', { name: 'Appear offline' }).click();
      await gone(chatLink(ann, 'Boris').locator('[data-presence]'));
      await boris.reload();
      const appearOffline = boris.getByRole('switch', { name: 'Appear offline', checked: true });
      await appearOffline.waitFor();
      expect(await chatLink(ann, 'Boris').locator('[data-presence]').count()).toBe(0);
      await appearOffline.click();
      await chatLink(ann, 'Boris').locator('[data-presence="online"]').waitFor();
    }, 90_000);
  });
}
