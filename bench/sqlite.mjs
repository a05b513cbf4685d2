import { createRequire } from 'node:module';

/** The SQLite that the server uses, as safe as the server keeps it. */
export function openDatabase(file) {
  const name = Number(process.versions.napi) >= 10 ? 'better-sqlite3-13' : 'better-sqlite3';
  const database = new (createRequire(import.meta.url)(name))(file);
  database.pragma('journal_mode = WAL');
  database.pragma('synchronous = FULL');
  return database;
}
