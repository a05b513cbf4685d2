import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { Clock } from '../../src/common/clock.js';
import { TokenSigner } from '../../src/auth/signed-token.js';
import { SecondFactor } from '../../src/auth/second-factor.entity.js';
import type { Config } from '../../src/config/config.js';
import { CONFIG } from '../../src/config/config.module.js';
import { WriteQueue } from '../../src/database/write-queue.js';
import { startApp, type TestApp } from '../support/app.js';
import { contextOptions, launch, openAs, systemChromium } from '../support/browser.js';
import { anAdministrator, PASSWORD, register } from '../support/people.js';
import { codeOf, turnOn } from '../support/second-factor.js';
import { close, listenTo, type Look, lookAt, screens } from './look.js';

const chromium = systemChromium();

/** Fills what asks for name and password, and sends it. */
async function signIn(page: Page, username: string): Promise<void> {
  await page.locator('input[autocomplete="username"]').fill(username);
  await page.locator('input[autocomplete="current-password"]').fill(PASSWORD);
  await page.locator('form button[type="submit"]').click();
}

const code = (page: Page) => page.locator('input[autocomplete="one-time-code"]');
const submit = (page: Page) => page.locator('form button[type="submit"]').last().click();
const chat = (page: Page) => page.getByRole('button', { name: /^(Send|Отправить)$/ }).waitFor();

