import type Sqlite from 'better-sqlite3';
import { createRequire } from 'node:module';

/**
 * better-sqlite3 13 where Node has the Node-API it needs, else 12. Version 12 aborts the process on Node 24, and version 13
 * crashes on Node 20, so neither serves all (docs/decisions/0001).
 */
const NODE_API_OF_13 = 10;

const packageName = Number(process.versions.napi) >= NODE_API_OF_13 ? 'better-sqlite3-13' : 'better-sqlite3';

export const sqliteDriver = createRequire(import.meta.url)(packageName) as typeof Sqlite;
