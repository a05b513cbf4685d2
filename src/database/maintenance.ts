// What the command line does with a database besides serving it. Only here, because only this room holds writable ones.
import { randomUUID } from 'node:crypto';
import { DataSource } from 'typeorm';
import type { DatabaseLocation } from '../config/config.js';
import { migrationNames, readerOptions } from './data-source.js';
import { sqliteDriver } from './sqlite-driver.js';
import { closeWriter, openWriter } from './writer.js';

export { unknownMigration } from './data-source.js';
export { lockFile, unlockFile } from './writer.js';

/** What a SQLite database says of itself. */
export interface Description {
  epoch: string;
  /** The folder of its files in UPLOADS_DIR. */
  installation: string;
  /** The newest change of its schema. */
  migration: string;
  /** This build knows its schema. */
  isKnown: boolean;
}

/** A data source that cannot write. */
export function openReader(location: DatabaseLocation): Promise<DataSource> {
  return new DataSource(readerOptions(location)).initialize();
}

/**
 * Brings the schema up to date; nothing happens when it is.
 *
 * @throws ConfigError when a server has the SQLite file
 */
export async function migrate(location: DatabaseLocation): Promise<void> {
  await closeWriter(await openWriter(location));
}

/** Copies a SQLite database as it is at one moment, while a server may write to it, into one file that stands alone. */
export async function takeSnapshot(file: string, target: string): Promise<void> {
  const source = new sqliteDriver(file, { readonly: true, fileMustExist: true });
  try {
    // All pages in one step: between two a write of the server would begin it anew, and so on without an end.
    await source.backup(target, { progress: () => 2 ** 31 - 1 });
  } finally {
    source.close();
  }
  const copy = new sqliteDriver(target);
  try {
    copy.pragma('journal_mode = DELETE');
  } finally {
    copy.close();
  }
}

/** The first damage that SQLite finds in a database; null when it finds none. */
export function damageOf(file: string): string | null {
  const found = query<{ integrity_check: string }>(file, 'PRAGMA integrity_check(1)')[0]?.integrity_check;
  return found === undefined || found === 'ok' ? null : found;
}

export function describe(file: string): Description {
  const server = new Map(query<{ key: string; value: string }>(file, 'SELECT key, value FROM server').map(pair));
  const [last] = query<{ name: string }>(file, 'SELECT name FROM migrations ORDER BY timestamp DESC LIMIT 1');
  const migration = last?.name ?? '';
  const isKnown = migrationNames().includes(migration);
  return { epoch: server.get('epoch') ?? '', installation: server.get('installation') ?? '', migration, isKnown };
}

/** The hashes of all files that rows name, in their order. */
export function namedHashes(file: string): string[] {
  return query<{ hash: string }>(file, 'SELECT DISTINCT hash FROM file ORDER BY hash').map(({ hash }) => hash);
}

/** Begins another history: clients that know more than this database start over instead of mixing the two. */
export function renewEpoch(file: string): void {
  const database = new sqliteDriver(file, { fileMustExist: true });
  try {
    database.pragma('synchronous = FULL');
    database.prepare(`UPDATE server SET value = ? WHERE key = 'epoch'`).run(randomUUID());
  } finally {
    database.close();
  }
}

function query<Row>(file: string, sql: string): Row[] {
  const database = new sqliteDriver(file, { readonly: true, fileMustExist: true });
  try {
    return database.prepare<[], Row>(sql).all();
  } finally {
    database.close();
  }
}

const pair = ({ key, value }: { key: string; value: string }): [string, string] => [key, value];
