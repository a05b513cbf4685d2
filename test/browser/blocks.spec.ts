import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { startApp, type TestApp } from '../support/app.js';
import { chatLink, goTo, gone, launch, message, openAs, stored, systemChromium, write } from '../support/browser.js';
import { register } from '../support/people.js';

const chromium = systemChromium();

if (chromium) {
  describe('a blocked person', () => {
    let app: TestApp;
    let browser: Browser;
    let ann: Page;
    let boris: Page;

    beforeAll(async () => {
      app = await startApp();
      browser = await launch(chromium);
      ann = await openAs(browser, app, await register(app, 'Ann'));
      boris = await openAs(browser, app, await register(app, 'Boris'));
      await write(boris, 'Buy my book');
      await stored(ann, 'Buy my book');
      await ann.getByRole('button', { name: 'New direct message' }).click();
      await ann.getByRole('dialog').getByRole('button', { name: /Boris/ }).click();
      await write(ann, 'Please do not advertise here');
      await goTo(boris, 'Ann');
      await stored(boris, 'Please do not');
      await goTo(ann, 'General');
    }, 90_000);
    afterAll(async () => {
      await browser.close();
      await app.stop();
    });

    it('is not heard any more: what they say is folded up, and shown on request', async () => {
      await message(ann, 'Buy my book').getByRole('button', { name: 'Boris' }).click();
      await ann.getByRole('button', { name: 'Block', exact: true }).click();
      await ann.getByRole('dialog').last().getByRole('button', { name: 'Block', exact: true }).click();
      await ann.getByRole('button', { name: 'Unblock' }).waitFor();
      await ann.keyboard.press('Escape');
      const folded = message(ann, 'Message from a blocked person');
      await folded.waitFor();
      expect(await ann.getByText('Buy my book').count()).toBe(0);
      await folded.getByRole('button', { name: 'Show anyway' }).click();
      await message(ann, 'Buy my book').waitFor();
    }, 60_000);

    it('cannot write to the other directly, and is told that they cannot be reached', async () => {
      await write(boris, 'Why not?');
      await boris.getByText('Not sent. This person cannot be reached.').waitFor();
      await boris.getByRole('article').getByRole('button', { name: 'Delete' }).click();
      await gone(message(boris, 'Why not?'));
    }, 60_000);

    it('cannot be written to either, until the block is taken back', async () => {
      await goTo(ann, 'Boris');
      await ann.getByText('You blocked this person').waitFor();
      expect(await ann.getByRole('textbox').count()).toBe(0);
      await ann.goto(`${app.url}/settings`);
      await ann.getByRole('button', { name: 'Unblock Boris' }).click();
      await ann.getByText('You have not blocked anybody.').waitFor();
      await chatLink(ann, 'Boris').click();
      await write(ann, 'Once more, then');
      await stored(boris, 'Once more, then');
      await write(boris, 'Thank you');
      await stored(ann, 'Thank you');
    }, 60_000);
  });
}
