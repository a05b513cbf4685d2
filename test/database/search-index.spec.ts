import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { MessagesService } from '../../src/messages/messages.service.js';
import { WriteQueue } from '../../src/database/write-queue.js';
import { SearchService } from '../../src/search/search.service.js';
import { startApp, type TestApp } from '../support/app.js';
import { dropDatabase, emptyDatabase, onPostgres } from '../support/database.js';
import { aGroup } from '../support/factories.js';
import { type Person, register, say } from '../support/people.js';
import { until } from '../support/until.js';

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

const writer = () => app.nest.get(WriteQueue)['writer'];
const restart = async () => {
  await app.stop();
  app = await startApp({ DATABASE_URL: address });
};
const find = async (q: string) => {
  const { items } = await app.nest.get(SearchService).search(q, { userId: ann.user.id, limit: 10 });
  return items.map(({ message }) => message.body);
};
const triggers = async () =>
  (await writer().query<object[]>(`SELECT 1 FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'message'`))
    .length;

it('is filled from the messages that are there when its migration comes, without the deleted ones', async () => {
  const gone = await say(ann, channelId, 'migrated but deleted');
  await ann.delete(`/api/messages/${gone.id}`).expect(200);
  await say(ann, channelId, 'migrated message');
  const migration = writer().migrations.find(({ constructor }) => constructor.name.startsWith('Search'))!;
  const run = async (way: 'up' | 'down') => {
    const runner = writer().createQueryRunner();
    await runner.startTransaction();
    await migration[way](runner);
    await runner.commitTransaction();
    await runner.release();
  };
  await run('down');
  await expect(find('migrated')).rejects.toThrow();
  await run('up');
  expect(await find('migrated')).toEqual(['migrated message']);
  await say(ann, channelId, 'migrated later');
  expect(await find('migrated')).toEqual(['migrated later', 'migrated message']);
});

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
    it('has its triggers after all migrations', async () => {
      expect(await triggers()).toBe(2);
    });

    it('finds the same messages after VACUUM, whatever becomes of the rowids', async () => {
      const ids = [];
      for (const word of ['alpha', 'bravo', 'charlie', 'delta'])
        ids.push((await say(ann, channelId, `word ${word}`)).id);
      await writer().query(`DELETE FROM "message" WHERE "id" = '${ids[0]!}'`);
      await writer().query('VACUUM');
      // What VACUUM may do, though this SQLite does not.
      await writer().query('UPDATE "message" SET rowid = 1000 - rowid');
      expect(await find('word')).toEqual(['word delta', 'word charlie', 'word bravo']);
      expect(await find('charlie')).toEqual(['word charlie']);
      expect(await find('alpha')).toEqual([]);
      await say(ann, channelId, 'word echo');
      expect(await find('echo')).toEqual(['word echo']);
    });

    it('is made anew at the start when its triggers vanished, and finds what was said without them', async () => {
      await say(ann, channelId, 'lostword before');
      const edited = await say(ann, channelId, 'lostword edited');
      expect(await find('lostword')).toHaveLength(2);
      const runner = writer().createQueryRunner();
      const table = (await runner.getTable('message'))!;
      const column = table.findColumnByName('editedAt')!.clone();
      column.name = 'added';
      await runner.addColumn(table, column);
      await runner.release();
      expect(await triggers()).toBe(0);
      await say(ann, channelId, 'lostword meanwhile');
      await writer().query(`UPDATE "message" SET "body" = 'newword' WHERE "id" = '${edited.id}'`);
      expect(await find('newword')).toEqual([]);

      await restart();
      expect(await triggers()).toBe(2);
      expect(await find('lostword')).toEqual(['lostword meanwhile', 'lostword before']);
      expect(await find('newword')).toEqual(['newword']);
      expect(await find(`from:${ann.user.username}`)).toHaveLength(3);
    });

    it.each([['DROP TRIGGER "search_after_update"'], ['DROP TABLE "search_text"'], ['DROP TABLE "search_entry"']])(
      'is made anew after %s',
      async (damage) => {
        await say(ann, channelId, 'healedword');
        await writer().query(damage);
        await restart();
        expect(await find('healedword')).toEqual(['healedword']);
      },
    );

    it('loses the trigger by which an earlier version indexed each new message', async () => {
      await writer().query(
        `CREATE TRIGGER "search_after_insert" AFTER INSERT ON "message" BEGIN
           INSERT INTO "search_entry" ("messageId") VALUES (NEW."id");
         END`,
      );
      await restart();
      const me = { id: ann.user.id, role: ann.user.role, sessionId: '' };
      await app.nest.get(MessagesService).send(me, channelId, { clientId: randomUUID(), body: 'laterword' });
      expect(await find('laterword')).toEqual(['laterword']);
    });

    it('is left alone at a start that finds it whole', async () => {
      await say(ann, channelId, 'oneword');
      expect(await find('oneword')).toEqual(['oneword']);
      await writer().query(`UPDATE "search_entry" SET "docid" = "docid" + 1000`);
      await restart();
      const [entry] = await writer().query<{ docid: number }[]>('SELECT "docid" FROM "search_entry"');
      expect(entry!.docid).toBeGreaterThan(1_000);
    });

    it('forgets the messages of a channel that is gone', async () => {
      await say(ann, channelId, 'goneword');
      expect(await find('goneword')).toEqual(['goneword']);
      await writer().query(`DELETE FROM "channel" WHERE "id" = '${channelId}'`);
      const left = await writer().query<object[]>(`SELECT 1 FROM "search_entry"`);
      const found = await writer().query<object[]>(`SELECT 1 FROM "search_text" WHERE "search_text" MATCH 'goneword'`);
      expect([left, found]).toEqual([[], []]);
    });

    const indexed = async () =>
      (await writer().query<{ count: number }[]>('SELECT count(*) "count" FROM search_entry'))[0]!.count;

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
      await restart();
      expect(await indexed()).toBe(1);
    });

    it('is given what was stored before a kill', async () => {
      await say(ann, channelId, 'keptword before');
      expect(await find('keptword')).toEqual(['keptword before']);
      for (const when of ['at', 'after']) await say(ann, channelId, `keptword ${when}`);
      await find('keptword');
      // As if it had not come to that.
      const last = `(SELECT "docid" FROM "search_entry" ORDER BY "docid" DESC LIMIT 2)`;
      await writer().query(`DELETE FROM "search_text" WHERE rowid IN ${last}`);
      await writer().query(`DELETE FROM "search_entry" WHERE "docid" IN ${last}`);
      expect(await find('keptword')).toEqual(['keptword before']);
      await restart();
      expect(await find('keptword')).toEqual(['keptword after', 'keptword at', 'keptword before']);
    });

    it('that cannot be written finds what it holds, and the rest when it can', async () => {
      await say(ann, channelId, 'fullword before');
      expect(await find('fullword')).toEqual(['fullword before']);
      await writer().query(`CREATE TRIGGER "no" BEFORE INSERT ON "search_entry" BEGIN SELECT RAISE(ABORT, 'no'); END`);
      await say(ann, channelId, 'fullword after');
      expect(await find('fullword')).toEqual(['fullword before']);
      await writer().query('DROP TRIGGER "no"');
      expect(await find('fullword')).toEqual(['fullword after', 'fullword before']);
    });
  });
