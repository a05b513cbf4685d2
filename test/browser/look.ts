import { expect } from '@jest/globals';
import type { Page } from 'playwright-core';
import { type Screen, screenshot } from '../support/browser.js';
import { axeFindings } from './axe.js';

export const screens: Screen[] = [
  { width: 320, colorScheme: 'light', locale: 'ru-RU' },
  { width: 390, colorScheme: 'light', locale: 'ru-RU' },
  { width: 390, colorScheme: 'dark', locale: 'en-GB' },
  { width: 1280, colorScheme: 'light', locale: 'en-GB' },
  { width: 1280, colorScheme: 'dark', locale: 'ru-RU' },
];

/** Boxes that hold more than they show: the page, and in it, in dialogs and menus whatever is cut without an ellipsis. */
const TOO_WIDE = `[document.documentElement, ...document.querySelectorAll('main, main *, dialog, dialog *, [popover]')]
  .filter((box) => box.clientWidth > 0 && box.scrollWidth > box.clientWidth && box.tagName !== 'INPUT')
  .filter((box) => box === document.documentElement || getComputedStyle(box).overflowX !== 'visible')
  .filter((box) => !/truncate|line-clamp|sr-only|reactEasyCrop/.test(box.className))
  .concat([...document.querySelectorAll('main')].filter((main) => main.getBoundingClientRect().right > innerWidth + 1))
  .map((box) => box.tagName + ' ' + box.className)`;

export type Look = (name: string) => Promise<void>;

/** Looks at a page: nothing of it may be beyond the side of the screen, and axe finds nothing wrong with it. */
export function lookAt(page: Page, { width, colorScheme, locale }: Screen): Look {
  return async (name) => {
    const overflow = await page.evaluate(TOO_WIDE);
    expect([name, overflow]).toEqual([name, []]);
    expect([name, await axeFindings(page)]).toEqual([name, []]);
    await screenshot(page, `${name}-${width}-${colorScheme}-${locale.slice(0, 2)}`);
  };
}

export const press = (page: Page, name: RegExp): Promise<void> => page.getByRole('button', { name }).last().click();

export async function close(page: Page): Promise<void> {
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'hidden' });
}

/** Hears all that a page complains of, and all that it asks of others than our server; nothing may be in it. */
export function listenTo(page: Page, url: string): string[] {
  const heard: string[] = [];
  page.on('console', (line) => {
    if (line.type() === 'error' || /Content.Security.Policy|Trusted Type/.test(line.text())) heard.push(line.text());
  });
  page.on('pageerror', (error) => heard.push(error.message));
  page.on('request', (request) => {
    const { protocol, origin } = new URL(request.url());
    if (!/^(data|blob):$/.test(protocol) && origin.replace(/^ws/, 'http') !== url) heard.push(request.url());
  });
  return heard;
}
