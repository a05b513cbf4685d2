import type Sqlite from 'better-sqlite3';
import { type DataSource, type EntityManager, QueryFailedError } from 'typeorm';

/**
 * Runs one statement and returns its rows, on the hot paths where an entity per row costs too much. Parameters are
 * written `?` on both engines; the text must hold no other question mark.
 */
export async function sql<Row>(manager: EntityManager, text: string, parameters: unknown[]): Promise<Row[]> {
  const { dataSource } = manager;
  if (dataSource.options.type !== 'postgres') return runPrepared(dataSource, text, parameters) as Row[];
  return rowsOf(await manager.query<RowsOrUpdate<Row>>(numbered(text), parameters));
}

/** Most statements are written once; a search has as many forms as there are queries. */
const MAX_TEXTS = 1_000;

interface Prepared {
  statement: Sqlite.Statement;
  /** The columns of its rows, null where it answers none. */
  names: string[] | null;
}

const prepared = new WeakMap<object, Map<string, Prepared>>();

/**
 * Past TypeORM's query runner, which takes several times as long as most statements themselves. Each data source has one
 * connection, so this runs in the transaction that is open on it.
 */
function runPrepared(dataSource: DataSource, text: string, parameters: unknown[]): unknown[] {
  const { logger, options } = dataSource;
  logger.logQuery(text, parameters);
  const { databaseConnection } = dataSource.driver as unknown as { databaseConnection: Sqlite.Database };
  try {
    const { statement, names } = statementOf(databaseConnection, text);
    const began = performance.now();
    const rows = names ? objectsOf(names, statement.all(parameters) as unknown[][]) : (statement.run(parameters), []);
    const ms = performance.now() - began;
    if (ms > (options.maxQueryExecutionTime ?? Infinity))
      logger.logQuerySlow(ms, text, parameters, dataSource.createQueryRunner());
    return rows;
  } catch (error) {
    // As TypeORM does it: the log shows the statement.
    throw new QueryFailedError(text, parameters, error as Error);
  }
}

function statementOf(database: Sqlite.Database, text: string): Prepared {
  let known = prepared.get(database);
  if (!known) {
    known = new Map<string, Prepared>();
    prepared.set(database, known);
  }
  let found = known.get(text);
  if (!found) {
    const statement = database.prepare(text);
    const names = statement.reader
      ? statement
          .raw()
          .columns()
          .map(({ name }) => name)
      : null;
    found = { statement, names };
    if (known.size >= MAX_TEXTS) known.clear();
    known.set(text, found);
  }
  return found;
}

/** The driver's own objects are slow to make and to read: so a page of history takes a tenth less. */
function objectsOf(names: readonly string[], rows: readonly unknown[][]): Record<string, unknown>[] {
  return rows.map((values) => {
    const row: Record<string, unknown> = {};
    let place = 0;
    for (const name of names) row[name] = values[place++];
    return row;
  });
}

/**
 * Locks the rows that a find reads until the transaction ends. SQLite has one writer, and needs no locks. Keys are not
 * locked: a message of a person whose row is locked must not have to wait for it.
 */
export function forUpdate(manager: EntityManager): { lock?: { mode: 'for_no_key_update' } } {
  return manager.dataSource.options.type === 'postgres' ? { lock: { mode: 'for_no_key_update' } } : {};
}

/** The same at the end of a statement of our own. */
export const locked = (manager: EntityManager): string =>
  manager.dataSource.options.type === 'postgres' ? 'FOR NO KEY UPDATE' : '';

/**
 * A table with the columns "a", "b" and "c", whose one parameter is a JSON list with a list for each row: the statement is
 * the same for any number of rows.
 */
export function listed(manager: EntityManager, ...types: ('uuid' | 'bigint')[]): string {
  const isPostgres = manager.dataSource.options.type === 'postgres';
  const cell = (type: string, place: number): string =>
    isPostgres ? `("value"->>${place})::${type}` : `"value"->>${place}`;
  const cells = types.map((type, place) => `${cell(type, place)} AS "${'abc'.charAt(place)}"`).join();
  return `(SELECT ${cells} FROM ${isPostgres ? 'json_array_elements(?::json)' : 'json_each(?)'})`;
}

type RowsOrUpdate<Row> = Row[] | [Row[], number];

const numberedTexts = new Map<string, string>();

function numbered(text: string): string {
  let found = numberedTexts.get(text);
  if (found === undefined) {
    let position = 0;
    found = text.replaceAll('?', () => `$${++position}`);
    if (numberedTexts.size >= MAX_TEXTS) numberedTexts.clear();
    numberedTexts.set(text, found);
  }
  return found;
}

/** TypeORM answers UPDATE and DELETE on PostgreSQL with [rows, affected], and everything else with rows. */
function rowsOf<Row>(answer: RowsOrUpdate<Row>): Row[] {
  return Array.isArray(answer[0]) ? answer[0] : (answer as Row[]);
}
