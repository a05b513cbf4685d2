import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createHash, randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { backUp } from '../../src/cli/back-up.js';
import { type Config, readConfig } from '../../src/config/config.js';
import { describe as describeDatabase, migrate } from '../../src/database/maintenance.js';
import { sqliteDriver } from '../../src/database/sqlite-driver.js';

const root = mkdtempSync(join(tmpdir(), 'veche-back-up-'));
const file = join(root, 'veche.sqlite');
const nothing = (): void => undefined;

describe('a backup that is made while things change', () => {
  let config: Config;
  let database: InstanceType<typeof sqliteDriver>;
  beforeAll(async () => {
    config = readConfig({ DATABASE_URL: `sqlite:${file}`, UPLOADS_DIR: join(root, 'uploads') });
    await migrate(config.database);
    database = new sqliteDriver(file);
    // What is written from now on stays in the log beside the database.
    database.pragma('wal_autocheckpoint = 0');
  });
  afterAll(() => {
    database.close();
    rmSync(root, { recursive: true, force: true });
  });

  const placeOf = (hash: string): string =>
    join(root, 'uploads', describeDatabase(file).installation, hash.slice(0, 2), hash);

  function keep(bytes: string): string {
    const hash = createHash('sha256').update(bytes).digest('hex');
    mkdirSync(dirname(placeOf(hash)), { recursive: true });
    writeFileSync(placeOf(hash), bytes);
    database
      .prepare(
        `INSERT INTO file ("ownerId", variant, hash, start, size, mime) VALUES (?, 'original', ?, 0, ?, 'text/plain')`,
      )
      .run(randomUUID(), hash, bytes.length);
    return hash;
  }

  function drop(hash: string): void {
    database.prepare('DELETE FROM file WHERE hash = ?').run(hash);
    rmSync(placeOf(hash));
  }

  it('has what the database has only in its log', async () => {
    database.prepare(`INSERT INTO server (key, value) VALUES ('written', 'just now')`).run();
    const folder = join(root, 'log');
    expect(await backUp(config, folder, nothing)).toMatchObject({ isSound: true });
    const copy = new sqliteDriver(join(folder, 'database.sqlite'), { readonly: true });
    const row = copy.prepare(`SELECT value FROM server WHERE key = 'written'`).get();
    copy.close();
    expect(row).toEqual({ value: 'just now' });
    // One file that stands alone.
    expect(existsSync(join(folder, 'database.sqlite-wal'))).toBe(false);
  });

  it('has the files that its database names: the new ones too, and no other', async () => {
    const [stays, goes] = [keep('stays'), keep('goes')];
    let comes = '';
    const folder = join(root, 'files');
    const { isSound } = await backUp(config, folder, (_, done, all) => {
      // Both were copied; the database was not yet.
      if (done !== all || comes !== '') return;
      comes = keep('comes');
      drop(goes);
    });
    expect(isSound).toBe(true);
    const sums = readFileSync(join(folder, 'SHA256SUMS'), 'utf8');
    const kept = [...sums.matchAll(/^(\w+) {2}uploads/gm)].map(([, hash]) => hash);
    expect(kept.sort()).toEqual([stays, comes].sort());
    expect(existsSync(join(folder, 'uploads', goes.slice(0, 2), goes))).toBe(false);
  });

  it('misses no file that came and went after the others were copied', async () => {
    const [stays, goes] = [keep('came and stays'), keep('came and goes')].sort() as [string, string];
    drop(stays);
    drop(goes);
    const bytesOf = (hash: string): string =>
      ['came and stays', 'came and goes'].find((bytes) => createHash('sha256').update(bytes).digest('hex') === hash)!;
    const folder = join(root, 'passing');
    let round = 0;
    const { isSound } = await backUp(config, folder, (_, done, all) => {
      if (round === 0 && done === all) {
        round = 1;
        keep(bytesOf(stays));
        keep(bytesOf(goes));
      } else if (round === 1) {
        // The database that names both was copied, and so was the first of them.
        round = 2;
        drop(goes);
      }
    });
    expect([isSound, round]).toEqual([true, 2]);
    const sums = readFileSync(join(folder, 'SHA256SUMS'), 'utf8');
    expect(sums).toContain(stays);
    expect(sums).not.toContain(goes);
    const copy = new sqliteDriver(join(folder, 'database.sqlite'), { readonly: true });
    const row = copy.prepare('SELECT count(*) AS count FROM file WHERE hash = ?').get(goes);
    copy.close();
    expect(row).toEqual({ count: 0 });
  });

  it('leaves no folder that looks like a backup where it fails', async () => {
    const folder = join(root, 'failed');
    const failing = (): never => {
      throw new Error('the disk is full');
    };
    await expect(backUp(config, folder, failing)).rejects.toThrow('the disk is full');
    expect(existsSync(folder)).toBe(false);
    expect(await backUp(config, folder, nothing)).toMatchObject({ isSound: true });
  });
});
