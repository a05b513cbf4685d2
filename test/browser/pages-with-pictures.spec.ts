import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Locator, Page } from 'playwright-core';
import { startApp, type TestApp } from '../support/app.js';
import { gone, launch, message, openAs, scrollTo, stored, systemChromium, write } from '../support/browser.js';
import { attachFiles, choosePicture, inTray, ready } from '../support/chosen-files.js';
import { until } from '../support/until.js';
import { text } from '../support/uploads.js';
import { close, listenTo, type Look, lookAt, press, screens } from './look.js';
import { picturedWorld, scene } from './pictured-world.js';

const chromium = systemChromium();

const UPLOADS = '**/api/channels/*/uploads';

interface Picture {
  loading: string;
  complete: boolean;
  naturalWidth: number;
}

/** Waits until all that is on the screen has its picture; which rows those are may change meanwhile. */
function allSeen(within: Locator): Promise<void> {
  const pictures = within.locator('img').filter({ visible: true });
  return until(() =>
    pictures.evaluateAll((all: Picture[]) => {
      for (const one of all) one.loading = 'eager';
      return all.every(({ complete, naturalWidth }) => complete && naturalWidth > 0);
    }),
  );
}

interface Box {
  width: number;
  height: number;
  bottom: number;
}

const boxesOf = (all: Locator): Promise<Box[]> =>
  all.evaluateAll((elements: { getBoundingClientRect: () => Box }[]) =>
    elements.map((one) => {
      const { width, height, bottom } = one.getBoundingClientRect();
      return { width, height, bottom };
    }),
  );

if (chromium) {
  describe('every page with pictures', () => {
    let app: TestApp;
    let browser: Browser;
    beforeAll(async () => {
      app = await startApp();
      browser = await launch(chromium);
    });
    afterAll(async () => {
      await browser.close();
      await app.stop();
    });

    it.each(screens)(
      'fits $width pixels, $colorScheme, $locale, and complains of nothing',
      async (screen) => {
        const { me, groupId } = await picturedWorld(app, `${screen.width}${screen.colorScheme}`);
        const page = await openAs(browser, app, me, screen);
        const heard = listenTo(page, app.url);
        const look = lookAt(page, screen);
        await page.goto(`${app.url}/c/${groupId}`);
        await stored(page, 'Спасибо');
        await conversation(page, look);
        await sending(page, look);
        await large(page, look);
        await dialogs(page, look);
        if (screen.width < 768) {
          await page.goto(`${app.url}/channels`);
          await allSeen(page.locator('body'));
          await look('list-with-pictures');
        }
        await page.goto(`${app.url}/settings`);
        await settings(page, look);
        // But for the file that was kept from arriving.
        expect(heard.filter((line) => !line.includes('net::ERR_FAILED'))).toEqual([]);
        await page.context().close();
      },
      120_000,
    );
  });
}

async function conversation(page: Page, look: Look): Promise<void> {
  await allSeen(page.locator('main'));
  await look('pictures-and-files');
  for (const [words, name] of [
    ['Розы', 'pictures'],
    ['Мелочи', 'pictures-many'],
    ['Вид с крыши', 'pictures-of-all-shapes'],
  ] as const) {
    await scrollTo(page, message(page, words));
    await allSeen(page.locator('main'));
    await look(name);
  }
  // Large enough for a finger, whatever shape they have.
  const sides = (await boxesOf(page.locator('button[data-upload]'))).flatMap(({ width, height }) => [width, height]);
  expect(Math.min(...sides)).toBeGreaterThanOrEqual(44);
  await page.getByRole('button', { name: /^(To the newest|К последним)$/ }).click();
  // A quote of one word has room for all of a short name.
  const cut = ({ scrollWidth, clientWidth }: { scrollWidth: number; clientWidth: number }) => scrollWidth > clientWidth;
  const quoted = page.locator('[data-quote] bdi');
  await scrollTo(page, quoted);
  expect(await quoted.evaluate(cut)).toBe(false);
}

async function sending(page: Page, look: Look): Promise<void> {
  await attachFiles(page, await scene('ещё один вид.jpg', 800, 600, 280), text('раз', 'список покупок.txt'));
  await ready(page, 2);
  await page.route(UPLOADS, (route) => route.abort());
  await attachFiles(page, text('два', 'не дойдёт.txt'));
  await inTray(page, 'failed').waitFor();
  await page.unroute(UPLOADS);
  await page.route(UPLOADS, () => undefined);
  await attachFiles(page, await scene('в пути.jpg', 500, 600, 80));
  await inTray(page, 'moving').waitFor();
  await allSeen(page.locator('form'));
  // There may not be room for all of them; the newest is seen.
  const [list, newest] = await boxesOf(page.locator('form ul, form li[data-upload]:last-child'));
  expect(newest?.bottom).toBeLessThanOrEqual((list?.bottom ?? 0) + 1);
  await look('tray');
  await write(page, 'Это ещё в пути');
  await page.locator('article[data-state="pending"]').waitFor();
  await look('departure');
  await press(page, /^(Cancel sending|Отменить отправку)$/);
  await gone(page.locator('article[data-state="pending"]'));
  await page.unroute(UPLOADS);
  for (let left = await inTray(page).count(); left > 0; left--) await press(page, /^(Remove|Убрать) /);
  await page.getByRole('textbox').fill('');
}

async function large(page: Page, look: Look): Promise<void> {
  const garden = page.getByRole('button', { name: 'сад-2.jpg' });
  await scrollTo(page, garden);
  await garden.last().click();
  await allSeen(page.getByRole('dialog'));
  await look('lightbox');
  await close(page);
  const plan = page.getByRole('button', { name: 'план.jpg' });
  await scrollTo(page, plan);
  await plan.click();
  await allSeen(page.getByRole('dialog'));
  await look('lightbox-one');
  await close(page);
}

async function dialogs(page: Page, look: Look): Promise<void> {
  const thanks = message(page, 'Спасибо').getByRole('button', { name: /^Ann/ });
  await scrollTo(page, thanks);
  await thanks.click();
  await page.getByRole('dialog').locator('[data-status]').waitFor();
  await allSeen(page.getByRole('dialog'));
  await look('person-with-picture');
  await close(page);
  await press(page, /^(Menu of this chat|Меню этого чата)$/);
  await page.getByRole('menuitem', { name: /^(Group settings|Настройки группы)$/ }).click();
  await page.getByRole('dialog').waitFor();
  await allSeen(page.getByRole('dialog'));
  await look('group-settings-with-picture');
  await close(page);
}

async function settings(page: Page, look: Look): Promise<void> {
  await page.getByRole('region', { name: /^(Profile|Профиль)$/ }).waitFor();
  await allSeen(page.locator('main'));
  await look('profile');
  await choosePicture(page, await scene('я.jpg', 1200, 700, 220));
  await page.getByRole('slider').fill('1.4');
  const [part] = await boxesOf(page.getByRole('dialog').getByRole('group'));
  expect(part?.width).toBeGreaterThan(240);
  await look('crop');
  await close(page);
}
