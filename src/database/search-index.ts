import { Logger } from '@nestjs/common';
import type { DataSource, EntityManager } from 'typeorm';
import { sql } from './sql.js';

const PLANE_15 = 0xf0000;

/**
 * The full-text index of SQLite. What changes a message's words or takes it away changes the index by a trigger, so no path
 * can forget it; new messages are indexed a moment later, many at once (search/search-indexer.ts). Until then they have no
 * entry, and the triggers do nothing. PostgreSQL needs none of this: there it is an index of the table `message` like any
 * other.
 *
 * `search_entry` numbers the messages in the order in which they were stored. The table `message` has rowids too, but
 * VACUUM may give them out anew, and the index would then point at other messages.
 *
 * `search_text` holds no text, only what finds it: every three characters of the body, and one word each for the channel
 * and the author (see `tag`), so that "in these channels" and "by this person" are looked up as words are.
 */
const DEFINITIONS = {
  search_entry: `CREATE TABLE "search_entry" ("docid" INTEGER PRIMARY KEY, "messageId" varchar NOT NULL UNIQUE)`,
  search_text: `CREATE VIRTUAL TABLE "search_text" USING fts5("channel", "author", "body",
    content='', contentless_delete=1, tokenize='trigram remove_diacritics 1')`,
  search_after_update: `CREATE TRIGGER "search_after_update"
  AFTER UPDATE OF "channelId", "authorId", "body", "deletedAt" ON "message" BEGIN
    DELETE FROM "search_text" WHERE rowid = (SELECT "docid" FROM "search_entry" WHERE "messageId" = OLD."id");
    ${index('NEW')}
  END`,
  search_after_delete: `CREATE TRIGGER "search_after_delete" AFTER DELETE ON "message" BEGIN
    DELETE FROM "search_text" WHERE rowid = (SELECT "docid" FROM "search_entry" WHERE "messageId" = OLD."id");
    DELETE FROM "search_entry" WHERE "messageId" = OLD."id";
  END`,
};

/** SQL for the one word that stands for a UUID: its last 48 bits, which are random, as three characters of plane 15. */
export function tag(uuid: string): string {
  const character = (start: number) => `${PLANE_15} + json_extract('0x' || substr(${uuid}, ${start}, 4), '$')`;
  return `char(${[25, 29, 33].map(character).join(', ')})`;
}

const FILL = `INSERT INTO "search_text" (rowid, "channel", "author", "body")
  SELECT e."docid", ${tag('m."channelId"')}, ${tag('m."authorId"')}, m."body" FROM`;

function index(from: string): string {
  return `INSERT INTO "search_text" (rowid, "channel", "author", "body")
    SELECT "docid", ${tag(`${from}."channelId"`)}, ${tag(`${from}."authorId"`)}, ${from}."body"
    FROM "search_entry" WHERE "messageId" = ${from}."id" AND ${from}."deletedAt" IS NULL;`;
}

/**
 * The message that was indexed last. Those with a greater id may not be indexed yet: a process gives out ids in the order in
 * which it stores, and this is the last in that order even where the clock was put back between two starts.
 */
export const LAST_INDEXED = `(SELECT "messageId" FROM "search_entry" ORDER BY "docid" DESC LIMIT 1)`;

/** Messages that could be found and are not indexed. */
export const NOT_INDEXED = `SELECT "id" FROM "message" m WHERE "deletedAt" IS NULL
  AND NOT EXISTS (SELECT 1 FROM "search_entry" e WHERE e."messageId" = m."id")`;

/**
 * Indexes what was stored since the last time, all at once: SQLite copies each page of the index that it touches, for one
 * message as for many. 40 µs for a message among a hundred, 450 where each is indexed as it is stored.
 */
export async function indexNewMessages(manager: EntityManager): Promise<void> {
  if (manager.dataSource.options.type === 'postgres') return;
  const rows = await sql<{ id: string }>(
    manager,
    `${NOT_INDEXED} AND "id" > coalesce(${LAST_INDEXED}, '') ORDER BY "id"`,
    [],
  );
  await indexMessages(
    manager,
    rows.map(({ id }) => id),
  );
}

/** Indexes these, which nothing is known of yet: messages that were not given their ids just now are not found by themselves. */
export async function indexMessages(manager: EntityManager, ids: string[]): Promise<void> {
  if (ids.length === 0 || manager.dataSource.options.type === 'postgres') return;
  const list = [JSON.stringify(ids)];
  await sql(manager, `INSERT INTO "search_entry" ("messageId") SELECT "value" FROM json_each(?)`, list);
  const from = `json_each(?) j CROSS JOIN "message" m ON m."id" = j."value" CROSS JOIN "search_entry" e ON e."messageId" = m."id"`;
  await sql(manager, `${FILL} ${from}`, list);
}

/** Makes the index and fills it from the messages that are there. */
export async function makeSearchIndex(manager: EntityManager): Promise<void> {
  for (const definition of Object.values(DEFINITIONS)) await manager.query(definition);
  await manager.query(
    `INSERT INTO "search_entry" ("messageId") SELECT "id" FROM "message" WHERE "deletedAt" IS NULL ORDER BY "id"`,
  );
  await manager.query(`${FILL} "search_entry" e JOIN "message" m ON m."id" = e."messageId" ORDER BY e."docid"`);
}

export async function dropSearchIndex(manager: EntityManager): Promise<void> {
  for (const name of ['search_after_insert', 'search_after_update', 'search_after_delete']) {
    await manager.query(`DROP TRIGGER IF EXISTS "${name}"`);
  }
  await manager.query('DROP TABLE IF EXISTS "search_text"');
  await manager.query('DROP TABLE IF EXISTS "search_entry"');
}

/**
 * Makes the index anew where any part of it is missing or another than is written here. A migration that rebuilds the
 * table `message` takes the triggers with it, as TypeORM's addColumn does on SQLite: new messages would not be found.
 *
 * @returns whether it had to
 */
export async function repairSearchIndex(writer: DataSource): Promise<boolean> {
  const rows = await writer.query<{ name: string; sql: string }[]>(
    `SELECT "name", "sql" FROM sqlite_master WHERE "name" LIKE 'search@_%' ESCAPE '@'`,
  );
  const found = new Map(rows.map(({ name, sql }) => [name, sql]));
  const wrong = Object.entries(DEFINITIONS).flatMap(([name, sql]) => (found.get(name) === sql ? [] : [name]));
  // An earlier version indexed each new message by it.
  if (found.has('search_after_insert')) await writer.query('DROP TRIGGER "search_after_insert"');
  if (wrong.length === 0) return false;
  new Logger('SearchIndex').warn(`the search index is made anew: ${wrong.join(', ')} was missing or outdated`);
  await writer.transaction(async (manager) => {
    await dropSearchIndex(manager);
    await makeSearchIndex(manager);
  });
  return true;
}
