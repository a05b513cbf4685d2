import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import type { MessageView } from '../../src/contract/views.js';
import { startApp, type TestApp } from '../support/app.js';
import { launch, message, openAs, systemChromium, write } from '../support/browser.js';
import { groupOf, type Person, register, say } from '../support/people.js';
import { until } from '../support/until.js';

const chromium = systemChromium();

const LINES = 300;
/** After so many failures the next attempt is seconds away: what comes at once was asked for. */
const MANY = 4;
const AT_ONCE = { timeout: 3_000 };

if (chromium) {
  describe('a page of messages that cannot be fetched', () => {
    let app: TestApp;
    let browser: Browser;
    let a: Person;
    let team: string;
    let ann: Page;
    let failed = 0;

    beforeAll(async () => {
      app = await startApp();
      browser = await launch(chromium);
      a = await register(app, 'Ann');
      team = await groupOf(a, [], { name: 'Team' });
      const first = await say(a, team, 'line 1 ');
      for (let i = 2; i < LINES; i++) await say(a, team, `line ${i} ${'and more words '.repeat(40)}`);
      await answer(first, `line ${LINES} `);
      ann = await openAs(browser, app, a);
    }, 90_000);
    afterEach(() => ann.unrouteAll());
    afterAll(async () => {
      await browser.close();
      await app.stop();
    });

    const answer = ({ id }: MessageView, body: string) =>
      a.post(`/api/channels/${team}/messages`, { clientId: crypto.randomUUID(), body, replyToId: id }).expect(201);
    const line = (number: number) => message(ann, `line ${number} `);
    const scroller = () => ann.getByRole('feed').locator('xpath=..');
    const notice = () => ann.getByRole('main').getByRole('alert').filter({ hasText: 'could not be loaded' });
    const again = () => notice().getByRole('button', { name: 'Try again' });
    const isFocused = (number: number) => line(number).and(ann.locator(':focus')).waitFor();
    const isSeen = async () => {
      const [box, list] = [await notice().boundingBox(), await scroller().boundingBox()];
      return box !== null && list !== null && box.y >= list.y && box.y + box.height <= list.y + list.height + 1;
    };
    const scrollDown = async (): Promise<void> => {
      await scroller().evaluate((box) => {
        box.scrollTop = box.scrollHeight;
      });
      await ann.waitForTimeout(100);
    };
    async function fail(which: RegExp): Promise<void> {
      failed = 0;
      await ann.route(which, async (route) => {
        failed++;
        await route.fulfill({ status: 503, json: {} });
      });
    }
    async function failOften(): Promise<void> {
      await until(() => failed >= MANY, 'the page fails often');
      // Until the page has heard of the last one.
      await ann.waitForTimeout(500);
    }
    async function openAt(seq: number): Promise<void> {
      await ann.goto(`${app.url}/c/${team}?message=${seq}`);
      await line(seq).waitFor();
    }
    const scrollToFailure = () =>
      until(async () => {
        await scrollDown();
        return failed > 0;
      }, 'the last row that is there is reached');

    it('is told below the last row where it was to come, and comes when it is asked for again', async () => {
      await fail(/messages\?.*after=/);
      await openAt(100);
      await scrollToFailure();
      await again().waitFor();
      await scrollDown();
      const last = (await ann.getByRole('article').last().boundingBox())!;
      expect((await notice().boundingBox())!.y).toBeGreaterThanOrEqual(last.y + last.height - 1);
      expect(await isSeen()).toBe(true);
      await failOften();
      await ann.unroute(/messages\?.*after=/);
      await again().click();
      await notice().waitFor({ state: 'hidden', ...AT_ONCE });
      await line(125).waitFor(AT_ONCE);
    }, 60_000);

    it('comes by itself a moment later, and leaves whoever waits for it where they are', async () => {
      await fail(/messages\?.*after=/);
      await openAt(100);
      await scrollToFailure();
      await again().waitFor();
      await scrollDown();
      await scrollDown();
      await ann.unroute(/messages\?.*after=/);
      await line(125).waitFor(AT_ONCE);
      expect(await notice().count()).toBe(0);
      await ann.waitForTimeout(300);
      const [last, list] = [(await line(124).boundingBox())!, (await scroller().boundingBox())!];
      expect(last.y + last.height).toBeGreaterThan(list.y);
      expect(last.y + last.height).toBeLessThanOrEqual(list.y + list.height);
    }, 60_000);

    it('around a message that somebody jumps to is told where the reader is, who gets there when it comes', async () => {
      await ann.goto(`${app.url}/c/${team}`);
      await line(LINES).waitFor();
      await fail(/messages\?/);
      await line(LINES).locator('[data-quote]').click();
      await again().waitFor();
      expect(await isSeen()).toBe(true);
      await ann.unroute(/messages\?/);
      await isFocused(1);
      expect(await notice().count()).toBe(0);
    }, 60_000);

    it('around a message is wanted no more by whoever writes instead', async () => {
      await ann.goto(`${app.url}/c/${team}`);
      await line(LINES).waitFor();
      await fail(/messages\?/);
      await line(LINES).locator('[data-quote]').click();
      await again().waitFor();
      await write(ann, 'Never mind');
      await notice().waitFor({ state: 'hidden', ...AT_ONCE });
      await ann.unroute(/messages\?/);
      // Longer than until the next attempt.
      await ann.waitForTimeout(2_000);
      expect(await line(1).count()).toBe(0);
      await message(ann, 'Never mind').waitFor();
    }, 60_000);

    it('at the end is told where the reader is, and asked for again brings them there', async () => {
      await openAt(100);
      await fail(/messages\?/);
      await ann.getByRole('button', { name: 'To the newest' }).click();
      await again().waitFor();
      expect(await isSeen()).toBe(true);
      await failOften();
      await ann.unroute(/messages\?/);
      await again().click();
      await line(LINES).waitFor(AT_ONCE);
    }, 60_000);
  });
}