if (chromium) {
  describe('a second factor', () => {
    let app: TestApp;
    let browser: Browser;
    /** Half minutes by which the server is ahead. */
    let ahead = 0;
    beforeAll(async () => {
      app = await startApp();
      app.nest.get(Clock).now = () => Date.now() + ahead * 30_000;
      browser = await launch(chromium);
    }, 60_000);
    afterEach(() => {
      ahead = 0;
    });
    afterAll(async () => {
      await browser.close();
      await app.stop();
    });

    it('is turned on with a code, signs in with a code and with a recovery code, each once, and is turned off', async () => {
      const page = await openAs(browser, app, await register(app, 'Ann'));
      const heard = listenTo(page, app.url);
      await page.goto(`${app.url}/settings`);
      await page.getByRole('button', { name: 'Turn on…' }).click();
      // What is asked first has the focus, as soon as the dialog is there.
      await page.locator('input[type="password"]:focus').waitFor();
      await page.keyboard.type(PASSWORD);
      await page.keyboard.press('Enter');
      await page.getByRole('img', { name: /QR/ }).waitFor();
      const secret = await page.getByLabel('Key', { exact: true }).inputValue();
      await code(page).and(page.locator(':focus')).waitFor();
      await page.keyboard.type('000000');
      await page.keyboard.press('Enter');
      await page.getByRole('dialog').getByRole('alert').waitFor();
      await code(page).fill(codeOf(secret));
      await page.keyboard.press('Enter');
      const dialog = page.getByRole('dialog', { name: 'Keep these codes' });
      await dialog.getByRole('listitem').nth(9).waitFor();
      const codes = await dialog.getByRole('listitem').allTextContents();
      const download = page.waitForEvent('download');
      await dialog.getByRole('link', { name: 'Download' }).click();
      expect(readFileSync(await (await download).path(), 'utf8')).toContain(codes.join('\n'));
      await dialog.getByRole('button', { name: 'Copy' }).click();
      await dialog.getByRole('button', { name: 'Copied' }).waitFor();
      await dialog.getByRole('button', { name: 'Done' }).click();
      await page.getByText('10 recovery codes are left.').waitFor();

      const signOut = async () => {
        await page.goto(`${app.url}/settings`);
        await page.getByRole('button', { name: 'Sign out', exact: true }).click();
        await page.getByLabel('Username').waitFor();
      };
      const next = codeOf(secret, 1);
      for (const [used, fresh] of [
        ['111111', `${next.slice(0, 3)} ${next.slice(3)}`],
        [next, codes[0]!],
        [codes[0]!, codes[1]!],
      ] as const) {
        await signOut();
        await signIn(page, 'Ann');
        await code(page).fill(used);
        await submit(page);
        await page.getByRole('alert').waitFor();
        await code(page).fill(fresh);
        await submit(page);
        await chat(page);
      }

      ahead = 2;
      await page.goto(`${app.url}/settings`);
      await page.getByText('8 recovery codes are left.').waitFor();
      await page.getByRole('button', { name: 'Turn off…' }).click();
      await page.getByRole('dialog').getByLabel('Current password').fill(PASSWORD);
      await code(page).fill(codeOf(secret, 2));
      await page.getByRole('dialog').getByRole('button', { name: 'Turn off' }).click();
      await page.getByRole('button', { name: 'Turn on…' }).waitFor();
      await signOut();
      await signIn(page, 'Ann');
      await chat(page);
      // What was refused is told by browsers themselves.
      expect(heard.filter((line) => !/status of 40[13]/.test(line))).toEqual([]);
    }, 120_000);

    it('that was lost is taken away by the link of the operator, with the password alone', async () => {
      const boris = await register(app, 'Boris');
      await turnOn(boris);
      const { dataDir } = app.nest.get<Config>(CONFIG);
      const { secret } = await app.nest
        .get(WriteQueue)
        .run(({ manager }) => manager.findOneByOrFail(SecondFactor, { userId: boris.user.id }));
      const token = new TokenSigner(dataDir).sign('second factor', boris.user.id, secret, Date.now());
      const page = await (await browser.newContext()).newPage();
      await page.goto(`${app.url}/second-factor#token=${token}`);
      await page.getByLabel('Username').waitFor();
      expect(page.url()).toBe(`${app.url}/second-factor`);
      await signIn(page, 'Boris');
      await chat(page);
      expect((await boris.get('/api/auth/session')).status).toBe(401);
    }, 60_000);

    it('opens the panel to an administrator together with the password', async () => {
      const root = await anAdministrator(app);
      const { secret } = await turnOn(root);
      const page = await openAs(browser, app, root);
      await page.goto(`${app.url}/admin`);
      await page.getByLabel('Password').fill(PASSWORD);
      await page.getByLabel('Code').fill('000000');
      await page.getByRole('button', { name: 'Confirm' }).click();
      await page.getByRole('alert').waitFor();
      await page.getByLabel('Password').fill(PASSWORD);
      await page.getByLabel('Code').fill(codeOf(secret, 1));
      await page.getByRole('button', { name: 'Confirm' }).click();
      await page.getByRole('heading', { name: 'Overview' }).waitFor();
    }, 60_000);

    it.each(screens)(
      'fits $width pixels, $colorScheme, $locale',
      async (screen) => {
        const name = `Имя-${screen.width}-${screen.colorScheme}`;
        const page = await openAs(browser, app, await register(app, name), screen);
        const look: Look = lookAt(page, screen);
        const press = (text: RegExp) => page.getByRole('button', { name: text }).click();
        await page.goto(`${app.url}/settings`);
        await press(/^(Turn on|Включить)…$/);
        await page.getByRole('dialog').waitFor();
        await look('second-factor-password');
        await page.keyboard.type(PASSWORD);
        await page.keyboard.press('Enter');
        await page.getByRole('img', { name: /QR/ }).waitFor();
        const secret = await page.getByRole('dialog').locator('input[readonly]').inputValue();
        const toApp = page.locator('a[href^="otpauth://totp/"]');
        expect(await toApp.isVisible()).toBe(screen.width < 768);
        await look('second-factor-secret');
        await code(page).fill('000000');
        await page.keyboard.press('Enter');
        await page.getByRole('dialog').getByRole('alert').waitFor();
        await look('second-factor-wrong');
        await code(page).fill(codeOf(secret));
        await page.keyboard.press('Enter');
        await page.getByRole('dialog').getByRole('listitem').nth(9).waitFor();
        await look('recovery-codes');
        await close(page);
        const off = page.getByRole('button', { name: /^(Turn off|Выключить)…$/ });
        await off.scrollIntoViewIfNeeded();
        await look('second-factor-on');
        await off.click();
        await page.getByRole('dialog').waitFor();
        await look('second-factor-off');
        await close(page);
        await press(/^(Sign out|Выйти)$/);
        await signIn(page, name);
        await code(page).waitFor();
        await look('sign-in-code');
        await code(page).fill('000000');
        await submit(page);
        await page.getByRole('alert').waitFor();
        await look('sign-in-wrong-code');
        await page.goto(`${app.url}/second-factor#token=guessed`);
        await page.locator('input[autocomplete="username"]').waitFor();
        await look('second-factor-lost');
        await page.context().close();
      },
      60_000,
    );

    it.each(screens)(
      'the way to the panel fits $width pixels, $colorScheme, $locale',
      async (screen) => {
        const strict = await startApp({ ADMIN_SECOND_FACTOR: 'required' });
        const root = await anAdministrator(strict);
        const page = await (await browser.newContext(contextOptions(screen))).newPage();
        const [cookie = '', value = ''] = root.cookie.split(/=(.*)/s);
        await page.context().addCookies([{ name: cookie, value, url: strict.url }]);
        await page.goto(`${strict.url}/admin`);
        await page.locator('a[href="/settings"]').waitFor();
        await lookAt(page, screen)('admin-second-factor-missing');
        await turnOn(root);
        await page.goto(`${strict.url}/admin`);
        await code(page).waitFor();
        await lookAt(page, screen)('admin-confirm-code');
        await page.context().close();
        await strict.stop();
      },
      60_000,
    );
  });
}
