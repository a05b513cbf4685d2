import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { Readable } from 'node:stream';
import { ERRORS } from '../../src/contract/errors.js';
import { THUMBNAIL_SIZE } from '../../src/contract/limits.js';
import type { UploadView } from '../../src/contract/views.js';
import { FileStorage } from '../../src/files/file-storage.js';
import { PicturesService } from '../../src/files/pictures.service.js';
import { startApp, type TestApp } from '../support/app.js';
import { BOMBS, BROKEN, SHORTENED, TRUNCATED } from '../support/bad-files.js';
import { generalOf, type Person, register } from '../support/people.js';
import { expectCleanPicture } from '../support/picture-parts.js';
import { CORNERS, cornersOf, GOOD_PICTURES } from '../support/pictures.js';
import { expectRemains, NOTHING, remainsOf } from '../support/remains.js';
import type { Outcome, Sample } from '../support/samples.js';
import { diskOf } from '../support/stored-files.js';
import { PLAIN_FILES, POLYGLOTS } from '../support/strange-files.js';
import { upload, uploading } from '../support/uploads.js';

const SAMPLES = [...TRUNCATED, ...SHORTENED, ...BROKEN, ...BOMBS, ...POLYGLOTS, ...PLAIN_FILES];
const expecting = (outcome: Outcome) => SAMPLES.filter(({ expected }) => expected === outcome);
const PICTURES = /^image\/(jpeg|png|webp|gif|avif)$/;
const SANDBOX = "default-src 'none'; frame-ancestors 'none'; sandbox";

let app: TestApp;
let person: Person;
let channelId: string;
const taken: string[] = [];
beforeAll(async () => {
  app = await startApp();
  person = await register(app);
  channelId = (await generalOf(person)).id;
});
afterEach(async () => {
  for (const url of taken.splice(0)) await person.delete(url).expect(204);
  await expectRemains(app, NOTHING);
});
afterAll(() => app.stop());

/** What a browser gets, byte for byte. */
async function fetched(url: string): Promise<{ headers: Headers; bytes: Buffer }> {
  const answer = await fetch(`${app.url}${url}`, { headers: { cookie: person.cookie } });
  expect(answer.status).toBe(200);
  return { headers: answer.headers, bytes: Buffer.from(await answer.arrayBuffer()) };
}

function expectHarmless(headers: Headers, mime: string, manner: 'inline' | 'attachment'): void {
  expect(headers.get('content-type')).toBe(mime);
  expect(headers.get('content-disposition')).toMatch(new RegExp(`^${manner}(;|$)`));
  expect(headers.get('content-security-policy')).toBe(SANDBOX);
  expect(headers.get('x-content-type-options')).toBe('nosniff');
}

async function uploaded({ name, mime, bytes }: Sample): Promise<UploadView> {
  const view = await upload(person, channelId, { name, mime, bytes: await bytes() });
  taken.push(view.url);
  const rows = { file: view.thumbnailUrl === null ? 1 : 2, upload: 1 };
  expect(await remainsOf(app)).toMatchObject({ drafts: [], damaged: [], rows });
  return view;
}

/** Checks everything that is served of a picture. */
async function expectPicture(view: UploadView): Promise<{ original: Buffer; thumbnail: Buffer; frames: number }> {
  expect(view.mime).toMatch(PICTURES);
  const original = await fetched(view.url);
  expectHarmless(original.headers, view.mime, 'inline');
  const { format, width, height, frames } = await expectCleanPicture(original.bytes);
  expect({ mime: `image/${format}`, width, height, animated: frames > 1, size: original.bytes.length }).toEqual({
    mime: view.mime,
    width: view.width,
    height: view.height,
    animated: view.animated,
    size: view.size,
  });
  const thumbnail = await fetched(view.thumbnailUrl!);
  expectHarmless(thumbnail.headers, 'image/webp', 'inline');
  const small = await expectCleanPicture(thumbnail.bytes);
  expect(Math.max(small.width, small.height)).toBeLessThanOrEqual(THUMBNAIL_SIZE);
  return { original: original.bytes, thumbnail: thumbnail.bytes, frames };
}

describe('a file that is uploaded to a channel', () => {
  it.each(expecting('refused'))('is refused, and leaves nothing, when it is $what', async ({ name, mime, bytes }) => {
    const answer = await uploading(person, channelId, { name, mime, bytes: await bytes() });
    if (answer.status === 201) taken.push((answer.body as UploadView).url);
    expect(String(answer.status)).toMatch(/^4\d\d$/);
    expect(answer.type).toBe('application/problem+json');
    const { code, status } = answer.body as { code: keyof typeof ERRORS; status: number };
    expect(ERRORS[code].status).toBe(answer.status);
    expect(status).toBe(answer.status);
    expect(await remainsOf(app)).toEqual(NOTHING);
  });

  it.each(expecting('picture'))('is shown as a picture made anew when it is $what', async (sample) => {
    const view = await uploaded(sample);
    await expectPicture(view);
  });

  it.each(expecting('file'))('is only ever offered to be saved, as it is, when it is $what', async (sample) => {
    const view = await uploaded(sample);
    expect(view).toMatchObject({ name: sample.name, width: null, height: null, thumbnailUrl: null, animated: false });
    const { headers, bytes } = await fetched(view.url);
    expectHarmless(headers, 'application/octet-stream', 'attachment');
    expect(bytes.equals(await sample.bytes())).toBe(true);
    await person.get(`${view.url}/thumbnail`).expect(404);
  });

  it.each(GOOD_PICTURES)('comes out upright and without its secrets when it is $what', async (sample) => {
    const view = await uploaded(sample);
    const { original, thumbnail, frames } = await expectPicture(view);
    expect({ width: view.width, height: view.height, frames }).toEqual({
      width: sample.width,
      height: sample.height,
      frames: sample.frames,
    });
    if (sample.coloured) {
      expect(await cornersOf(original)).toEqual(CORNERS);
      expect(await cornersOf(thumbnail)).toEqual(CORNERS);
    }
  });
});

describe('the decoder', () => {
  it.each(PLAIN_FILES)('knows nothing of $what, should it ever be shown one', async ({ bytes }) => {
    const draft = await app.nest.get(FileStorage).write(Readable.from([await bytes()]));
    try {
      const shown = app.nest.get(PicturesService).picture(draft, 'image/png');
      await expect(shown).rejects.toMatchObject({ code: 'picture_invalid' });
      expect(diskOf(app).drafts).toEqual([draft.path]);
    } finally {
      await app.nest.get(FileStorage).discard([draft]);
    }
  });
});
