import { afterAll, expect, it } from '@jest/globals';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DataSource, type MigrationInterface } from 'typeorm';
import { migrationNames, writerOptions } from '../../src/database/data-source.js';
import { sqliteDriver } from '../../src/database/sqlite-driver.js';
import { runVeche } from '../support/server-process.js';

const folder = mkdtempSync(join(tmpdir(), 'veche-migration-'));
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});
const names = migrationNames();
const NODE_OPTIONS = '--import ./test/faults/kill-migration.mjs';
const settingsFor = (file: string) => ({ DATABASE_URL: `sqlite:${file}`, UPLOADS_DIR: join(folder, 'uploads') });
let files = 0;

/** A database as a Veche left it that knew all migrations but the newest ones. */
async function olderBy(newest: number): Promise<string> {
  const file = join(folder, `${++files}.sqlite`);
  const source = new DataSource(writerOptions({ engine: 'sqlite', file }));
  const migrations = (source.options.migrations as (new () => MigrationInterface)[]).slice(0, names.length - newest);
  await source.setOptions({ migrations }).initialize();
  await source.runMigrations();
  await source.destroy();
  return file;
}

/** Every definition and every row. */
function contentOf(file: string): Record<string, unknown> {
  const database = new sqliteDriver(file);
  expect(database.pragma('integrity_check', { simple: true })).toBe('ok');
  const definitions = database
    .prepare<[], { name: string; type: string; sql: string }>(
      `SELECT * FROM sqlite_master WHERE sql > '' ORDER BY name`,
    )
    .all();
  const tables = definitions.filter(({ type, name }) => type === 'table' && !name.startsWith('search_text'));
  const rows = tables.map(({ name }) => [name, database.prepare(`SELECT * FROM "${name}"`).all()] as const);
  database.close();
  return { definitions: definitions.map(({ sql }) => sql), rows: Object.fromEntries(rows) };
}

const kill = (file: string, moment: string) =>
  runVeche({ ...settingsFor(file), KILL_AT: moment, NEWEST: names.at(-1)!, NODE_OPTIONS }, 'migrate');

it.each(['unrecorded', 'uncommitted'])(
  'a migration that is killed (%s) leaves the database as it was',
  async (moment) => {
    const file = await olderBy(1);
    const before = contentOf(file);
    expect(await kill(file, moment)).toMatchObject({ code: null, out: '' });
    expect(contentOf(file)).toEqual(before);
    expect(await runVeche(settingsFor(file), 'migrate')).toMatchObject({ code: 0, err: '' });
    expect(contentOf(file).definitions).toEqual(contentOf(await olderBy(0)).definitions);
  },
);

it('a migration that is killed right after its commit is finished', async () => {
  const file = await olderBy(1);
  expect(await kill(file, 'committed')).toMatchObject({ code: null, out: '' });
  const left = contentOf(file);
  expect(left.definitions).toEqual(contentOf(await olderBy(0)).definitions);
  expect(await runVeche(settingsFor(file), 'migrate')).toMatchObject({ code: 0, err: '' });
  expect(contentOf(file)).toEqual(left);
});

it('of several migrations those that were committed before the kill stay, and the next start does the rest', async () => {
  const file = join(folder, 'new.sqlite');
  expect(await kill(file, 'unrecorded')).toMatchObject({ code: null, out: '' });
  expect(contentOf(file).definitions).toEqual(contentOf(await olderBy(1)).definitions);
  expect(await runVeche(settingsFor(file), 'migrate')).toMatchObject({ code: 0, err: '' });
  expect(contentOf(file).definitions).toEqual(contentOf(await olderBy(0)).definitions);
});
