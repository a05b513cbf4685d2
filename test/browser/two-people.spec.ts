import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import {
  contextOptions,
  gone,
  launch,
  message,
  messagesOf,
  registerInBrowser,
  type Screen,
  screenshot,
  stored,
  systemChromium,
  write,
} from '../support/browser.js';
import { type Cable, cableTo } from '../support/cable.js';
import { dropDatabase, emptyDatabase } from '../support/database.js';
import { endServers, freePort, type ServerProcess, startServer } from '../support/server-process.js';

const chromium = systemChromium();

async function newPage(browser: Browser, screen: Screen, foreign: string[]): Promise<Page> {
  const page = await (await browser.newContext(contextOptions(screen))).newPage();
  page.on('request', (request) => {
    if (!/^(http|ws)s?:\/\/localhost:\d+\//.test(request.url()) && !/^(data|blob):/.test(request.url())) {
      foreign.push(request.url());
    }
  });
  return page;
}

if (chromium) {
  describe('two people in two browsers', () => {
    let browser: Browser;
    let settings: Record<string, string>;
    let server: ServerProcess;
    let cable: Cable;
    let ann: Page;
    let boris: Page;
    const foreign: string[] = [];
    const complaints: string[] = [];

    beforeAll(async () => {
      settings = { PORT: String(await freePort()), DATABASE_URL: await emptyDatabase() };
      server = await startServer(settings);
      cable = await cableTo(Number(settings['PORT']));
      browser = await launch(chromium);
      ann = await newPage(browser, { width: 1280, colorScheme: 'light', locale: 'en-GB' }, foreign);
      boris = await newPage(browser, { width: 390, colorScheme: 'dark', locale: 'ru-RU' }, foreign);
      for (const page of [ann, boris]) {
        page.on('console', (line) => {
          if (/Content.Security.Policy|Trusted Type/.test(line.text())) complaints.push(line.text());
        });
        page.on('pageerror', (error) => complaints.push(error.message));
      }
    }, 60_000);
    afterAll(async () => {
      await browser.close();
      cable.close();
      endServers();
      await server.ended;
      await dropDatabase(settings['DATABASE_URL']!);
    });

    const texts = async (page: Page) => (await messagesOf(page)).map(({ text }) => text);

    it('register and talk', async () => {
      await registerInBrowser(ann, `http://localhost:${settings['PORT']}`, 'Ann');
      await screenshot(ann, 'first-start-1280-light-en');
      await registerInBrowser(boris, cable.url, 'Борис');
      await write(ann, 'Good morning!');
      await stored(boris, 'Good morning!');
      await write(boris, 'Доброе утро 👋');
      await stored(ann, 'Доброе утро');
      expect(await texts(ann)).toEqual(['Good morning!', 'Доброе утро 👋']);
      expect(await texts(boris)).toEqual(await texts(ann));
    }, 60_000);

    it('meet again after one was offline: what was missed is there once and in order, what waited is sent once', async () => {
      cable.cut();
      await boris.getByText('Нет связи').first().waitFor();
      await write(boris, 'Я в лифте');
      await message(boris, 'Я в лифте').waitFor();
      await screenshot(boris, 'offline-390-dark-ru');
      for (const text of ['one', 'two', 'three']) await write(ann, text);
      await stored(ann, 'three');
      expect(await texts(boris)).not.toContain('one');
      cable.mend();
      await stored(ann, 'Я в лифте');
      await stored(boris, 'Я в лифте');
      const expected = ['Good morning!', 'Доброе утро 👋', 'one', 'two', 'three', 'Я в лифте'];
      expect(await texts(ann)).toEqual(expected);
      expect(await texts(boris)).toEqual(expected);
      expect((await messagesOf(boris)).map(({ seq }) => Number(seq))).toEqual([1, 2, 3, 4, 5, 6]);
    }, 60_000);

    it('lose nothing when the server is killed in the middle and a page is loaded anew', async () => {
      server.signal('SIGKILL');
      expect(await server.ended).toBe('SIGKILL');
      await write(ann, 'said to nobody');
      await write(boris, 'сказано в пустоту');
      server = await startServer(settings);
      for (const page of [ann, boris]) {
        await stored(page, 'said to nobody');
        await stored(page, 'сказано в пустоту');
      }
      const before = await messagesOf(ann);
      expect(before).toHaveLength(8);
      expect(before.map(({ seq }) => Number(seq))).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
      expect(await messagesOf(boris)).toEqual(before);
      await ann.reload();
      await stored(ann, 'said to nobody');
      expect(await messagesOf(ann)).toEqual(before);
      await screenshot(ann, 'chat-1280-light-en');
      await screenshot(boris, 'chat-390-dark-ru');
    }, 60_000);

    it('keep unsent words over a reload', async () => {
      cable.cut();
      await boris.getByText('Нет связи').first().waitFor();
      await write(boris, 'переживу перезагрузку');
      await message(boris, 'переживу перезагрузку').waitFor();
      cable.mend();
      await boris.reload();
      await stored(ann, 'переживу перезагрузку');
      expect((await texts(ann)).filter((text) => text === 'переживу перезагрузку')).toHaveLength(1);
    }, 60_000);

    it('take back what waits for the connection, and write on', async () => {
      cable.cut();
      await boris.getByText('Нет связи').first().waitFor();
      await write(boris, 'поторопился');
      await message(boris, 'поторопился').getByRole('button', { name: 'Отменить отправку' }).click();
      await gone(message(boris, 'поторопился'));
      expect(await boris.getByRole('textbox').inputValue()).toBe('поторопился');
      await write(boris, 'подумал');
      cable.mend();
      await stored(ann, 'подумал');
      expect(await texts(ann)).not.toContain('поторопился');
    }, 60_000);

    it('loaded nothing from elsewhere, and broke no policy', () => {
      expect(foreign).toEqual([]);
      expect(complaints).toEqual([]);
    });
  });
}
