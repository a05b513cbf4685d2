import { join } from 'node:path';
import { readdir, stat } from 'node:fs/promises';
import type { EntityManager } from 'typeorm';
import type { Config } from '../config/config.js';
import { databaseErrorCode } from '../common/translate-database-error.js';
import { openReader, unknownMigration } from '../database/maintenance.js';
import { LAST_INDEXED, NOT_INDEXED } from '../database/search-index.js';
import { hashOf, placeOf } from './backup-format.js';
import { OperatorError, type Outcome, type Progress, requireDatabase } from './outcome.js';

/** What is stored without a row and is younger than this may be on its way to one. */
const YOUNG_MS = 3_600_000;
/** Of each kind of problem so many are named. */
const NAMED = 20;

const COUNTED = ['user', 'channel', 'message', 'message_like', 'upload', 'file'] as const;

interface StoredBytes {
  hash: string;
  size: number;
}

/**
 * Counts what there is, and looks for what must not be: gaps in the numbers of messages, references to nothing, messages
 * that search does not find, files that are missing, damaged or nobody's. Nothing is changed; a server may be at work.
 *
 * @throws OperatorError when there is no database, a newer build changed its schema, or it is too damaged to be read
 */
export async function check(config: Config, progress: Progress): Promise<Outcome> {
  requireDatabase(config.database);
  const reader = await openReader(config.database);
  try {
    const unknown = await unknownMigration(reader);
    if (unknown !== null)
      throw new OperatorError(`The database was changed by a newer Veche (${unknown}): check it with that.`);
    // One moment for all of it: what is being sent meanwhile would look like a gap.
    const isolation = config.database.engine === 'postgres' ? 'REPEATABLE READ' : undefined;
    const read = async (manager: EntityManager) => ({
      counts: await countAll(manager),
      problems: [...(await holes(manager)), ...(await broken(config, manager))],
      files: await storedBytes(manager),
      folder: join(config.uploadsDir, await installationOf(manager)),
    });
    const { counts, problems, files, folder } = await (isolation
      ? reader.transaction(isolation, read)
      : reader.transaction(read));
    const found = [...problems, ...(await lostFiles(folder, files, progress)), ...(await strayFiles(folder, files))];
    return { lines: [...counts, ...found, verdict(found.length)], isSound: found.length === 0 };
  } catch (error) {
    if (!databaseErrorCode(error)?.startsWith('SQLITE_CORRUPT')) throw error;
    throw new OperatorError('The database is damaged, and cannot be read to its end. Restore a backup.', {
      cause: error,
    });
  } finally {
    await reader.destroy();
  }
}

async function countAll(manager: EntityManager): Promise<string[]> {
  const lines: string[] = [];
  for (const table of COUNTED) {
    const [row] = await manager.query<{ count: number }[]>(`SELECT count(*) AS "count" FROM "${table}"`);
    lines.push(`${table}: ${row?.count ?? 0}`);
  }
  return lines;
}

/** Messages of a channel are numbered from 1 to its last one without a gap; deleted ones keep their row. */
async function holes(manager: EntityManager): Promise<string[]> {
  const rows = await manager.query<{ id: string; lastSeq: number; held: number; highest: number }[]>(
    `SELECT c."id" AS "id", c."lastSeq" AS "lastSeq", count(m."id") AS "held", coalesce(max(m."seq"), 0) AS "highest"
     FROM "channel" c LEFT JOIN "message" m ON m."channelId" = c."id"
     GROUP BY c."id", c."lastSeq" HAVING count(m."id") <> c."lastSeq" OR coalesce(max(m."seq"), 0) <> c."lastSeq"`,
  );
  return named(
    rows.map(
      ({ id, lastSeq, held, highest }) =>
        `channel ${id}: ${held} messages up to number ${highest}, but its last is ${lastSeq}`,
    ),
  );
}

/** What the database itself finds; PostgreSQL checks references as it writes. */
async function broken({ database }: Config, manager: EntityManager): Promise<string[]> {
  if (database.engine !== 'sqlite') return [];
  const damage = await manager.query<{ integrity_check: string }[]>(`PRAGMA integrity_check(${NAMED})`);
  const loose = await manager.query<{ table: string; rowid: number; parent: string }[]>('PRAGMA foreign_key_check');
  return [
    ...damage.map((row) => row.integrity_check).filter((line) => line !== 'ok'),
    ...named(loose.map(({ table, rowid, parent }) => `${table} ${rowid} names a ${parent} that is not there`)),
    ...named(await unfindable(manager)),
  ];
}

/** New messages are indexed a moment later: see database/search-index. */
async function unfindable(manager: EntityManager): Promise<string[]> {
  const rows = await manager.query<{ id: string }[]>(`${NOT_INDEXED} AND "id" < ${LAST_INDEXED}`);
  return rows.map(({ id }) => `message ${id} is not in the search index`);
}

async function installationOf(manager: EntityManager): Promise<string> {
  const [row] = await manager.query<{ value: string }[]>(`SELECT "value" FROM "server" WHERE "key" = 'installation'`);
  return row?.value ?? '';
}

/** Each stored file once, with the bytes that rows say it has at least. */
function storedBytes(manager: EntityManager): Promise<StoredBytes[]> {
  return manager.query<StoredBytes[]>(
    `SELECT "hash" AS "hash", max("start" + "size") AS "size" FROM "file" GROUP BY "hash" ORDER BY "hash"`,
  );
}

async function lostFiles(folder: string, files: readonly StoredBytes[], progress: Progress): Promise<string[]> {
  const lost: string[] = [];
  for (const [index, { hash, size }] of files.entries()) {
    const path = join(folder, placeOf(hash));
    const found = await hashOf(path);
    if (found === null) lost.push(`${path} is missing`);
    else if (found !== hash) lost.push(`${path} is damaged: its hash is ${found}`);
    else if ((await stat(path)).size < size) lost.push(`${path} is shorter than the ${size} bytes that rows name`);
    progress('files', index + 1, files.length);
  }
  return named(lost);
}

async function strayFiles(folder: string, files: readonly StoredBytes[]): Promise<string[]> {
  const known = new Set(files.map(({ hash }) => hash));
  const names = await readdir(folder, { recursive: true }).catch(() => []);
  const strays: string[] = [];
  for (const name of names) {
    const hash = /^[0-9a-f]{2}\/([0-9a-f]{64})$/.exec(name)?.[1];
    if (hash === undefined || known.has(hash)) continue;
    const path = join(folder, name);
    const { mtimeMs } = await stat(path).catch(() => ({ mtimeMs: Date.now() }));
    if (Date.now() - mtimeMs > YOUNG_MS) strays.push(`${path} belongs to nothing`);
  }
  return named(strays);
}

function named(problems: readonly string[]): string[] {
  const more = problems.length - NAMED;
  return more > 0 ? [...problems.slice(0, NAMED), `and ${more} more of this kind`] : [...problems];
}

function verdict(problems: number): string {
  return problems === 0 ? 'All is well.' : 'Something is wrong, see above.';
}
