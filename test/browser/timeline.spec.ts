import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page, Route } from 'playwright-core';
import type { MyChannelView } from '../../src/contract/views.js';
import { MAX_ROWS } from '../../web/src/state/rows.js';
import { startApp, type TestApp } from '../support/app.js';
import {
  chatLink,
  gone,
  goTo,
  launch,
  message,
  onMessage,
  openAs,
  stored,
  systemChromium,
  unreadOf,
  write,
} from '../support/browser.js';
import { groupOf, type Person, register, say } from '../support/people.js';
import { until } from '../support/until.js';

const chromium = systemChromium();

const LINES = 260;

/**
 * Where each row ends. Where it begins tells nothing: the first one bears the day and its author's name, until there is
 * an older one.
 */
type Places = [seq: number, bottom: number][];

/** By how many pixels a row has moved that was on the screen before and is there now; Infinity when there is none. */
function furthest(before: Places, after: Places): number {
  const bottoms = new Map(before);
  const moves = after.map(([seq, bottom]) => Math.abs(bottom - (bottoms.get(seq) ?? NaN))).filter((move) => move >= 0);
  return moves.length === 0 ? Infinity : Math.max(...moves);
}

if (chromium) {
  describe('a long timeline', () => {
    let app: TestApp;
    let browser: Browser;
    let a: Person;
    let team: MyChannelView;
    let ann: Page;

    beforeAll(async () => {
      app = await startApp();
      browser = await launch(chromium);
      a = await register(app, 'Ann');
      team = (await a.post('/api/groups', { name: 'Team' }).expect(201)).body as MyChannelView;
      for (let i = 1; i <= LINES; i++) await say(a, team.id, `line ${i} ${'and more words '.repeat((i * 7) % 23)}`);
      ann = await openAs(browser, app, a);
      await goTo(ann, 'Team');
      await stored(ann, `line ${LINES}`);
    }, 90_000);
    afterAll(async () => {
      await browser.close();
      await app.stop();
    });

    const feed = () => ann.getByRole('feed');
    const line = (page: Page, number: number) => message(page, `line ${number} `);
    const isFocused = (number: number) => line(ann, number).and(ann.locator(':focus')).waitFor();

    /** Numbers of the rows on the screen, with the place of each. */
    const onScreen = (): Promise<Places> =>
      feed().evaluate((box) => {
        const { top, bottom } = box.parentElement!.getBoundingClientRect();
        const rows = [...box.querySelectorAll('article')].map((row) => [row, row.getBoundingClientRect()] as const);
        const seen = rows.filter(([, place]) => place.bottom > top && place.top < bottom);
        return seen.map(([row, place]) => [Number(row.dataset['seq']), place.bottom]);
      });
    const scrollBy = (pixels: number) => feed().evaluate((box, by) => box.parentElement!.scrollBy(0, by), pixels);

    /** Up to the beginning, in steps of so many pixels; every row stays where it is for so long after each. */
    const climb = async (newest: number, pixels: number, ms: number): Promise<void> => {
      let oldest = newest;
      while (oldest > 20) {
        await scrollBy(-pixels);
        await ann.waitForTimeout(60);
        const before = await onScreen();
        // Pages come and rows are measured meanwhile.
        await ann.waitForTimeout(ms);
        const after = await onScreen();
        expect(furthest(before, after)).toBeLessThanOrEqual(1);
        oldest = after[0]![0];
      }
    };

    it('draws the rows near the screen, and no others', async () => {
      await until(async () => (await ann.getByRole('article').count()) > 3);
      expect(await ann.getByRole('article').count()).toBeLessThan(60);
      expect((await onScreen()).at(-1)?.[0]).toBe(LINES);
    });

    it('shows rows, and nothing white, in the very frame of a quick scroll', async () => {
      const gaps = await feed().evaluate(async (box) => {
        const scroller = box.parentElement!;
        const { top } = scroller.getBoundingClientRect();
        const found: number[] = [];
        // Within the rows of the first page: there is more above only when the next one has come.
        for (let i = 0; i < 2; i++) {
          scroller.scrollTop -= 600;
          // What hears of the scrolling has heard of it when the callbacks of a frame are called.
          await new Promise((resolve) => box.ownerDocument.defaultView!.requestAnimationFrame(resolve));
          found.push(box.querySelector('article')!.getBoundingClientRect().top - top);
        }
        return found;
      });
      expect(Math.max(...gaps)).toBeLessThanOrEqual(0);
    });

    it('keeps every row where it is while older ones come', async () => {
      await climb(LINES, 900, 250);
    }, 60_000);

    it('keeps them also where the reader waits at the very top, whose first row is the first of a page no more', async () => {
      const held: Route[] = [];
      await ann.route(/\/messages\?/, (route) => void held.push(route));
      await ann.reload();
      await until(() => Promise.resolve(held.length > 0));
      await held.shift()!.continue();
      await stored(ann, `line ${LINES}`);
      // What the browser kept may have been enough: then that was an older page already, and one more is asked for.
      const toTop = () =>
        feed().evaluate((box) => {
          const { scrollTop } = box.parentElement!;
          box.parentElement!.scrollTo({ top: 0 });
          return scrollTop;
        });
      await until(async () => (await toTop()) === 0 && held.length > 0);
      await ann.waitForTimeout(250);
      const before = await onScreen();
      await held.shift()!.continue();
      await ann.unroute(/\/messages\?/);
      await until(() => feed().evaluate((box) => box.parentElement!.scrollTop > 500));
      await ann.waitForTimeout(250);
      expect(furthest(before, await onScreen())).toBeLessThanOrEqual(1);
      for (const route of held) await route.continue();
    }, 60_000);

    it('keeps them also where it lets go of others at its end, for it is as long as it may be', async () => {
      const long = await groupOf(a, [], { name: 'Long' });
      const count = MAX_ROWS + 300;
      for (let i = 0; i < count; i += 100)
        await Promise.all(Array.from({ length: 100 }, (_, j) => say(a, long, `word ${i + j}`)));
      await goTo(ann, 'Long');
      await message(ann, `word ${count - 1}`).waitFor();
      // Every other page comes late: by then the reader has come to the top.
      let pages = 0;
      await ann.route(/\/messages\?/, (route) => void setTimeout(() => void route.continue(), (pages++ % 2) * 300));
      await climb(count, 1_600, 150);
      await ann.unroute(/\/messages\?/);
      await goTo(ann, 'Team');
    }, 120_000);

    it('is walked through by keys, also to rows that are not drawn yet', async () => {
      await line(ann, (await onScreen())[2]![0]).focus();
      await ann.keyboard.press('End');
      await isFocused(LINES);
      await ann.keyboard.press('ArrowUp');
      await isFocused(LINES - 1);
      for (let i = 0; i < 30; i++) {
        await ann.keyboard.press('ArrowUp');
        await isFocused(LINES - 2 - i);
      }
      expect((await onScreen()).map(([seq]) => seq)).toContain(LINES - 31);
      await ann.keyboard.press('Home');
      await isFocused(1);
    }, 60_000);

    it('says of which day the uppermost row is, while one scrolls', async () => {
      await scrollBy(400);
      const pill = ann.locator('[data-day]');
      await pill.filter({ hasText: 'Today' }).waitFor();
      await gone(pill);
    });

    it('is found again where it was left', async () => {
      await scrollBy(700);
      await ann.waitForTimeout(400);
      const before = await onScreen();
      await goTo(ann, 'General');
      await goTo(ann, 'Team');
      await until(async () => furthest(before, await onScreen()) <= 1);
    }, 60_000);

    it('begins at what is unread when one comes back, also where older messages were read before', async () => {
      const b = await register(app, 'Boris');
      const pair = await groupOf(a, [b], { name: 'Pair' });
      for (let i = 0; i < 120; i++) await say(a, pair, `word ${i}`);
      await goTo(ann, 'Pair');
      await message(ann, 'word 119').waitFor();
      await until(async () => {
        await scrollBy(-400);
        return (await onScreen())[0]![0] < 40;
      });
      await goTo(ann, 'General');
      await say(b, pair, 'And this is new');
      await unreadOf(ann, 'Pair').filter({ hasText: '1' }).waitFor();
      await goTo(ann, 'Pair');
      await message(ann, 'And this is new').waitFor();
      await until(async () => (await onScreen()).some(([seq]) => seq === 121));
      await goTo(ann, 'Team');
    }, 60_000);

    const atEnd = async (): Promise<boolean> => {
      const edge = await feed().evaluate((box) => box.parentElement!.getBoundingClientRect().bottom);
      const newest = (await onScreen()).at(-1);
      return newest !== undefined && newest[0] === 14 && newest[1] <= edge;
    };

    it('opens at its end, however tall its rows are, also for those who asked for little motion', async () => {
      const tall = await groupOf(a, [], { name: 'Tall' });
      for (let i = 1; i <= 14; i++) await say(a, tall, `verse ${i} ${'\nla la la'.repeat(i % 4 === 0 ? 18 : 0)}`);
      await goTo(ann, 'Tall');
      await until(atEnd);
      // Nobody scrolled.
      expect(await ann.locator('[data-day]').count()).toBe(0);
      await ann.emulateMedia({ reducedMotion: 'reduce' });
      await ann.reload();
      await until(atEnd);
      await ann.emulateMedia({ reducedMotion: null });
    }, 60_000);

    it('stays at its end while the field below grows by many lines, where letters are large', async () => {
      const { width, height } = ann.viewportSize()!;
      await ann.setViewportSize({ width: 360, height: 640 });
      const letters = (size: string) =>
        feed().evaluate((box, wanted) => {
          box.ownerDocument.documentElement.style.fontSize = wanted;
        }, size);
      await letters('24px');
      await until(atEnd);
      await ann.getByRole('textbox').fill('a line\n'.repeat(10));
      await ann.waitForTimeout(300);
      expect(await atEnd()).toBe(true);
      await ann.getByRole('textbox').fill('');
      await letters('');
      await ann.setViewportSize({ width, height });
      await goTo(ann, 'Team');
    }, 60_000);

    it('goes back to where a jump began, and from there to its end', async () => {
      await onMessage(ann, `line ${(await onScreen())[3]![0]} `, 'Reply');
      await write(ann, 'Look up there');
      await message(ann, 'Look up there').locator('[data-quote]').click();
      const down = ann.getByRole('button', { name: 'To the newest' });
      await down.click();
      await message(ann, 'Look up there').and(ann.locator(':focus')).waitFor();
      await gone(down);
    }, 60_000);

    it('takes clicks while messages move it', async () => {
      await feed().evaluate((box) => {
        const { x, y } = box.parentElement!.getBoundingClientRect() as { x: number; y: number };
        box.parentElement!.addEventListener('scroll', () => {
          const under = box.ownerDocument.elementFromPoint(x + 200, y + 300);
          box.setAttribute(
            'data-under',
            `${box.getAttribute('data-under') ?? ''}${under?.closest('article') ? 'y' : 'n'}`,
          );
        });
      });
      for (let i = 0; i < 5; i++) {
        await say(a, team.id, `more ${i}`);
        await stored(ann, `more ${i}`);
      }
      await until(async () => ((await feed().getAttribute('data-under')) ?? '').length > 2);
      expect(await feed().getAttribute('data-under')).not.toContain('n');
    }, 60_000);

    it('does not count as new what its reader said elsewhere', async () => {
      await ann.goto(`${app.url}/c/${team.id}?message=20`);
      await line(ann, 20).waitFor();
      await say(a, team.id, 'From my phone');
      await chatLink(ann, 'Team').filter({ hasText: 'From my phone' }).waitFor();
      await ann.getByRole('button', { name: 'To the newest' }).waitFor({ timeout: 5_000 });
    }, 60_000);
  });
}
