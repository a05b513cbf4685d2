import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { execFileSync } from 'node:child_process';
import { getPriority } from 'node:os';
import { readdirSync, readFileSync } from 'node:fs';
import { Readable } from 'node:stream';
import sharp from 'sharp';
import type { AppError } from '../../src/common/app-error.js';
import type { Draft } from '../../src/files/file-storage.js';
import { FileStorage } from '../../src/files/file-storage.js';
import { PicturesService } from '../../src/files/pictures.service.js';
import { startApp, type TestApp } from '../support/app.js';
import { diskOf } from '../support/stored-files.js';
import { picture } from '../support/uploads.js';

let app: TestApp;
let pictures: PicturesService;
let storage: FileStorage;
beforeAll(async () => {
  app = await startApp();
  pictures = app.nest.get(PicturesService);
  storage = app.nest.get(FileStorage);
});
afterAll(() => app.stop());

const draftOf = (bytes: Buffer): Promise<Draft> => storage.write(Readable.from([bytes]));

/** The process that works on pictures for this one. */
const workers = (): number[] =>
  execFileSync('ps', ['--ppid', String(process.pid), '-o', 'pid=,args='], { encoding: 'utf8' })
    .split('\n')
    .filter((line) => line.includes('picture-worker'))
    .map((line) => Number.parseInt(line));

describe('pictures', () => {
  it('become one in each size and format of an avatar', async () => {
    const draft = await draftOf((await picture('png', 90, 30)).bytes);
    const pieces = await pictures.avatar(draft, 'image/png', null);
    const [stored, ...more] = [...new Set(pieces.map((piece) => piece.draft.path))];
    expect(more).toEqual([]);
    const bytes = readFileSync(stored!);
    expect(pieces.at(-1)!.start + pieces.at(-1)!.size).toBe(bytes.length);
    const seen = await Promise.all(
      pieces.map(async ({ start, size, variant, mime }) => {
        const { width, height, format } = await sharp(bytes.subarray(start, start + size)).metadata();
        return { variant, mime, format, width, height };
      }),
    );
    const sizes = [48, 96, 256, 512];
    expect(seen).toEqual(
      sizes.flatMap((size) =>
        ['webp', 'jpeg'].map((format) => ({
          ...{ variant: `${size}.${format}`, mime: `image/${format}`, format, width: size, height: size },
        })),
      ),
    );
    await storage.discard([draft, ...pieces.map((piece) => piece.draft)]);
  });

  it('are worked on in one other process, at the lowest priority in all of its threads', async () => {
    const draft = await draftOf((await picture('jpeg', 3_000, 2_000)).bytes);
    const working = pictures.picture(draft, 'image/jpeg');
    const other = pictures.picture(draft, 'image/jpeg');
    await new Promise((resolve) => setTimeout(resolve, 100));
    const [worker = 0, ...more] = workers();
    expect(more).toEqual([]);
    const done = await Promise.all([working, other]);
    for (const thread of readdirSync(`/proc/${worker}/task`)) expect(getPriority(Number(thread))).toBe(19);
    await storage.discard([draft, ...done.flatMap(({ pieces }) => pieces.map((piece) => piece.draft))]);
  });

  it('whose process is killed are refused, leave nothing behind, and the next ones are worked on again', async () => {
    const draft = await draftOf((await picture('png', 4_000, 3_000)).bytes);
    await storage.discard((await pictures.picture(draft, 'image/png')).pieces.map((piece) => piece.draft));
    const working = pictures.picture(draft, 'image/png');
    const outcome = working.catch((error: unknown) => error);
    await new Promise((resolve) => setTimeout(resolve, 30));
    for (const worker of workers()) process.kill(worker, 'SIGKILL');
    expect(await outcome).toMatchObject({ code: 'picture_invalid' });
    expect(diskOf(app).drafts).toEqual([draft.path]);
    const again = await pictures.picture(draft, 'image/png');
    expect(again).toMatchObject({ width: 4_000, height: 3_000 });
    await storage.discard([draft, ...again.pieces.map((piece) => piece.draft)]);
  });

  it('that are too many at once are refused instead of waiting for ever', async () => {
    // What is no picture is looked at as well, and soon done with.
    const draft = await draftOf(Buffer.from('no picture'));
    const outcomes = await Promise.allSettled(
      Array.from({ length: 300 }, () => pictures.avatar(draft, 'image/png', null)),
    );
    const reasons = outcomes.map((outcome) => (outcome.status === 'rejected' ? (outcome.reason as AppError).code : ''));
    expect(new Set(reasons)).toEqual(new Set(['picture_invalid', 'busy']));
    await storage.discard([draft]);
    expect(diskOf(app).drafts).toEqual([]);
  });
});
