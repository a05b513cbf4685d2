import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Locator, Page, Route } from 'playwright-core';
import { startApp, type TestApp } from '../support/app.js';
import { gone, launch, message, onMessage, openAs, stored, systemChromium, write } from '../support/browser.js';
import { attachFiles, carry, inTray, paste, ready, seenPicture } from '../support/chosen-files.js';
import { type Person, register } from '../support/people.js';
import { jpeg } from '../support/pictures.js';
import { noise } from '../support/samples.js';
import { type Chosen, text } from '../support/uploads.js';

const chromium = systemChromium();

async function photo(name: string, width = 600, height = 400): Promise<Chosen> {
  return { name, bytes: await jpeg({ width, height }), mime: 'image/jpeg' };
}

const pictures = (row: Locator): Locator => row.locator('button[data-upload]');
const newest = (page: Page): Locator => page.getByRole('article').last();
const heightOf = async (row: Locator): Promise<number> => (await row.boundingBox())!.height;

if (chromium) {
  describe('a file', () => {
    let app: TestApp;
    let browser: Browser;
    let b: Person;
    let ann: Page;
    let boris: Page;
    let folder: string;

    beforeAll(async () => {
      folder = mkdtempSync(join(tmpdir(), 'veche-hand-'));
      app = await startApp();
      browser = await launch(chromium);
      b = await register(app, 'Boris');
      ann = await openAs(browser, app, await register(app, 'Ann'));
      boris = await openAs(browser, app, b);
    }, 90_000);
    afterAll(async () => {
      await browser.close();
      await app.stop();
      rmSync(folder, { recursive: true });
    });

    const field = (): Locator => ann.getByRole('textbox');

    async function say(words: string, ...files: Chosen[]): Promise<void> {
      await attachFiles(ann, ...files);
      await ready(ann, files.length);
      await write(ann, words);
      await stored(boris, words);
    }

    it('that is pasted is sent without a word, and is quoted as what it is', async () => {
      await paste(field(), [await photo('image.jpg')]);
      await ready(ann, 1);
      await field().press('Enter');
      await seenPicture(pictures(newest(boris)).locator('img'));
      await newest(boris).hover();
      await newest(boris).getByRole('button', { name: 'More' }).click();
      await boris.getByRole('menuitem', { name: 'Reply' }).filter({ visible: true }).click();
      expect(await boris.locator('[data-banner]').textContent()).toBe('Reply to AnnPicture');
      await write(boris, 'How nice');
      await stored(ann, 'How nice');
      expect(await message(ann, 'How nice').locator('[data-quote]').textContent()).toContain('AnnPicture');
    }, 60_000);

    it('that is only the look of a pasted text is not attached', async () => {
      await paste(field(), [await photo('cells.jpg')], { 'text/plain': '1 2', 'text/html': '<b>1 2</b>' });
      expect(await inTray(ann).count()).toBe(0);
    }, 60_000);

    it('that is held above the messages is offered to be let go there, and is attached then', async () => {
      const path = join(folder, 'from the disk.txt');
      writeFileSync(path, 'carried here');
      const [feed, cover] = [ann.getByRole('feed'), ann.locator('[data-drop]')];
      await carry(feed, [path], 'dragEnter', 'dragOver');
      await cover.getByText('Drop files here to attach them to your message to General').waitFor();
      await carry(ann.getByRole('navigation'), [path], 'dragOver');
      await gone(cover);
      await carry(feed, [path], 'dragEnter', 'dragOver', 'drop');
      await gone(cover);
      await ready(ann, 1);
      expect(await inTray(ann).count()).toBe(1);
      await write(ann, 'Let go');
      await stored(boris, 'Let go');
      await message(boris, 'Let go').getByRole('link', { name: 'from the disk.txt' }).waitFor();
    }, 60_000);

    it('that is let go beside the messages is not opened in the place of the page', async () => {
      // Only a browser with a window would open it: what keeps it from that is seen instead.
      const opens = await ann.evaluate(`(() => {
        const dataTransfer = new DataTransfer();
        dataTransfer.items.add(new File(['x'], 'x.txt'));
        const how = { dataTransfer, bubbles: true, cancelable: true };
        const list = document.querySelector('nav');
        return ['dragover', 'drop'].map((type) => list.dispatchEvent(new DragEvent(type, how)));
      })()`);
      expect(opens).toEqual([false, false]);
      expect(await inTray(ann).count()).toBe(0);
    }, 60_000);

    it('is downloaded under its name, byte for byte', async () => {
      const name = 'Отчёт; "май", 100% готов.bin';
      const bytes = noise(70_000);
      await say('All of it', { name, bytes });
      const download = boris.waitForEvent('download');
      await message(boris, 'All of it')
        .getByRole('link', { name: /^Отчёт.* Download$/ })
        .click();
      const got = await download;
      expect(got.suggestedFilename().replaceAll('_', '"')).toBe(name);
      expect(readFileSync(await got.path()).equals(bytes)).toBe(true);
    }, 60_000);

    it('that is a picture has its room before it is there, so nothing moves when it comes', async () => {
      const held: Route[] = [];
      await boris.route('**/thumbnail', (route) => void held.push(route));
      await say('One', await photo('one.jpg', 1200, 500));
      await say('Three', await photo('a.jpg', 90, 300), await photo('b.jpg'), await photo('c.jpg', 20, 20));
      const rows = [message(boris, 'One'), message(boris, 'Three')];
      const before = await Promise.all(rows.map(heightOf));
      expect(Math.min(...before)).toBeGreaterThan(100);
      const isThere = pictures(rows[0]!)
        .locator('img')
        .evaluate(({ naturalWidth }: { naturalWidth: number }) => naturalWidth > 0);
      expect(await isThere).toBe(false);
      for (const route of held) await route.continue();
      await boris.unroute('**/thumbnail');
      for (const row of rows) await seenPicture(pictures(row).locator('img').last());
      expect(await Promise.all(rows.map(heightOf))).toEqual(before);
    }, 60_000);

    it('that is a picture and cannot be had is asked for again when the connection is back', async () => {
      await boris.route('**/thumbnail', (route) => route.abort());
      await say('Lost', await photo('lost.jpg', 600, 400));
      const picture = pictures(message(boris, 'Lost'));
      await picture.locator('svg').waitFor();
      await boris.unroute('**/thumbnail');
      await boris.context().setOffline(true);
      await boris.getByText('No connection').waitFor();
      await boris.context().setOffline(false);
      await seenPicture(picture.locator('img'));
      await gone(picture.locator('svg'));
    }, 60_000);

    it('is quoted by its name, and several by their number', async () => {
      for (const [names, line] of [
        [['list.txt'], 'File: list.txt'],
        [['a.txt', 'b.txt'], '2 files'],
      ] as const) {
        await attachFiles(ann, ...names.map((name) => text(name, name)));
        await field().press('Enter');
        await newest(boris).getByRole('link', { name: names[0] }).waitFor();
        await newest(boris).focus();
        await boris.keyboard.press('Enter');
        await boris.getByRole('menuitem', { name: 'Reply' }).filter({ visible: true }).click();
        await boris.locator('[data-banner]').getByText(line, { exact: true }).waitFor();
        await boris.keyboard.press('Escape');
        await gone(boris.locator('[data-banner]'));
      }
    }, 60_000);

    it('goes with its message, for everybody', async () => {
      await say('Not for long', await photo('secret.jpg'));
      const address = (await seenPicture(pictures(message(boris, 'Not for long')).locator('img'))).replace(app.url, '');
      await b.get(address).expect(200);
      await onMessage(ann, 'Not for long', 'Delete message');
      await ann.getByRole('dialog').getByRole('button', { name: 'Delete', exact: true }).click();
      for (const page of [ann, boris]) {
        await message(page, 'Message deleted').waitFor();
        await gone(message(page, 'Not for long'));
        expect(await pictures(message(page, 'Message deleted')).count()).toBe(0);
      }
      await b.get(address).expect(404);
    }, 60_000);
  });
}
