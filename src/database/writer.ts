import type Sqlite from 'better-sqlite3';
import { accessSync, constants, existsSync, mkdirSync, realpathSync } from 'node:fs';
import { dirname } from 'node:path';
import { DataSource } from 'typeorm';
import { ConfigError, type DatabaseLocation } from '../config/config.js';
import { unknownMigration, writerOptions } from './data-source.js';
import { repairSearchIndex } from './search-index.js';
import type { SqlLog } from './sql-log.js';
import { sqliteDriver } from './sqlite-driver.js';
import { databaseErrorCode } from '../common/translate-database-error.js';

export const WRITER = Symbol('writer');

/** The WAL-reset bug of SQLite 3.7.0 to 3.51.2 can corrupt a database that is written and checkpointed at once. */
const SQLITE_FLOOR = [3, 51, 3];

/** Any 64-bit number, the same for every Veche: two nodes that start together migrate one after the other. */
const MIGRATION_LOCK = 8_243_681_005;

/**
 * Opens the writable connection and brings the schema up to date.
 *
 * @throws ConfigError when the database cannot be opened or written, another process has the same SQLite file, a newer build
 *   changed the schema, or the settings of SQLite do not hold
 */
export async function openWriter(location: DatabaseLocation, log?: SqlLog): Promise<DataSource> {
  if (location.engine === 'sqlite') lockFile(location.file);
  const writer = new DataSource(writerOptions(location, log));
  // The address of PostgreSQL may hold its password.
  const what = location.engine === 'sqlite' ? location.file : 'The PostgreSQL of DATABASE_URL';
  await writer.initialize().catch((error: unknown) => {
    throw ConfigError.because(`${what} cannot be opened`, error);
  });
  if (location.engine === 'sqlite') await checkSqlite(writer);
  const unknown = await unknownMigration(writer);
  if (unknown !== null)
    throw new ConfigError(
      `${what} was changed by a newer Veche (${unknown}), which has to be run, or an older backup restored.`,
    );
  await migrate(writer);
  if (location.engine === 'sqlite') await repairSearchIndex(writer);
  return writer;
}

const locks = new Map<string, Sqlite.Database>();

/**
 * One process per SQLite file. The lock is a transaction held open on a file beside it: the kernel lets go of it with the
 * process, however that ends, which a file with a process id in it does not.
 *
 * @throws ConfigError when another process has it, or there can be no such file
 */
export function lockFile(file: string): void {
  const lock = openLock(file);
  try {
    lock.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    lock.close();
    if (!databaseErrorCode(error)?.startsWith('SQLITE_BUSY')) throw error;
    throw new ConfigError(`${file} is in use by another Veche process. Stop that one first.`, { cause: error });
  }
  locks.set(file, lock);
}

function openLock(file: string): Sqlite.Database {
  try {
    mkdirSync(dirname(file), { recursive: true });
    // By its real name: a link to the file is the same file.
    const path = `${existsSync(file) ? realpathSync(file) : file}.lock`;
    const lock = new sqliteDriver(path, { timeout: 0 });
    // What may not be written SQLite opens to be read, and then a transaction on it locks nobody out.
    for (const one of [path, file]) if (existsSync(one)) accessSync(one, constants.W_OK);
    return lock;
  } catch (error) {
    throw ConfigError.because(`${file} cannot be opened`, error);
  }
}

/** Closes the connection and lets another process open the file. */
export async function closeWriter(writer: DataSource): Promise<void> {
  if (writer.isInitialized) await writer.destroy();
  unlockFile(String(writer.options.database));
}

export function unlockFile(file: string): void {
  locks.get(file)?.close();
  locks.delete(file);
}

async function checkSqlite(writer: DataSource): Promise<void> {
  const [row] = await writer.query<{ version: string }[]>('SELECT sqlite_version() AS version');
  const version = (row?.version ?? '0').split('.').map(Number);
  const older = SQLITE_FLOOR.map((floor, place) => (version[place] ?? 0) - floor).find(
    (difference) => difference !== 0,
  );
  if ((older ?? 0) < 0) throw new ConfigError(`SQLite ${row?.version ?? ''} is too old: 3.51.3 or newer is needed.`);
  const [sync] = await writer.query<{ synchronous: number }[]>('PRAGMA synchronous');
  const [journal] = await writer.query<{ journal_mode: string }[]>('PRAGMA journal_mode');
  if (sync?.synchronous !== 2 || journal?.journal_mode !== 'wal') {
    throw new ConfigError('SQLite does not keep synchronous=FULL with a write-ahead log here; nothing would be safe.');
  }
}

async function migrate(writer: DataSource): Promise<void> {
  if (writer.options.type !== 'postgres') {
    await writer.runMigrations();
    return;
  }
  const runner = writer.createQueryRunner();
  try {
    await runner.query('SELECT pg_advisory_lock($1)', [MIGRATION_LOCK]);
    await writer.runMigrations();
    await runner.query('SELECT pg_advisory_unlock($1)', [MIGRATION_LOCK]);
  } finally {
    await runner.release();
  }
}
