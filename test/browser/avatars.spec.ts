import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import sharp from 'sharp';
import type { Browser, Locator, Page } from 'playwright-core';
import type { UserView } from '../../src/contract/views.js';
import { startApp, type TestApp } from '../support/app.js';
import { goTo, gone, inMenu, launch, message, openAs, stored, systemChromium, write } from '../support/browser.js';
import { choosePicture, cornersAt, fetched, seenPicture } from '../support/chosen-files.js';
import { groupOf, myChannel, type Person, register } from '../support/people.js';
import { until } from '../support/until.js';
import { type Corner, jpeg } from '../support/pictures.js';
import { text } from '../support/uploads.js';

const chromium = systemChromium();

const wide = async () => ({ name: 'me.jpg', bytes: await jpeg({ width: 800, height: 400 }), mime: 'image/jpeg' });
const SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="90" height="60"><rect width="50" height="50"/></svg>';
const drawing = { ...text(SVG), name: 'drawing.svg', mime: 'image/svg+xml' };
const broken = { ...text('no picture at all'), name: 'broken.jpg', mime: 'image/jpeg' };

const crop = (page: Page): Locator => page.getByRole('dialog', { name: 'Choose what is shown' });
const part = (page: Page): Locator => crop(page).getByRole('group', { name: /^The part that is shown/ });
const profile = (page: Page): Locator => page.getByRole('region', { name: 'Profile' });

async function settings(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Settings' }).click();
  await profile(page).waitFor();
}

/** Presses it until nothing moves any more. */
async function toTheEnd(page: Page, key: string): Promise<void> {
  const place = () => crop(page).locator('img').getAttribute('style');
  for (let before; before !== (before = await place());) {
    for (let i = 0; i < 10; i++) await part(page).press(key);
  }
}

async function use(page: Page): Promise<void> {
  await crop(page).getByRole('button', { name: 'Use this picture' }).click();
  await gone(crop(page));
}

