import type Sqlite from 'better-sqlite3';
import { DataSource, type DataSourceOptions, getMetadataArgsStorage, type LogLevel as SqlLogLevel } from 'typeorm';
import { type DatabaseLocation, loadConfig } from '../config/config.js';
import { CreateChat1795305600000 } from './migrations/1795305600000-create-chat.js';
import { EveryConversation1795348800000 } from './migrations/1795348800000-every-conversation.js';
import { Search1795352400000 } from './migrations/1795352400000-search.js';
import { Pictures1795420800000 } from './migrations/1795420800000-pictures.js';
import { Notifications1795431600000 } from './migrations/1795431600000-notifications.js';
import { LikesOfAPerson1795510800000 } from './migrations/1795510800000-likes-of-a-person.js';
import { Audit1795860000000 } from './migrations/1795860000000-audit.js';
import { Ban1795863600000 } from './migrations/1795863600000-ban.js';
import { Report1795867200000 } from './migrations/1795867200000-report.js';
import { Mute1795870800000 } from './migrations/1795870800000-mute.js';
import { DeletedAccount1795950000000 } from './migrations/1795950000000-deleted-account.js';
import { SecondFactor1795957200000 } from './migrations/1795957200000-second-factor.js';
import { SLOW_MS, type SqlLog } from './sql-log.js';
import { sqliteDriver } from './sqlite-driver.js';

const migrations = [
  CreateChat1795305600000,
  EveryConversation1795348800000,
  Search1795352400000,
  Pictures1795420800000,
  Notifications1795431600000,
  LikesOfAPerson1795510800000,
  Audit1795860000000,
  Ban1795863600000,
  Report1795867200000,
  Mute1795870800000,
  DeletedAccount1795950000000,
  SecondFactor1795957200000,
];

/** As the database keeps them, the oldest first. */
export const migrationNames = (): string[] => migrations.map(({ name }) => name);

/** The newest change of the schema, where this build does not know it; null too where there is no schema yet. */
export async function unknownMigration(source: DataSource): Promise<string | null> {
  const runner = source.createQueryRunner();
  try {
    if (!(await runner.hasTable('migrations'))) return null;
    const newest = 'SELECT "name" FROM "migrations" ORDER BY "timestamp" DESC LIMIT 1';
    const [last] = (await runner.query(newest)) as { name: string }[];
    return last && !migrationNames().includes(last.name) ? last.name : null;
  } finally {
    await runner.release();
  }
}

/** Without a log, warnings alone are told. */
const shared = (log?: SqlLog) => ({
  entities: getMetadataArgsStorage().tables.map(({ target }) => target),
  migrations,
  migrationsTransactionMode: 'each' as const,
  synchronize: false,
  logging: ['warn'] satisfies SqlLogLevel[],
  ...(log && { logger: log, maxQueryExecutionTime: SLOW_MS }),
  invalidWhereValuesBehavior: { null: 'throw', undefined: 'throw' } as const,
});

/** The connection that only database/ may hold. */
export function writerOptions(location: DatabaseLocation, log?: SqlLog): DataSourceOptions {
  if (location.engine === 'postgres') return postgres(location.url, 'off', log);
  return { ...sqlite(location.file, log), prepareDatabase: prepareWriter };
}

/** The connection that services are given: a write on it fails in the database itself. */
export function readerOptions(location: DatabaseLocation, log?: SqlLog): DataSourceOptions {
  if (location.engine === 'postgres') return postgres(location.url, 'on', log);
  return { ...sqlite(location.file, log), readonly: true, fileMustExist: true };
}

function sqlite(file: string, log?: SqlLog) {
  return {
    ...shared(log),
    type: 'better-sqlite3' as const,
    driver: sqliteDriver,
    database: file,
    // better-sqlite3 waits for a lock by sleeping, and everybody sleeps with it: better `busy`, and a retry.
    timeout: 100,
    statementCacheSize: 500,
  };
}

/** Without FULL, better-sqlite3 commits in WAL mode before the bytes are on disk: docs/decisions/0002. */
function prepareWriter(database: Sqlite.Database): void {
  database.pragma('journal_mode = WAL');
  database.pragma('synchronous = FULL');
  database.pragma('foreign_keys = ON');
  database.pragma('trusted_schema = OFF');
}

function postgres(url: string, readOnly: 'on' | 'off', log?: SqlLog) {
  const settings = {
    default_transaction_read_only: readOnly,
    synchronous_commit: 'on',
    statement_timeout: '30s',
    lock_timeout: '10s',
    idle_in_transaction_session_timeout: '30s',
  };
  const options = Object.entries(settings).map(([name, value]) => `-c ${name}=${value}`);
  return {
    ...shared(log),
    type: 'postgres' as const,
    url,
    poolSize: 10,
    // Our 64-bit columns hold counters and milliseconds, far below 2^53: numbers as they are on SQLite.
    parseInt8: true,
    extra: { options: options.join(' '), connectionTimeoutMillis: 10_000 },
  };
}

/** For the TypeORM command line: `typeorm migration:show -d dist/ormconfig.js`. */
export const cliDataSource = (): DataSource => new DataSource(writerOptions(loadConfig().database));
