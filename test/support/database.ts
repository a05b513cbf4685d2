import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import pg from 'pg';

/** Set by `npm run test:postgres`: a server on which every test makes databases of its own. */
const postgres = process.env['TEST_DATABASE_URL'];

export const onPostgres = postgres !== undefined;

/** The address of a database that does not exist yet (SQLite) or is empty (PostgreSQL). */
export async function emptyDatabase(): Promise<string> {
  if (!postgres) return `sqlite:${join(mkdtempSync(join(tmpdir(), 'veche-test-')), 'veche.sqlite')}`;
  const name = `veche_test_${randomUUID().replaceAll('-', '')}`;
  await onServer(`CREATE DATABASE ${name}`);
  return Object.assign(new URL(postgres), { pathname: `/${name}` }).href;
}

/** Removes what `emptyDatabase` made. Nothing may use it any more. */
export async function dropDatabase(address: string): Promise<void> {
  if (address.startsWith('sqlite:')) rmSync(dirname(address.slice('sqlite:'.length)), { recursive: true, force: true });
  else await onServer(`DROP DATABASE ${new URL(address).pathname.slice(1)} WITH (FORCE)`);
}

async function onServer(statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: postgres });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
