import { existsSync, mkdirSync } from 'node:fs';
import { type Browser, type BrowserContextOptions, chromium, type Locator, type Page } from 'playwright-core';
import type { TestApp } from './app.js';
import { PASSWORD, type Person } from './people.js';

const SCREENSHOTS = 'test-results/screenshots';

const CHROMIUM = [
  process.env['CHROMIUM'] ?? '',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
];

/** Where the system's Chromium is; null, said loudly, where there is none. */
export function systemChromium(): string | null {
  const found = CHROMIUM.find((path) => path !== '' && existsSync(path));
  if (!found) process.stderr.write('NOT RUN: the browser tests. They need Chromium; CHROMIUM=/path/to/it names one.\n');
  return found ?? null;
}

/** Headless, and silent on the network but for our own pages. */
export function launch(executablePath: string): Promise<Browser> {
  const quiet = ['--disable-background-networking', '--disable-component-update', '--disable-sync', '--no-first-run'];
  return chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu', '--disable-quic', ...quiet] });
}

export interface Screen {
  width: 320 | 390 | 1280;
  colorScheme: 'light' | 'dark';
  locale: 'en-GB' | 'ru-RU';
}

export function contextOptions({ width, colorScheme, locale }: Screen): BrowserContextOptions {
  const phone = width < 768;
  return { viewport: { width, height: phone ? 844 : 800 }, colorScheme, locale, hasTouch: phone, isMobile: phone };
}

/** Registers through the page, and waits until the chat is there. */
export async function registerInBrowser(page: Page, url: string, username: string): Promise<void> {
  await page.goto(`${url}/register`);
  await page.locator('input[autocomplete="username"]').fill(username);
  await page.locator('input[autocomplete="new-password"]').fill(PASSWORD);
  await page.locator('form button[type="submit"]').click();
  await page.getByRole('button', { name: /^(Send|Отправить)$/ }).waitFor();
}

const WIDE: Screen = { width: 1280, colorScheme: 'light', locale: 'en-GB' };

/** A browser of its own in which this person is signed in; more tabs come from its `context()`. */
export async function openAs(browser: Browser, app: TestApp, person: Person, screen: Screen = WIDE): Promise<Page> {
  const context = await browser.newContext(contextOptions(screen));
  const [name = '', value = ''] = person.cookie.split(/=(.*)/s);
  await context.addCookies([{ name, value, url: app.url }]);
  const page = await context.newPage();
  await page.goto(app.url);
  await page.getByRole('button', { name: /^(Send|Отправить)$/ }).waitFor();
  return page;
}

/** A chat in the list at the side. */
export const chatLink = (page: Page, name: string): Locator =>
  // Not by the last words, in which anybody may be named.
  page
    .getByRole('navigation')
    .getByRole('link')
    .filter({ has: page.locator('[data-name]').filter({ hasText: name }) });

export const unreadOf = (page: Page, name: string): Locator => chatLink(page, name).locator('[data-badge="unread"]');

export const mentionsOf = (page: Page, name: string): Locator =>
  chatLink(page, name).locator('[data-badge="mentions"]');

export async function goTo(page: Page, name: string): Promise<void> {
  await chatLink(page, name).click();
  await page.getByRole('heading', { level: 1, name, exact: true }).waitFor();
}

export async function inMenu(page: Page, menu: string | RegExp, item: string | RegExp): Promise<void> {
  await page.getByRole('button', { name: menu }).click();
  await page.getByRole('menuitem', { name: item }).click();
}

/** Chooses something in the menu of a message. */
export async function onMessage(page: Page, text: string, item: string | RegExp): Promise<void> {
  const row = message(page, text).last();
  await row.hover();
  await row.getByRole('button', { name: /^(More|Ещё)$/ }).click();
  await row.getByRole('menuitem', { name: item }).click();
}

/** A finger stays on it for longer than a press. */
export async function rest(page: Page, locator: Locator): Promise<void> {
  const box = (await locator.boundingBox())!;
  const at = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: [at] });
  await page.waitForTimeout(700);
  await devtools.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
}

export async function gone(locator: Locator): Promise<void> {
  await locator.waitFor({ state: 'hidden' });
}

export async function write(page: Page, text: string): Promise<void> {
  await page.getByRole('textbox').fill(text);
  await page.getByRole('button', { name: /^(Send|Отправить)$/ }).click();
}

/** The texts of the messages that a person sees, in their order, and how each one stands. */
export async function messagesOf(page: Page): Promise<{ text: string; state: string; seq: string | null }[]> {
  return page.getByRole('article').evaluateAll((rows) =>
    rows.map((row) => ({
      text: row.querySelector('[id$="-text"]')?.textContent ?? '',
      state: row.getAttribute('data-state') ?? '',
      seq: row.getAttribute('data-seq'),
    })),
  );
}

/** The rows that say this themselves; a quote does not count. */
export const message = (page: Page, text: string): Locator =>
  page.getByRole('article').filter({ has: page.locator('[id$="-text"]').filter({ hasText: text }) });

interface Box {
  scrollTop: number;
  scrollHeight: number;
  clientHeight: number;
}

interface Row {
  scrollIntoView: (how: object) => void;
  getBoundingClientRect: () => { top: number };
}

/**
 * Scrolls through the timeline, as far as it is loaded, until this stands at its upper edge: rows far from the screen are
 * not drawn, and one that still is may be gone in the next frame.
 */
export async function scrollTo(page: Page, wanted: Locator): Promise<void> {
  const box = page.getByRole('feed').locator('xpath=..');
  let lastTop: number | null = null;
  for (let i = 0; i < 150; i++) {
    const top: number | null = await wanted.evaluateAll(([row]: Row[]) => {
      row?.scrollIntoView({ block: 'start' });
      return row?.getBoundingClientRect().top ?? null;
    });
    if (top !== null && top === lastTop) return;
    lastTop = top;
    if (top === null)
      await box.evaluate((it: Box) => {
        const isEnd = it.scrollTop + it.clientHeight > it.scrollHeight - 5;
        it.scrollTop = isEnd ? 0 : it.scrollTop + it.clientHeight / 2;
      });
    await page.waitForTimeout(50);
    await page.evaluate(
      'new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(() => drawn(null))))',
    );
  }
  throw new Error('It is nowhere in the timeline.');
}

/** Waits until this message is on the server's disk. */
export async function stored(page: Page, text: string): Promise<void> {
  await page.locator('article[data-state="stored"]').filter({ hasText: text }).first().waitFor();
}

export async function screenshot(page: Page, name: string): Promise<void> {
  mkdirSync(SCREENSHOTS, { recursive: true });
  await page.screenshot({ path: `${SCREENSHOTS}/${name}.png` });
}
