import type { MigrationInterface, QueryRunner } from 'typeorm';
import { dropSearchIndex, makeSearchIndex } from '../search-index.js';

/** Messages are found by any three characters that stand together in them. */
export class Search1795352400000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    if (runner.dataSource.options.type !== 'postgres') {
      await makeSearchIndex(runner.manager);
      return;
    }
    // A large table takes longer than a request may.
    await runner.query('SET LOCAL statement_timeout = 0');
    await runner.query('CREATE EXTENSION IF NOT EXISTS pg_trgm');
    await runner.query(fold(await caseFolding(runner)));
    await runner.query('CREATE INDEX "ix_message_body" ON "message" USING gin ("message_fold"("body") gin_trgm_ops)');
  }

  async down(runner: QueryRunner): Promise<void> {
    if (runner.dataSource.options.type !== 'postgres') {
      await dropSearchIndex(runner.manager);
      return;
    }
    await runner.query('DROP INDEX "ix_message_body"');
    await runner.query('DROP FUNCTION "message_fold"(text)');
  }
}

/**
 * What bodies are compared by, as SQLite's trigram tokenizer does: without case, and Latin letters without their marks, so
 * that "Café" and "cafe" are one. Marks of other scripts count: "й" is not "и". The first branch is for speed: most texts
 * hold no such letter.
 */
const fold = (collation: string): string => `
  CREATE FUNCTION "message_fold"(body text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $fold$
    SELECT CASE WHEN body !~ '[\\u00c0-\\u024f\\u0300-\\u036f\\u1e00-\\u1eff]' THEN lower(body${collation})
      ELSE normalize(regexp_replace(normalize(lower(body${collation}), NFD), '([a-z])[\\u0300-\\u036f]+', '\\1', 'g'), NFC)
    END
  $fold$`;

/** The database's own lower() may know ASCII alone, and may change with the system below it: better one that does not. */
async function caseFolding(runner: QueryRunner): Promise<string> {
  const rows = (await runner.query(
    `SELECT "collname" FROM pg_collation WHERE "collname" IN ('pg_c_utf8', 'und-x-icu') ORDER BY "collname"`,
  )) as { collname: string }[];
  return rows[0] ? ` COLLATE "${rows[0].collname}"` : '';
}
