import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import type { Browser, Locator, Page } from 'playwright-core';
import type { UploadView } from '../../src/contract/views.js';
import { startApp, type TestApp } from '../support/app.js';
import { gone, launch, message, openAs, stored, systemChromium } from '../support/browser.js';
import { fetched, seenPicture } from '../support/chosen-files.js';
import { generalOf, type Person, register } from '../support/people.js';
import { quartered } from '../support/pictures.js';
import { type Chosen, picture, show } from '../support/uploads.js';

const chromium = systemChromium();

const COLOURS = ['red', 'green', 'blue'];
const lightbox = (page: Page): Locator => page.getByRole('dialog');
const seen = (page: Page): Promise<string> => seenPicture(lightbox(page).locator('img'));
const tile = (page: Page, name: string): Locator => page.getByRole('article').getByRole('button', { name });
const isShown = (page: Page, name: string): Promise<void> => page.getByRole('dialog', { name, exact: true }).waitFor();

async function moving(): Promise<Chosen> {
  const bytes = await quartered({ width: 300, height: 200, frames: 3 }).gif({ delay: 100, loop: 0 }).toBuffer();
  return { name: 'moving.gif', bytes, mime: 'image/gif' };
}

/** A finger that goes so many pixels to the right, or to the left. */
async function swipe(page: Page, by: number): Promise<void> {
  const devtools = await page.context().newCDPSession(page);
  const at = (share: number) => [{ x: 195 + by * (share - 0.5), y: 400 }];
  await devtools.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: at(0) });
  for (const share of [0.25, 0.5, 0.75, 1]) {
    await devtools.send('Input.dispatchTouchEvent', { type: 'touchMove', touchPoints: at(share) });
  }
  await devtools.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
}

if (chromium) {
  describe('a picture in large', () => {
    let app: TestApp;
    let browser: Browser;
    let a: Person;
    let ann: Page;
    let uploads: UploadView[];

    beforeAll(async () => {
      app = await startApp();
      browser = await launch(chromium);
      a = await register(app, 'Ann');
      const { id } = await generalOf(a);
      const files = COLOURS.map(async (colour) => ({
        ...(await picture('png', 900, 600, colour)),
        name: `${colour}.png`,
      }));
      uploads = (await show(a, id, await Promise.all(files), 'Three of them')).uploads;
      uploads.push(...(await show(a, id, [await moving()], 'One that moves')).uploads);
      ann = await openAs(browser, app, a);
      await stored(ann, 'One that moves');
    }, 90_000);
    afterAll(async () => {
      await browser.close();
      await app.stop();
    });

    const urlOf = (name: string): string => `${app.url}${uploads.find((one) => one.name === name)?.url ?? 'nowhere'}`;
    const thumbnailOf = (name: string): string => `${urlOf(name)}/thumbnail`;

    it('is the one that was pressed, as it was sent and not as it is seen in small', async () => {
      expect(await seenPicture(tile(ann, 'green.png').locator('img'))).toBe(thumbnailOf('green.png'));
      await tile(ann, 'green.png').click();
      await isShown(ann, 'green.png');
      expect(await lightbox(ann).getByRole('status').textContent()).toBe('2 of 3');
      expect(await seen(ann)).toBe(urlOf('green.png'));
    }, 60_000);

    it('is followed by the others of its message, round and round, with keys and buttons', async () => {
      await ann.keyboard.press('ArrowRight');
      await isShown(ann, 'blue.png');
      expect(await seen(ann)).toBe(urlOf('blue.png'));
      await ann.keyboard.press('ArrowRight');
      await isShown(ann, 'red.png');
      expect(await lightbox(ann).getByRole('status').textContent()).toBe('1 of 3');
      await ann.keyboard.press('ArrowLeft');
      await isShown(ann, 'blue.png');
      await lightbox(ann).getByRole('button', { name: 'Next picture' }).click();
      await isShown(ann, 'red.png');
      await lightbox(ann).getByRole('button', { name: 'Previous picture' }).click();
      await isShown(ann, 'blue.png');
    }, 60_000);

    it('is downloaded as it was sent', async () => {
      const download = ann.waitForEvent('download');
      await lightbox(ann).getByRole('link', { name: 'Download' }).click();
      const got = await download;
      expect(got.suggestedFilename()).toBe('blue.png');
      expect(readFileSync(await got.path()).equals(await fetched(urlOf('blue.png'), a))).toBe(true);
    }, 60_000);

    it.each([
      ['Escape', (page: Page) => page.keyboard.press('Escape')],
      ['the button', (page: Page) => lightbox(page).getByRole('button', { name: 'Close' }).click()],
      ['a press beside it', (page: Page) => page.mouse.click(30, 700)],
    ])(
      'is closed with %s, and the focus is where it was opened',
      async (_with, close) => {
        if (!(await lightbox(ann).isVisible())) await tile(ann, 'green.png').click();
        await seen(ann);
        await close(ann);
        await gone(lightbox(ann));
        expect(await tile(ann, 'green.png').and(ann.locator(':focus')).count()).toBe(1);
      },
      60_000,
    );

    it('stays when it is pressed itself, and tells no number when it is the only one', async () => {
      await tile(ann, 'moving.webp').click();
      await lightbox(ann).locator('img').click();
      await isShown(ann, 'moving.webp');
      expect(await lightbox(ann).getByRole('status').textContent()).toBe('');
      expect(await lightbox(ann).getByRole('button', { name: 'Next picture' }).count()).toBe(0);
    }, 60_000);

    it('moves if it does, and stands still for people who asked for that until they let it play', async () => {
      expect(await seen(ann)).toBe(urlOf('moving.webp'));
      expect(await seenPicture(tile(ann, 'moving.webp').locator('img'))).toBe(urlOf('moving.webp'));
      expect(await lightbox(ann).getByRole('button', { name: 'Play' }).count()).toBe(0);
      await ann.emulateMedia({ reducedMotion: 'reduce' });
      const play = lightbox(ann).getByRole('button', { name: 'Play' });
      await play.waitFor();
      expect(await seen(ann)).toBe(thumbnailOf('moving.webp'));
      expect(await seenPicture(tile(ann, 'moving.webp').locator('img'))).toBe(thumbnailOf('moving.webp'));
      await play.click();
      await gone(play);
      expect(await seen(ann)).toBe(urlOf('moving.webp'));
      await ann.keyboard.press('Escape');
      await gone(lightbox(ann));
    }, 60_000);

    it('is turned over by a finger, which does not close it', async () => {
      const phone = await openAs(browser, app, a, { width: 390, colorScheme: 'light', locale: 'en-GB' });
      await message(phone, 'Three of them').waitFor();
      await tile(phone, 'red.png').tap();
      await seen(phone);
      await swipe(phone, -200);
      await isShown(phone, 'green.png');
      await swipe(phone, -200);
      await isShown(phone, 'blue.png');
      await swipe(phone, 200);
      await isShown(phone, 'green.png');
      await swipe(phone, 20);
      await isShown(phone, 'green.png');
      expect(await lightbox(phone).getByRole('status').textContent()).toBe('2 of 3');
      await phone.context().close();
    }, 60_000);
  });
}
