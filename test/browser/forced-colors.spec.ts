import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Browser, Locator, Page } from 'playwright-core';
import { startApp, type TestApp } from '../support/app.js';
import { launch, openAs, screenshot, stored, systemChromium, unreadOf } from '../support/browser.js';
import { attachFiles, sendingSlowly } from '../support/chosen-files.js';
import { peopledWorld, type World } from './peopled-world.js';

const chromium = systemChromium();

interface Shown {
  parentElement: Shown | null;
}

/** Parts of the computed style, of an element and of those around it. */
const stylesOf = (target: Locator, name: string): Promise<string[]> =>
  target.first().evaluate((one: Shown, property) => {
    const { getComputedStyle } = globalThis as unknown as { getComputedStyle: (of: Shown) => Record<string, string> };
    const styles: string[] = [];
    for (let at: Shown | null = one; at; at = at.parentElement) styles.push(getComputedStyle(at)[property] ?? '');
    return styles;
  }, name);

const styleOf = async (target: Locator, name: string): Promise<string | undefined> => (await stylesOf(target, name))[0];

/** The colour that is seen behind: that of the nearest one which has any. */
const ground = async (target: Locator): Promise<string | undefined> =>
  (await stylesOf(target, 'backgroundColor')).find((colour) => !/^rgba.*, 0\)$/.test(colour));

if (chromium) {
  describe.each(['light', 'dark'] as const)('in the colours of the system, %s,', (colorScheme) => {
    let app: TestApp;
    let browser: Browser;
    let world: World;
    let page: Page;

    beforeAll(async () => {
      app = await startApp();
      browser = await launch(chromium);
      world = await peopledWorld(app, 'forced');
      page = await openAs(browser, app, world.me, { width: 1280, colorScheme, locale: 'en-GB' });
      await page.emulateMedia({ forcedColors: 'active', reducedMotion: 'reduce' });
    }, 60_000);
    beforeEach(async () => {
      await page.goto(`${app.url}/c/${world.group.id}`);
      await stored(page, 'И ещё 2');
    });
    afterAll(async () => {
      await browser.close();
      await app.stop();
    });

    const look = (name: string): Promise<void> => screenshot(page, `forced-${name}-${colorScheme}`);

    it('the open chat, what is unread, and a like of mine are told from the others', async () => {
      const links = page.getByRole('navigation').locator('li a');
      expect(await ground(links.and(page.locator('[aria-current]')))).not.toBe(
        await ground(links.and(page.locator(':not([aria-current])'))),
      );
      expect(await styleOf(unreadOf(page, 'Ann').first(), 'borderTopStyle')).toBe('solid');
      const like = (pressed: boolean): Locator => page.getByRole('article').getByRole('button', { pressed });
      expect(await ground(like(true))).not.toBe(await ground(like(false)));
      await look('chat');
    });

    it('the fields that are written in have an outline', async () => {
      await page.getByRole('textbox').focus();
      expect(await styleOf(page.getByRole('textbox'), 'outlineStyle')).toBe('solid');
      await look('field');
      await page.goto(`${app.url}/search`);
      await page.getByRole('searchbox').focus();
      expect(await styleOf(page.getByRole('searchbox'), 'outlineStyle')).toBe('solid');
      await look('search');
    });

    it('the option that Enter takes is told from the others', async () => {
      const option = (selected: boolean): Locator => page.getByRole('option', { selected });
      await page.getByRole('textbox').pressSequentially('@');
      expect(await ground(option(true))).not.toBe(await ground(option(false)));
      await look('names');
      await page.getByRole('textbox').fill('');
      await page.keyboard.press('Control+k');
      await page.getByRole('dialog').getByRole('option').nth(1).waitFor();
      expect(await ground(option(true))).not.toBe(await ground(option(false)));
      await look('switcher');
    });

    it('the chosen group of emojis is told from the others', async () => {
      await page.getByRole('button', { name: 'Insert an emoji' }).click();
      await page.getByRole('button', { name: 'grinning face', exact: true }).waitFor();
      const group = (checked: boolean): Locator => page.getByRole('radio', { checked }).locator('xpath=..');
      expect(await ground(group(true))).not.toBe(await ground(group(false)));
      await look('emojis');
    });

    it('what is chosen in the settings, and what is on, is told from the others', async () => {
      await page.goto(`${app.url}/settings`);
      const option = (name: string): Locator => page.locator('label').filter({ hasText: name });
      expect(await ground(option('English'))).not.toBe(await ground(option('Русский')));
      const inside = page.getByRole('switch', { name: 'Appear offline' }).locator('> span');
      const looks = async () => [await ground(inside), await ground(inside.locator('> span'))];
      const off = await looks();
      expect(off[1]).not.toBe(off[0]);
      await look('settings');
      await page.getByRole('switch', { name: 'Appear offline' }).click();
      await page.getByRole('switch', { name: 'Appear offline', checked: true }).waitFor();
      const on = await looks();
      expect(on[0]).not.toBe(off[0]);
      expect(on[1]).not.toBe(on[0]);
      await look('switched-on');
      await page.getByRole('switch', { name: 'Appear offline' }).click();
    });

    it('the bar of a file on its way is seen', async () => {
      await sendingSlowly(page, 100_000);
      await attachFiles(page, { name: 'long.bin', bytes: Buffer.alloc(2_000_000) });
      const bar = page.getByRole('progressbar');
      expect(await ground(bar.locator('> span'))).not.toBe(await ground(bar));
      await look('uploading');
      await page.getByRole('button', { name: 'Remove long.bin' }).click();
      await sendingSlowly(page);
    });
  });
}
