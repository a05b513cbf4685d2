import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Locator, Page } from 'playwright-core';
import type { MyChannelView } from '../../src/contract/views.js';
import { startApp, type TestApp } from '../support/app.js';
import { chatLink, gone, launch, openAs, systemChromium } from '../support/browser.js';
import { directOf, generalOf, groupOf, type Person, register, say } from '../support/people.js';
import { until } from '../support/until.js';
import { picture, show } from '../support/uploads.js';

const chromium = systemChromium();

/** Of the page; the types of the tests are Node's. */
type ObserverOf<Record> = new (seen: (records: Record[]) => void) => { observe: (node: unknown, what: object) => void };
interface Change {
  addedNodes: { length: number };
}

if (chromium) {
  describe('the last words of a chat in the list', () => {
    let app: TestApp;
    let browser: Browser;
    let a: Person;
    let b: Person;
    let group: string;
    let ann: Page;

    beforeAll(async () => {
      app = await startApp();
      browser = await launch(chromium);
      [a, b] = [await register(app, 'Ann'), await register(app, 'Boris')];
      const clara = await register(app, 'Clara');
      group = await groupOf(b, [a, clara], { name: 'Garden' });
      await say(b, (await generalOf(b)).id, 'Good morning');
      await say(clara, group, 'The roses are out');
      await say(b, await directOf(b, a), 'Only for you');
      await groupOf(a, [b], { name: 'Silence' });
    }, 90_000);
    afterAll(async () => {
      await browser.close();
      await app.stop();
    });

    const words = (name: string, text: string): Locator => chatLink(ann, name).getByText(text, { exact: true });

    it('are there before any chat was opened, with who said them, in one request for all names', async () => {
      const people: string[] = [];
      browser.once('context', (context) => {
        context.on('request', (request) => {
          if (request.url().includes('/api/users?')) people.push(request.url());
        });
      });
      ann = await openAs(browser, app, a);
      await words('General', 'Boris: Good morning').waitFor();
      await words('Garden', 'Clara: The roses are out').waitFor();
      await words('Boris', 'Only for you').waitFor();
      expect(await chatLink(ann, 'Silence').textContent()).toBe('Silence');
      expect(people).toHaveLength(1);
    }, 60_000);

    it('have beside them when they were said', async () => {
      const { lastMessageAt } = (await a.get(`/api/channels/${group}`).expect(200)).body as MyChannelView;
      const time = chatLink(ann, 'Garden').locator('time');
      expect(await time.getAttribute('datetime')).toBe(lastMessageAt);
      expect(await time.textContent()).toMatch(/^\d?\d:\d\d$/);
      expect(await chatLink(ann, 'Silence').locator('time').count()).toBe(0);
    });

    it.each([2, 40, 400])('are of a day, and not of a time, %d days later', async (days) => {
      const { lastMessageAt } = (await a.get(`/api/channels/${group}`).expect(200)).body as MyChannelView;
      const said = new Date(lastMessageAt!);
      const later = new Date(said.getTime() + days * 86_400_000);
      const page = await openAs(browser, app, a);
      await page.clock.setFixedTime(later);
      await page.reload();
      const text = await chatLink(page, 'Garden').locator('time').textContent();
      await page.context().close();
      const options = (): Intl.DateTimeFormatOptions => {
        if (days < 7) return { weekday: 'short' };
        if (said.getFullYear() === later.getFullYear()) return { day: 'numeric', month: 'short' };
        return { dateStyle: 'short' };
      };
      expect(text).toBe(new Intl.DateTimeFormat('en-GB', options()).format(said));
    });

    it('change when somebody writes, edits and deletes', async () => {
      const { id } = await say(b, group, 'And the tulips');
      await words('Garden', 'Boris: And the tulips').waitFor();
      await b.patch(`/api/messages/${id}`, { body: 'And the peonies', version: 1 }).expect(200);
      await words('Garden', 'Boris: And the peonies').waitFor();
      await b.delete(`/api/messages/${id}`).expect(200);
      await words('Garden', 'Message deleted').waitFor();
      await show(b, group, [await picture('png', 30, 20)]);
      await words('Garden', 'Boris: Picture').waitFor();
      await say(a, group, 'How fine');
      await words('Garden', 'You: How fine').waitFor();
    }, 60_000);

    it('have room beside the longest name', async () => {
      await a.patch('/api/users/me', { displayName: 'Ann of the very long name', version: a.user.version }).expect(200);
      await words('Garden', 'You: How fine').waitFor();
      const other = await openAs(browser, app, b);
      await chatLink(other, 'Garden').getByText('Ann of the very…: How fine', { exact: true }).waitFor();
      await other.context().close();
    }, 60_000);

    it('of somebody who is blocked are not there', async () => {
      await a.put(`/api/users/me/blocks/${b.user.id}`).expect(204);
      await gone(words('General', 'Boris: Good morning'));
      await gone(words('Boris', 'Only for you'));
      await words('Garden', 'You: How fine').waitFor();
    }, 60_000);
  });

  describe('a long list of chats', () => {
    let app: TestApp;
    let browser: Browser;
    let a: Person;
    let ann: Page;
    const groups: string[] = [];

    beforeAll(async () => {
      app = await startApp();
      browser = await launch(chromium);
      a = await register(app, 'Ann');
      for (let i = 0; i < 80; i++) groups.push(await groupOf(a, [], { name: `Group ${i}.` }));
      ann = await openAs(browser, app, a);
      await chatLink(ann, 'Group 79.').waitFor();
    }, 90_000);
    afterAll(async () => {
      await browser.close();
      await app.stop();
    });

    const list = () => ann.getByRole('list', { name: 'Groups' });
    const names = () => list().locator('[data-name]').allTextContents();
    /** Chats that are put into the list, from the first of them to the last. */
    const countPut = () =>
      list().evaluate((ul) => {
        const { MutationObserver } = globalThis as unknown as { MutationObserver: ObserverOf<Change> };
        ul.dataset['put'] = '0';
        new MutationObserver((changes) => {
          for (const { addedNodes } of changes)
            ul.dataset['put'] = String(Number(ul.dataset['put']) + addedNodes.length);
        }).observe(ul, { childList: true });
      });

    it('puts the one in which something was said above the others, and moves none of them', async () => {
      const [first, last] = [(await names())[0]!, (await names()).at(-1)!];
      await chatLink(ann, first).focus();
      await countPut();
      await say(a, groups[Number(/\d+/.exec(last))]!, 'Somebody here?');
      await until(async () => (await names())[0] === last);
      expect(await list().getAttribute('data-put')).toBe('1');
      await chatLink(ann, first).and(ann.locator(':focus')).waitFor();
    }, 60_000);

    it('leaves the focus on a chat that goes up', async () => {
      const last = (await names()).at(-1)!;
      await chatLink(ann, last).focus();
      await say(a, groups[Number(/\d+/.exec(last))]!, 'And here?');
      await until(async () => (await names())[0] === last);
      await chatLink(ann, last).and(ann.locator(':focus')).waitFor();
    }, 60_000);

    it('shows the chat that the keys lead to', async () => {
      await ann.getByRole('textbox').focus();
      await ann.keyboard.press('Alt+ArrowUp');
      const open = list().locator('a[aria-current]');
      await open.waitFor();
      expect(await open.locator('[data-name]').textContent()).toBe((await names()).at(-1));
      await until(async () => {
        const { y, height } = (await open.boundingBox())!;
        return y > 0 && y + height < 800;
      }, 'it is on the screen');
      await ann.keyboard.press('Alt+ArrowDown');
      await ann.getByRole('heading', { level: 1, name: 'General' }).waitFor();
    }, 60_000);

    it('opens a chat in another tab where a key says so', async () => {
      const name = (await names())[0]!;
      const opened = ann.context().waitForEvent('page');
      await chatLink(ann, name).click({ modifiers: ['ControlOrMeta'] });
      const other = await opened;
      await other.getByRole('heading', { level: 1, name }).waitFor();
      await ann.getByRole('heading', { level: 1, name: 'General' }).waitFor();
      await other.close();
    }, 60_000);
  });
}
