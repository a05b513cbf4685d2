import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { WriteQueue } from '../../src/database/write-queue.js';
import { SearchService } from '../../src/search/search.service.js';
import { startApp, type TestApp } from '../support/app.js';
import { dropDatabase, emptyDatabase, onPostgres } from '../support/database.js';
import { aGroup } from '../support/factories.js';
import { type Person, register, say } from '../support/people.js';
import { until } from '../support/sockets.js';

let address: string;
let app: TestApp;
let ann: Person;
let channelId: string;
beforeEach(async () => {
  address = await emptyDatabase();
  app = await startApp({ DATABASE_URL: address });
  ann = await register(app);
  channelId = await aGroup(app, [ann]);
});
afterEach(async () => {
  await app.stop();
  await dropDatabase(address);
});

const database = <Row>(text: string) => app.nest.get(WriteQueue)['writer'].query<Row[]>(text);
const find = async (q: string) => {
  const { items } = await app.nest.get(SearchService).search(q, { userId: ann.user.id, limit: 10 });
  return items.map(({ message }) => message.body);
};

describe('a message that was said just now', () => {
  it('is found', async () => {
    await say(ann, channelId, 'freshword one');
    expect(await find('freshword')).toEqual(['freshword one']);
    await say(ann, channelId, 'freshword two');
    expect(await find('freshword')).toEqual(['freshword two', 'freshword one']);
  });

  it('and then changed is found by what it says now', async () => {
    const message = await say(ann, channelId, 'firstword');
    await ann.patch(`/api/messages/${message.id}`, { body: 'secondword', version: 1 }).expect(200);
    expect(await find('firstword')).toEqual([]);
    expect(await find('secondword')).toEqual(['secondword']);
    await ann.patch(`/api/messages/${message.id}`, { body: 'thirdword', version: 2 }).expect(200);
    expect(await find('secondword')).toEqual([]);
    expect(await find('thirdword')).toEqual(['thirdword']);
  });

  it('and then deleted is not found', async () => {
    const message = await say(ann, channelId, 'goneword');
    await ann.delete(`/api/messages/${message.id}`).expect(200);
    expect(await find('goneword')).toEqual([]);
  });
});

if (!onPostgres)
  describe('the search index of SQLite', () => {
    const indexed = async () =>
      (await database<{ count: number }>('SELECT count(*) "count" FROM search_entry'))[0]!.count;

    it('is given new messages by the hundred, though nobody searches', async () => {
      for (let i = 0; i < 99; i++) await say(ann, channelId, `word ${i}`);
      expect(await indexed()).toBe(0);
      await say(ann, channelId, 'word 99');
      let count = 0;
      await until(() => {
        void indexed().then((now) => (count = now));
        return count === 100;
      }, 'all are indexed');
    });

    it('is given them when the server stops', async () => {
      await say(ann, channelId, 'stopword');
      await app.stop();
      app = await startApp({ DATABASE_URL: address });
      expect(await indexed()).toBe(1);
    });

    it('is given what was stored before a kill', async () => {
      await say(ann, channelId, 'keptword before');
      expect(await find('keptword')).toEqual(['keptword before']);
      for (const when of ['at', 'after']) await say(ann, channelId, `keptword ${when}`);
      await find('keptword');
      // As if it had not come to that.
      const last = `(SELECT "docid" FROM "search_entry" ORDER BY "docid" DESC LIMIT 2)`;
      await database(`DELETE FROM "search_text" WHERE rowid IN ${last}`);
      await database(`DELETE FROM "search_entry" WHERE "docid" IN ${last}`);
      expect(await find('keptword')).toEqual(['keptword before']);
      await app.stop();
      app = await startApp({ DATABASE_URL: address });
      expect(await find('keptword')).toEqual(['keptword after', 'keptword at', 'keptword before']);
    });

    it('that cannot be written finds what it holds, and the rest when it can', async () => {
      await say(ann, channelId, 'fullword before');
      expect(await find('fullword')).toEqual(['fullword before']);
      await database(`CREATE TRIGGER "no" BEFORE INSERT ON "search_entry" BEGIN SELECT RAISE(ABORT, 'no'); END`);
      await say(ann, channelId, 'fullword after');
      expect(await find('fullword')).toEqual(['fullword before']);
      await database('DROP TRIGGER "no"');
      expect(await find('fullword')).toEqual(['fullword after', 'fullword before']);
    });
  });
