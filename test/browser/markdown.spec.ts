import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Locator, Page } from 'playwright-core';
import { startApp, type TestApp } from '../support/app.js';
import {
  chatLink,
  launch,
  message,
  onMessage,
  openAs,
  scrollTo,
  stored,
  systemChromium,
  type Screen,
} from '../support/browser.js';
import { generalOf, type Person, register, say } from '../support/people.js';
import { listenTo, lookAt } from './look.js';

const chromium = systemChromium();

const SCREENS: Screen[] = [
  { width: 1280, colorScheme: 'light', locale: 'en-GB' },
  { width: 390, colorScheme: 'dark', locale: 'ru-RU' },
];

const CODE = 'const veche = await open({ people: everybody, until: "the bell" });\n\nveche.say(`2 * 3 < 7`);';

const BODY = `Before the **assembly** on *Thursday*: read ~~my notes~~ [the minutes](https://example.org/minutes), @boris,
and set \`RATE_LIMITS=off\` for the test.

1. The bell
2. The bridge
   - planks
   - nails

> Who asked for a second bridge?
> Not **me**.

Nobody did. <b>Look</b>:

\`\`\`ts
${CODE}
\`\`\`
<img src=x onerror="document.title='caught'"> [here](javascript:alert(1)) ![cat](https://example.org/cat.png)`;

const ARABIC = 'مرحبا **بالجميع**\n\n- واحد\n- اثنان\n\n> سؤال؟';

if (chromium) {
  describe('Markdown in a message', () => {
    let app: TestApp;
    let browser: Browser;
    let a: Person;
    let ann: Page;
    let boris: Page;
    let heard: string[];

    beforeAll(async () => {
      app = await startApp();
      browser = await launch(chromium);
      a = await register(app, 'Ann');
      ann = await openAs(browser, app, a);
      boris = await openAs(browser, app, await register(app, 'Boris'));
      heard = listenTo(boris, app.url);
    }, 90_000);
    afterAll(async () => {
      await browser.close();
      await app.stop();
    });

    const field = (page: Page): Locator => page.locator('main textarea');
    const row = (page: Page): Locator => message(page, 'Before the');

    it('is written by one person, and seen by another as what it means', async () => {
      await field(ann).fill(BODY);
      await field(ann).press('Enter');
      await stored(boris, 'Before the');
      const said = row(boris);
      const texts = (tag: string): Promise<string[]> => said.locator(`[id$="-text"] ${tag}`).allTextContents();
      expect(await texts('strong')).toEqual(['assembly', 'me']);
      expect(await texts('em')).toEqual(['Thursday']);
      expect(await texts('del')).toEqual(['my notes']);
      expect(await texts('p code')).toEqual(['RATE_LIMITS=off']);
      expect(await texts('pre')).toEqual([CODE]);
      expect(await texts('blockquote')).toEqual(['Who asked for a second bridge?\nNot me.']);
      expect(await texts('ol > li')).toEqual(['The bell', 'The bridgeplanksnails']);
      expect(await texts('ol ul > li')).toEqual(['planks', 'nails']);
      expect(await texts('button[data-mention="me"]')).toEqual(['@boris']);
    }, 60_000);

    it('leads out only where it says so, and brings in nothing', async () => {
      const said = row(boris).locator('[id$="-text"]');
      const link = said.getByRole('link', { name: 'the minutes' });
      expect(await link.getAttribute('href')).toBe('https://example.org/minutes');
      expect(await link.getAttribute('title')).toBe('example.org');
      expect(await link.getAttribute('rel')).toBe('noopener noreferrer nofollow');
      expect(await link.getAttribute('target')).toBe('_blank');
      expect(await said.locator('b, img, script, h1, h2, hr, table').count()).toBe(0);
      expect(await said.textContent()).toContain('<b>Look</b>');
      expect(await said.textContent()).toContain(
        `<img src=x onerror="document.title='caught'"> [here](javascript:alert(1))`,
      );
      expect(heard).toEqual([]);
    }, 60_000);

    it('has its signs nowhere where only words have room', async () => {
      await say(a, (await generalOf(a)).id, '**See** `you` at [the gate](https://example.org)');
      await stored(boris, 'See you at the gate');
      await chatLink(boris, 'General').getByText('Ann: See you at the gate').waitFor();
      await boris.getByRole('log').getByText('Ann: See you at the gate').waitFor({ state: 'attached' });
      await onMessage(boris, 'See you at the gate', 'Reply');
      await boris.locator('[data-banner]').getByText('See you at the gate', { exact: true }).waitFor();
      await boris.keyboard.press('Escape');
    }, 60_000);

    it('is there again to be changed, and "(edited)" stands behind its last word', async () => {
      await field(ann).press('ArrowUp');
      await ann.locator('[data-banner]').getByText('See you at the gate', { exact: true }).waitFor();
      expect(await field(ann).inputValue()).toBe('**See** `you` at [the gate](https://example.org)');
      await field(ann).fill('- *one*\n- two');
      await field(ann).press('Enter');
      const changed = message(boris, 'onetwo');
      await changed.getByText('(edited)').waitFor();
      expect(await changed.getByRole('listitem').allTextContents()).toEqual(['one', 'two (edited)']);
    }, 60_000);

    it('is written by keys too', async () => {
      await field(ann).fill('a word');
      await field(ann).press('Shift+Control+ArrowLeft');
      await field(ann).press('Control+b');
      await field(ann).press('Control+i');
      expect(await field(ann).inputValue()).toBe('a ***word***');
      await field(ann).press('Control+b');
      await ann.keyboard.type('deed');
      expect(await field(ann).inputValue()).toBe('a *deed*');
      await field(ann).fill('');
    }, 60_000);

    it('is shown well on a wide screen and on a phone, by day and by night', async () => {
      const general = (await generalOf(a)).id;
      await say(a, general, ARABIC);
      await say(a, general, `${'wide'.repeat(60)} \`${'code'.repeat(60)}\`\n\`\`\`\n${'block'.repeat(60)}\n\`\`\``);
      await say(a, general, '> * one\n>   * two\n\n31. third\n100. last\n\n# Heading\nAnd a line');
      for (const screen of SCREENS) {
        const page = await openAs(browser, app, a, screen);
        await stored(page, 'And a line');
        await lookAt(page, screen)('markdown-newest');
        await scrollTo(page, row(page));
        await lookAt(page, screen)('markdown');
        await page.context().close();
      }
    }, 90_000);
  });
}
