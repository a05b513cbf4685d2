import { afterAll } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';

/** Set by `npm run test:postgres`: a server on which every test makes databases of its own. */
const postgres = process.env['TEST_DATABASE_URL'];

export const onPostgres = postgres !== undefined;

const folders: string[] = [];
const databases: string[] = [];

/** The address of a database that does not exist yet (SQLite) or is empty (PostgreSQL). Gone after the test file. */
export async function emptyDatabase(): Promise<string> {
  if (!postgres) {
    const folder = mkdtempSync(join(tmpdir(), 'veche-test-'));
    folders.push(folder);
    return `sqlite:${folder}/veche.sqlite`;
  }
  const name = `veche_test_${randomUUID().replaceAll('-', '')}`;
  await onServer(`CREATE DATABASE ${name}`);
  databases.push(name);
  return Object.assign(new URL(postgres), { pathname: `/${name}` }).href;
}

afterAll(async () => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
  for (const name of databases.splice(0)) await onServer(`DROP DATABASE ${name} WITH (FORCE)`);
});

async function onServer(statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: postgres });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
