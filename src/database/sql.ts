import type { EntityManager } from 'typeorm';

/**
 * Runs one statement and returns its rows, on the hot paths where an entity per row costs too much. Parameters are
 * written `?` on both engines; the text must hold no other question mark.
 */
export function sql<Row>(manager: EntityManager, text: string, parameters: unknown[]): Promise<Row[]> {
  if (manager.dataSource.options.type !== 'postgres') return manager.query<Row[]>(text, parameters);
  return manager.query<RowsOrUpdate<Row>>(numbered(text), parameters).then(rowsOf);
}

/**
 * Locks the rows that a find reads until the transaction ends. SQLite has one writer, and needs no locks. Keys are not
 * locked: a message of a person whose row is locked must not have to wait for it.
 */
export function forUpdate(manager: EntityManager): { lock?: { mode: 'for_no_key_update' } } {
  return manager.dataSource.options.type === 'postgres' ? { lock: { mode: 'for_no_key_update' } } : {};
}

type RowsOrUpdate<Row> = Row[] | [Row[], number];

const numberedTexts = new Map<string, string>();
/** Most statements are written once; a search has as many forms as there are queries. */
const MAX_TEXTS = 1_000;

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
