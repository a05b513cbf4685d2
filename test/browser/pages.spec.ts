import { afterAll, beforeAll, describe, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { startApp, type TestApp } from '../support/app.js';
import {
  contextOptions,
  launch,
  message,
  openAs,
  registerInBrowser,
  stored,
  systemChromium,
  write,
} from '../support/browser.js';
import { register } from '../support/people.js';
import { close, type Look, lookAt, press, screens } from './look.js';
import { peopledWorld } from './peopled-world.js';

const chromium = systemChromium();

const LONG = `${'слово '.repeat(40)}https://example.org/${'x'.repeat(200)} ${'w'.repeat(300)} نص عربي`;

async function openMenuOf(page: Page, text: string, touch: boolean): Promise<void> {
  const row = message(page, text).last();
  if (touch) {
    const box = (await row.boundingBox())!;
    const at = { x: box.x + 80, y: box.y + box.height / 2, pointerType: 'touch', bubbles: true };
    const text = row.locator('[id$="-text"]');
    await text.dispatchEvent('pointerdown', { ...at, clientX: at.x, clientY: at.y });
    await page.waitForTimeout(600);
    await text.dispatchEvent('pointerup', at);
  } else {
    await row.hover();
    await row.getByRole('button', { name: /^(More|Ещё)$/ }).click();
  }
  await page.getByRole('menuitem').filter({ visible: true }).first().waitFor();
}

if (chromium) {
  describe('every page', () => {
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
      'before and around the chat fits $width pixels, $colorScheme, $locale',
      async (screen) => {
        const page = await (await browser.newContext(contextOptions(screen))).newPage();
        const look = lookAt(page, screen);
        await page.goto(`${app.url}/login`);
        await page.locator('input[autocomplete="username"]').fill('nobody');
        await page.locator('input[autocomplete="current-password"]').fill('not the password');
        await page.locator('form button[type="submit"]').click();
        await page.getByRole('alert').waitFor();
        await look('login-refused');
        await page.goto(`${app.url}/register`);
        await page.getByRole('heading', { level: 1 }).waitFor();
        await page.locator('form button[type="submit"]').click();
        await page.locator('[aria-invalid="true"]').first().waitFor();
        await look('register-refused');
        await page.goto(`${app.url}/reset#token=guessed`);
        await page.locator('input[autocomplete="new-password"]').fill('long enough to be one');
        await page.locator('form button[type="submit"]').click();
        await page.getByRole('alert').waitFor();
        await look('reset-refused');
        await page.goto(`${app.url}/invite#something`);
        await page.getByRole('heading', { level: 1 }).waitFor();
        await look('invite-guest');
        await page.evaluate('sessionStorage.clear()');
        await registerInBrowser(page, app.url, `Имя-${screen.width}-${screen.colorScheme}`);
        await write(page, LONG);
        await stored(page, 'نص عربي');
        await look('long-message');
        await page.goto(`${app.url}/settings`);
        await page.getByRole('heading', { level: 1 }).waitFor();
        await look('settings');
        await page.context().close();
      },
      60_000,
    );

    it.each(screens)(
      'of the chats fits $width pixels, $colorScheme, $locale',
      async (screen) => {
        const { me, direct, group, token } = await peopledWorld(app, `${screen.width}${screen.colorScheme}`);
        const page = await openAs(browser, app, me, screen);
        const look = lookAt(page, screen);
        await page.goto(`${app.url}/channels`);
        await page.getByRole('navigation').getByRole('link').nth(3).waitFor();
        await look('list');
        await page.goto(`${app.url}/people`);
        await page.getByRole('main').getByRole('listitem').nth(2).waitFor();
        await look('people');
        await page.goto(`${app.url}/c/${direct.id}`);
        await stored(page, 'Ты идёшь?');
        await page.getByRole('heading', { level: 1, name: /^Ann-/ }).waitFor();
        await look('direct');
        await page.goto(`${app.url}/c/${group.id}`);
        await stored(page, 'И ещё 2');
        await page.locator('[data-emoji="🎉"]').waitFor();
        await look('group');
        await chatDialogs(page, look);
        await messageDialogs(page, look, screen.width < 768);
        if (screen.width < 768) await page.goto(`${app.url}/channels`);
        await listDialogs(page, look);
        const guest = await openAs(browser, app, await register(app), screen);
        await guest.goto(`${app.url}/invite#${token}`);
        await guest.getByRole('button', { name: /^(Join|Вступить)$/ }).waitFor();
        await lookAt(guest, screen)('invite');
        await guest.context().close();
        await page.context().close();
      },
      120_000,
    );
  });
}

async function chatDialogs(page: Page, look: Look): Promise<void> {
  const menu = async (item: RegExp) => {
    await press(page, /^(Menu of this chat|Меню этого чата)$/);
    await page.getByRole('menuitem', { name: item }).click();
  };
  await press(page, /^(Menu of this chat|Меню этого чата)$/);
  await page.getByRole('menuitemradio').first().waitFor();
  await look('chat-menu');
  await page.keyboard.press('Escape');
  await menu(/^(Members|Участники)$/);
  await page.getByRole('dialog').getByRole('listitem').nth(2).waitFor();
  await look('members');
  await page.getByRole('dialog').getByText('Ann-').first().click();
  await page.getByRole('button', { name: /^(Block|Заблокировать)$/ }).waitFor();
  await look('person');
  await page.keyboard.press('Escape');
  await close(page);
  await menu(/^(Group settings|Настройки группы)$/);
  await look('group-settings');
  await close(page);
  await menu(/^(Invitation links|Ссылки-приглашения)$/);
  await press(page, /^(Create a link|Создать ссылку)$/);
  await page.locator('dialog input[readonly]').waitFor();
  await look('invites');
  await close(page);
}

async function messageDialogs(page: Page, look: Look, touch: boolean): Promise<void> {
  await openMenuOf(page, 'Спасибо', touch);
  await look('message-menu');
  await page.getByRole('menuitem', { name: /^(Delete message|Удалить сообщение)$/ }).click();
  await look('confirm');
  await close(page);
  await openMenuOf(page, 'Я поливаю', touch);
  await page.getByRole('menuitem', { name: /^(Add a reaction|Поставить реакцию)$/ }).click();
  await look('emoji');
  await close(page);
  await page
    .getByRole('button', { name: /^(Who reacted|Кто отреагировал)$/ })
    .last()
    .click();
  await page.getByRole('dialog').getByRole('listitem').first().waitFor();
  await look('who-liked');
  await close(page);
  await openMenuOf(page, 'Я поливаю', touch);
  await page.getByRole('menuitem', { name: /^(Reply|Ответить)$/ }).click();
  await page.getByRole('textbox').pressSequentially('@');
  await page.getByRole('option').first().waitFor();
  await look('reply-and-names');
  await page.getByRole('textbox').fill('');
  await page.getByRole('textbox').press('ArrowUp');
  await page.locator('[data-banner]').waitFor();
  await look('edit');
  await page.getByRole('textbox').press('Escape');
}

async function listDialogs(page: Page, look: Look): Promise<void> {
  await press(page, /^(New direct message|Новый диалог)$/);
  await page.getByRole('dialog').getByRole('listitem').nth(1).waitFor();
  await look('new-direct');
  await close(page);
  await press(page, /^(Create a group|Создать группу)$/);
  await page.getByRole('dialog').getByRole('listitem').nth(1).waitFor();
  await look('create-group');
  await close(page);
  await press(page, /^(Public groups|Открытые группы)$/);
  await page.getByRole('dialog').getByRole('listitem').first().waitFor();
  await look('browse-groups');
  await close(page);
}
