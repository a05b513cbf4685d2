import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { WriteQueue } from '../../src/database/write-queue.js';
import { StoredFile } from '../../src/files/file.entity.js';
import { FileStorage } from '../../src/files/file-storage.js';
import { FilesService, type Piece, wholePiece } from '../../src/files/files.service.js';
import { startApp, type TestApp } from '../support/app.js';
import { emptyDatabase, onPostgres } from '../support/database.js';
import { diskOf, namedHashes, onDisk, tidy } from '../support/stored-files.js';

let app: TestApp;
let files: FilesService;
let storage: FileStorage;
let writes: WriteQueue;
beforeAll(async () => {
  app = await startApp();
  files = app.nest.get(FilesService);
  storage = app.nest.get(FileStorage);
  writes = app.nest.get(WriteQueue);
});
afterAll(() => app.stop());
afterEach(async () => {
  const state = await tidy(app);
  expect(state).toMatchObject({ drafts: [], damaged: [], hashes: state.named });
});

const draftOf = (content: string, from = storage) => from.write(Readable.from([Buffer.from(content)]));
const piece = async (content: string, variant = 'original'): Promise<Piece> =>
  wholePiece(await draftOf(content), variant, 'text/plain');
const keep = async (content: string, ownerId: string = randomUUID()) => {
  await files.keep(ownerId, [await piece(content)], () => Promise.resolve());
  return ownerId;
};
const drop = (...ownerIds: string[]) => writes.run((tx) => files.drop(tx, ownerIds));
const textOf = async (bytes: Buffer | Readable): Promise<string> =>
  (Buffer.isBuffer(bytes) ? bytes : Buffer.concat(await bytes.toArray())).toString();
async function contentOf(ownerId: string): Promise<string> {
  const { hash, size } = await files.get(ownerId, 'original');
  return textOf(await storage.read(hash, { start: 0, end: size - 1 }));
}

describe('files', () => {
  it('are found by their owner, and gone with it', async () => {
    const id = await keep('something');
    expect(await contentOf(id)).toBe('something');
    await drop(id);
    await expect(files.get(id, 'original')).rejects.toMatchObject({ code: 'not_found' });
    expect((await tidy(app)).hashes).toEqual([]);
  });

  it('of several owners with the same bytes lie there once, until the last of them goes', async () => {
    const [one, other] = [await keep('shared'), await keep('shared')];
    expect((await tidy(app)).hashes).toHaveLength(1);
    await drop(one);
    expect((await tidy(app)).hashes).toHaveLength(1);
    expect(await contentOf(other)).toBe('shared');
    await drop(other);
    expect((await tidy(app)).hashes).toEqual([]);
  });

  it('are not stored, nor left lying, when what belongs to them is refused', async () => {
    const kept = await keep('kept');
    const refused = [await piece('refused'), await piece('kept', 'copy')];
    await expect(files.keep(randomUUID(), refused, () => Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect(await contentOf(kept)).toBe('kept');
    await drop(kept);
  });

  it('that come while equal ones go are there afterwards, whatever the order', async () => {
    for (let round = 0; round < 20; round++) {
      const going = await keep('equal');
      const [, coming] = await Promise.all([drop(going), keep('equal')]);
      expect((await tidy(app)).hashes).toHaveLength(1);
      expect(await contentOf(coming)).toBe('equal');
      await drop(coming);
    }
  });

  it('stay when the transaction that drops them fails', async () => {
    const id = await keep('precious');
    const failing = writes.run(async (tx) => {
      await files.drop(tx, [id]);
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
    expect(await contentOf(id)).toBe('precious');
    await drop(id);
  });

  it('are placed before the row that names them', async () => {
    const arriving = await piece('first the bytes');
    const id = randomUUID();
    await files.keep(id, [arriving], async ({ manager }) => {
      expect(diskOf(app).hashes).toEqual([arriving.draft.hash]);
      expect(await manager.countBy(StoredFile, { ownerId: id })).toBe(0);
      expect(await namedHashes(app)).toEqual([]);
    });
    await drop(id);
  });

  it('that are stored as one are told apart', async () => {
    const draft = await draftOf('onetwo');
    const parts = [
      { draft, start: 0, size: 3, variant: 'first', mime: 'text/plain' },
      { draft, start: 3, size: 3, variant: 'second', mime: 'text/plain' },
    ];
    const id = randomUUID();
    await files.keep(id, parts, () => Promise.resolve());
    expect((await tidy(app)).hashes).toEqual([draft.hash]);
    expect(await files.get(id, 'second')).toMatchObject({ hash: draft.hash, start: 3, size: 3 });
    await drop(id);
  });

  it('come in part as well as whole, large as well as small', async () => {
    const content = 'abcdefghij'.repeat(30_000);
    const id = await keep(content);
    const { hash } = await files.get(id, 'original');
    const part = async (start: number, end: number) => textOf(await storage.read(hash, { start, end }));
    expect(await part(12, 14)).toBe('cde');
    expect(await part(0, content.length - 1)).toBe(content);
    expect(await part(5, 250_004)).toBe(content.slice(5, 250_005));
    await drop(id);
  });
});

it('what a crash left is removed at the next start, and what has a row stays', async () => {
  if (onPostgres) return;
  const settings = { DATABASE_URL: await emptyDatabase(), UPLOADS_DIR: mkdtempSync(join(tmpdir(), 'veche-uploads-')) };
  const first = await startApp(settings);
  const stored = await draftOf('stays', first.nest.get(FileStorage));
  const id = randomUUID();
  const pieces = [wholePiece(stored, 'original', 'text/plain')];
  await first.nest.get(FilesService).keep(id, pieces, () => Promise.resolve());
  await first.stop();
  const [installation = ''] = readdirSync(settings.UPLOADS_DIR);
  const folder = join(settings.UPLOADS_DIR, installation);
  const orphan = 'ab'.repeat(32);
  mkdirSync(join(folder, 'ab'), { recursive: true });
  writeFileSync(join(folder, 'ab', orphan), 'placed, and never named');
  writeFileSync(join(folder, 'drafts', randomUUID()), 'never finished');
  expect(onDisk(settings.UPLOADS_DIR)).toMatchObject({ hashes: [orphan, stored.hash].sort() });

  const second = await startApp(settings);
  expect(await tidy(second)).toMatchObject({ drafts: [], hashes: [stored.hash], damaged: [] });
  await second.stop();
});

it('two installations that share a folder leave each other alone', async () => {
  const shared = mkdtempSync(join(tmpdir(), 'veche-uploads-'));
  const one = await startApp({ UPLOADS_DIR: shared });
  const draft = await draftOf('mine', one.nest.get(FileStorage));
  const other = await startApp({ UPLOADS_DIR: shared });
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect(onDisk(shared).drafts).toHaveLength(1);
  await one.nest
    .get(FilesService)
    .keep(randomUUID(), [wholePiece(draft, 'original', 'text/plain')], () => Promise.resolve());
  expect(onDisk(shared).hashes).toEqual([draft.hash]);
  await other.stop();
  await one.stop();
});