if (chromium) {
  describe('a picture of a person', () => {
    let app: TestApp;
    let browser: Browser;
    let a: Person;
    let ann: Page;
    let boris: Page;

    beforeAll(async () => {
      app = await startApp();
      browser = await launch(chromium);
      a = await register(app, 'Ann');
      ann = await openAs(browser, app, a);
      boris = await openAs(browser, app, await register(app, 'Boris'));
      await write(ann, 'Here I am');
      await stored(boris, 'Here I am');
      await settings(ann);
    }, 90_000);
    afterAll(async () => {
      await browser.close();
      await app.stop();
    });

    const ofAnn = (): Locator => message(boris, 'Here I am').locator('img');

    async function largest(): Promise<string> {
      const { avatarUrl } = (await a.get('/api/users/me')).body as UserView;
      return `${app.url}${avatarUrl ?? 'nowhere'}?size=512`;
    }

    const corners = async (): Promise<Corner[]> => cornersAt(await largest(), a);

    it('is drawn until one is chosen', async () => {
      expect(await ofAnn().count()).toBe(0);
      await message(boris, 'Here I am').getByText('A', { exact: true }).waitFor();
      expect(await profile(ann).getByRole('button', { name: 'Remove picture' }).count()).toBe(0);
    });

    it('is the part that was chosen with the keys, and everybody sees it at once', async () => {
      await choosePicture(ann, await wide());
      await part(ann).focus();
      await toTheEnd(ann, 'ArrowLeft');
      await use(ann);
      await profile(ann).getByRole('button', { name: 'Change picture' }).waitFor();
      expect(await seenPicture(ofAnn())).toContain('/api/');
      // The picture went to the left, so its right half is seen.
      expect(await corners()).toEqual(['green', 'green', 'yellow', 'yellow']);
    }, 60_000);

    it('is as large as was chosen with the slider, sharp and square', async () => {
      const before = await seenPicture(ofAnn());
      await choosePicture(ann, await wide());
      await crop(ann).getByRole('slider', { name: 'Zoom' }).fill('2');
      await part(ann).focus();
      for (const key of ['ArrowRight', 'ArrowUp']) await toTheEnd(ann, key);
      await use(ann);
      await until(async () => (await seenPicture(ofAnn())) !== before);
      expect(await corners()).toEqual(['blue', 'blue', 'blue', 'blue']);
      expect(await sharp(await fetched(await largest(), a)).metadata()).toMatchObject({ width: 512, height: 512 });
    }, 60_000);

    it('stays as it was when another one is not used after all', async () => {
      const before = await largest();
      await choosePicture(ann, await wide());
      await part(ann).waitFor();
      await ann.keyboard.press('Escape');
      await gone(crop(ann));
      expect(await largest()).toBe(before);
    }, 60_000);

    it('stays as it was when the file is no picture, which is said in words', async () => {
      const before = await largest();
      await choosePicture(ann, broken);
      await crop(ann).getByRole('alert').filter({ hasText: 'This picture cannot be read. Try another one.' }).waitFor();
      expect(await crop(ann).getByRole('button', { name: 'Use this picture' }).isDisabled()).toBe(true);
      await crop(ann).getByRole('button', { name: 'Cancel' }).click();
      await gone(crop(ann));
      expect(await largest()).toBe(before);
    }, 60_000);

    it('stays as it was when only the server cannot read the file, which is said in words too', async () => {
      const before = await largest();
      await choosePicture(ann, drawing);
      await crop(ann).getByRole('slider', { name: 'Zoom' }).waitFor();
      await crop(ann).getByRole('button', { name: 'Use this picture' }).click();
      await crop(ann).getByRole('alert').filter({ hasText: 'This picture cannot be read. Try another one.' }).waitFor();
      await ann.keyboard.press('Escape');
      await gone(crop(ann));
      expect(await largest()).toBe(before);
    }, 60_000);

    it('that is removed is the drawn one again, for everybody', async () => {
      await profile(ann).getByRole('button', { name: 'Remove picture' }).click();
      await gone(ofAnn());
      await message(boris, 'Here I am').getByText('A', { exact: true }).waitFor();
      await profile(ann).getByRole('button', { name: 'Choose picture' }).waitFor();
      expect(await ann.locator('main img').count()).toBe(0);
    }, 60_000);
  });

  describe('a picture of a group', () => {
    let app: TestApp;
    let browser: Browser;
    let owner: Person;
    let groupId: string;
    let ann: Page;
    let boris: Page;

    beforeAll(async () => {
      app = await startApp();
      browser = await launch(chromium);
      const [a, b] = [await register(app, 'Ann'), await register(app, 'Boris')];
      owner = a;
      groupId = await groupOf(a, [b], { name: 'Garden' });
      ann = await openAs(browser, app, a);
      boris = await openAs(browser, app, b);
      for (const page of [ann, boris]) await goTo(page, 'Garden');
    }, 90_000);
    afterAll(async () => {
      await browser.close();
      await app.stop();
    });

    const inList = (page: Page): Locator => page.getByRole('navigation').getByRole('link', { name: /Garden/ });

    it('is chosen by its owner and seen by its members', async () => {
      await inMenu(ann, 'Menu of this chat', 'Group settings');
      await choosePicture(ann, await wide());
      await crop(ann).getByRole('slider', { name: 'Zoom' }).waitFor();
      await use(ann);
      await ann.getByRole('dialog').getByRole('button', { name: 'Remove picture' }).waitFor();
      await seenPicture(inList(boris).locator('img'));
      await seenPicture(boris.locator('header:has(h1) img'));
      const { avatarUrl } = await myChannel(owner, groupId);
      expect(await cornersAt(`${app.url}${avatarUrl ?? ''}?size=512`, owner)).toEqual([
        'red',
        'green',
        'blue',
        'yellow',
      ]);
    }, 60_000);

    it('is not offered for changing to those who may not', async () => {
      await boris.getByRole('button', { name: 'Menu of this chat' }).click();
      await boris.getByRole('menuitem').filter({ visible: true }).first().waitFor();
      expect(await boris.getByRole('menuitem', { name: 'Group settings' }).count()).toBe(0);
      await boris.keyboard.press('Escape');
    }, 60_000);

    it('is taken away again', async () => {
      await ann.getByRole('dialog').getByRole('button', { name: 'Remove picture' }).click();
      await gone(inList(boris).locator('img'));
      expect((await myChannel(owner, groupId)).avatarUrl).toBe(null);
    }, 60_000);
  });
}
