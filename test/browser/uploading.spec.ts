import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Dialog, Locator, Page, Route } from 'playwright-core';
import { LIMITS } from '../../src/contract/limits.js';
import { startApp, type TestApp } from '../support/app.js';
import { gone, launch, message, openAs, stored, systemChromium, write } from '../support/browser.js';
import { attachFiles, inTray, ready, sendingSlowly } from '../support/chosen-files.js';
import { register } from '../support/people.js';
import { noise } from '../support/samples.js';
import { until } from '../support/until.js';
import { type Chosen, picture, text } from '../support/uploads.js';

const chromium = systemChromium();

const UPLOADS = '**/api/channels/*/uploads';
const heavy = (name: string, length: number): Chosen => ({ name, bytes: noise(length) });

/** Somewhere between nothing and everything. */
async function onTheWay(bar: Locator): Promise<void> {
  await until(async () => {
    const percent = Number(await bar.getAttribute('aria-valuenow'));
    return percent > 0 && percent < 100;
  });
}

if (chromium) {
  describe('a file on its way', () => {
    let app: TestApp;
    let browser: Browser;
    let ann: Page;
    let boris: Page;

    beforeAll(async () => {
      app = await startApp();
      browser = await launch(chromium);
      ann = await openAs(browser, app, await register(app, 'Ann'));
      boris = await openAs(browser, app, await register(app, 'Boris'));
    }, 90_000);
    afterAll(async () => {
      await browser.close();
      await app.stop();
    });

    const field = (): Locator => ann.getByRole('textbox');
    const pending = (): Locator => ann.locator('article[data-state="pending"]');
    const toast = (words: string): Locator => ann.getByRole('alert').getByText(words);
    const uploading = (name: string): Locator => ann.getByRole('progressbar', { name: `Uploading ${name}` });

    it('shows how far it is, and can be taken out before it has arrived', async () => {
      const red = await picture('jpeg', 40, 30, '#e11');
      await sendingSlowly(ann, 200_000);
      await attachFiles(ann, { ...red, name: 'red.jpg' }, heavy('long.bin', 3_000_000), text(), heavy('more.bin', 9));
      expect(await ann.getByRole('list', { name: 'Attached files' }).getByRole('listitem').count()).toBe(4);
      await onTheWay(uploading('long.bin'));
      await ann.getByRole('button', { name: 'Remove long.bin' }).click();
      await gone(uploading('long.bin'));
      await sendingSlowly(ann);
      await ready(ann, 3);
      await ann.getByRole('status').filter({ hasText: 'is uploaded' }).waitFor({ state: 'attached' });
      await ann.getByRole('button', { name: 'Remove more.bin' }).click();
      await write(ann, 'What is left');
      await stored(boris, 'What is left');
      const names = message(boris, 'What is left').locator('[data-upload]');
      expect(
        await names.evaluateAll((all) =>
          all.map((one) => one.querySelector('[title]')?.getAttribute('title') ?? one.getAttribute('title')),
        ),
      ).toEqual(['red.jpg', 'notes.txt']);
      expect(await inTray(ann).count()).toBe(0);
    }, 60_000);

    it('may be sent before it has arrived: its message waits, shows how far it is, and arrives once', async () => {
      await sendingSlowly(ann, 200_000);
      await attachFiles(ann, heavy('slow.bin', 2_000_000));
      await write(ann, 'As soon as it is there');
      await pending().filter({ hasText: 'As soon as it is there' }).waitFor();
      await onTheWay(pending().getByRole('progressbar', { name: 'Uploading slow.bin' }));
      expect(await pending().textContent()).toMatch(/\d%/);
      expect(await message(boris, 'As soon as it is there').count()).toBe(0);
      // What is said after it does not wait for it.
      await write(ann, 'Meanwhile');
      await stored(boris, 'Meanwhile');
      await sendingSlowly(ann);
      await stored(boris, 'As soon as it is there');
      await gone(pending());
      for (const page of [ann, boris]) {
        expect(await message(page, 'As soon as it is there').count()).toBe(1);
        expect(await message(page, 'As soon as it is there').locator('a[data-upload]').count()).toBe(1);
      }
    }, 60_000);

    describe('that cannot get through', () => {
      const held: Route[] = [];

      /** Lets everything pass but what is named so. */
      const hold = (name: string) =>
        ann.route(UPLOADS, async (route) => {
          if (route.request().postDataBuffer()?.includes(name)) held.push(route);
          else await route.continue();
        });

      async function letThrough(): Promise<void> {
        for (const route of held.splice(0)) await route.continue().catch(() => undefined);
        await ann.unroute(UPLOADS);
      }

      it('goes back to where it was written, with its words and files, when the sending is cancelled', async () => {
        await hold('stuck.txt');
        await attachFiles(ann, text('first', 'there.txt'), text('second', 'stuck.txt'));
        await ready(ann, 1);
        await write(ann, 'Not yet after all');
        await pending().getByRole('button', { name: 'Cancel sending' }).click();
        await gone(pending());
        expect(await field().inputValue()).toBe('Not yet after all');
        await ann.getByRole('button', { name: 'Remove there.txt' }).waitFor();
        await ann.getByRole('button', { name: 'Remove stuck.txt' }).waitFor();
        await letThrough();
        await ready(ann, 2);
        await field().press('Enter');
        await stored(boris, 'Not yet after all');
        expect(await message(boris, 'Not yet after all').locator('[data-upload]').count()).toBe(2);
      }, 60_000);

      it('comes before what was begun meanwhile, when the sending is cancelled', async () => {
        await hold('stuck.txt');
        await attachFiles(ann, text('second', 'stuck.txt'));
        await write(ann, 'Given up');
        await field().fill('Something else');
        await pending().getByRole('button', { name: 'Cancel sending' }).click();
        await gone(pending());
        expect(await field().inputValue()).toBe('Given up\nSomething else');
        await ann.getByRole('button', { name: 'Remove stuck.txt' }).click();
        await letThrough();
        await field().fill('');
        expect(await message(boris, 'Given up').count()).toBe(0);
      }, 60_000);

      it('is tried again by hand once it has failed, and then arrives', async () => {
        await ann.route(UPLOADS, (route) => route.abort());
        await attachFiles(ann, text('at last', 'stubborn.txt'));
        await inTray(ann, 'failed').waitFor();
        expect(await inTray(ann, 'failed').textContent()).toContain('The server cannot be reached');
        await ann
          .getByRole('status')
          .filter({ hasText: 'stubborn.txt could not be uploaded' })
          .waitFor({ state: 'attached' });
        await ann.unroute(UPLOADS);
        await ann.getByRole('button', { name: 'Retry stubborn.txt' }).click();
        await ready(ann, 1);
        await write(ann, 'It took a while');
        await stored(boris, 'It took a while');
        await message(boris, 'It took a while')
          .getByRole('link', { name: /^stubborn\.txt/ })
          .waitFor();
      }, 60_000);

      it('keeps the page from being left without a question, and only so long', async () => {
        const tab = await ann.context().newPage();
        await tab.goto(app.url);
        await tab.route(UPLOADS, (route) => void held.push(route));
        await attachFiles(tab, text('half', 'half.txt'));
        await inTray(tab, 'moving').waitFor();
        const question = tab.waitForEvent('dialog');
        await tab.close({ runBeforeUnload: true });
        const asked: Dialog = await question;
        expect(asked.type()).toBe('beforeunload');
        await asked.dismiss();
        expect(tab.isClosed()).toBe(false);
        for (const route of held.splice(0)) await route.continue();
        await ready(tab, 1);
        const left = tab.waitForEvent('close');
        tab.on('dialog', (dialog) => void dialog.dismiss());
        await tab.close({ runBeforeUnload: true });
        await left;
      }, 60_000);
    });

    describe('that is not taken', () => {
      it('is named, and why: it is empty, or one too many', async () => {
        await attachFiles(ann, text('', 'nothing.txt'));
        await toast('nothing.txt is empty.').waitFor();
        const many = Array.from({ length: LIMITS.uploadsInMessage + 1 }, (_, i) => text(`${i}`, `${i}.txt`));
        await attachFiles(ann, ...many);
        await toast('10.txt is one too many: a message takes at most 10 files.').waitFor();
        expect(await inTray(ann).count()).toBe(LIMITS.uploadsInMessage);
        await ready(ann, LIMITS.uploadsInMessage);
        await write(ann, 'Ten of them');
        await stored(boris, 'Ten of them');
        expect(await message(boris, 'Ten of them').locator('[data-upload]').count()).toBe(10);
      }, 60_000);

      it('is named when it is larger than can be sent', async () => {
        const folder = mkdtempSync(join(tmpdir(), 'veche-large-'));
        const path = join(folder, 'film.mkv');
        writeFileSync(path, '');
        // It is full of nothing, and takes no room on the disk.
        truncateSync(path, LIMITS.uploadBytes + 1);
        await ann.locator('form input[type=file]').setInputFiles(path);
        await toast('film.mkv is larger than 100 MB.').waitFor();
        expect(await inTray(ann).count()).toBe(0);
        rmSync(folder, { recursive: true });
      }, 60_000);
    });
  });
}
