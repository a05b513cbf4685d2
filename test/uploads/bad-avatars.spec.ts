import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AVATAR_SIZES } from '../../src/contract/limits.js';
import type { Crop } from '../../src/contract/views.js';
import { startApp, type TestApp } from '../support/app.js';
import { BOMBS, BROKEN, TRUNCATED } from '../support/bad-files.js';
import { groupOf, type Person, register } from '../support/people.js';
import { expectCleanPicture } from '../support/picture-parts.js';
import { CORNERS, cornersOf, GOOD_PICTURES, turnedJpeg } from '../support/pictures.js';
import { expectRemains, NOTHING, type Remains, remainsOf } from '../support/remains.js';
import type { Sample } from '../support/samples.js';
import { PLAIN_FILES, POLYGLOTS } from '../support/strange-files.js';
import { attach, picture } from '../support/uploads.js';

let app: TestApp;
let person: Person;
let groupId: string;
beforeAll(async () => {
  app = await startApp();
  person = await register(app);
  groupId = await groupOf(person);
});
afterAll(() => app.stop());

/** What is set, and how the one who has it is told of. */
const OWNERS = [
  { owner: 'a person', address: () => '/api/users/me/avatar', view: () => `/api/users/${person.user.id}` },
  { owner: 'a group', address: () => `/api/groups/${groupId}/avatar`, view: () => `/api/channels/${groupId}` },
];
type Owner = (typeof OWNERS)[number];

async function avatarOf({ view }: Owner): Promise<string | null> {
  return ((await person.get(view()).expect(200)).body as { avatarUrl: string | null }).avatarUrl;
}

async function set({ address }: Owner, { name, mime, bytes }: Sample, crop?: Crop) {
  const part = new URLSearchParams();
  for (const [side, value] of Object.entries(crop ?? {})) part.set(side, String(value));
  return attach(person.put(`${address()}?${part.toString()}`), { name, mime, bytes: await bytes() });
}

async function fetched(url: string, accept = 'image/webp'): Promise<Buffer> {
  const answer = await fetch(`${app.url}${url}`, { headers: { cookie: person.cookie, accept } });
  expect(answer.status).toBe(200);
  expect(answer.headers.get('content-type')).toBe(accept);
  expect(answer.headers.get('content-disposition')).toBe('inline');
  expect(answer.headers.get('content-security-policy')).toContain('sandbox');
  expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
  return Buffer.from(await answer.arrayBuffer());
}

/** One of so many rows; all of them are uploaded to a channel. */
const every = (rows: Sample[], step: number) => rows.filter((_, at) => at % step === step - 1);
const BROKEN_PICTURES = [...TRUNCATED, ...BROKEN, ...BOMBS, ...POLYGLOTS].filter(
  ({ expected }) => expected === 'refused',
);
const REFUSED = [...every(BROKEN_PICTURES, 4), ...every(PLAIN_FILES, 4)];
const FAULTS = ['picture_invalid', 'picture_too_large', 'validation_failed'];

describe.each(OWNERS)('the picture of $owner', (owner) => {
  let kept: string | null;
  let remains: Remains;
  beforeAll(async () => {
    const { bytes } = await picture('png', 300, 200);
    const old: Sample = { what: '', name: 'old.png', mime: 'image/png', expected: 'picture', bytes: () => bytes };
    expect((await set(owner, old)).status).toBe(200);
    kept = await avatarOf(owner);
    remains = await remainsOf(app);
  });

  it.each(REFUSED)('stays what it was when the new one is $what', async (sample) => {
    const answer = await set(owner, sample);
    expect(String(answer.status)).toMatch(/^4\d\d$/);
    expect(answer.type).toBe('application/problem+json');
    expect(FAULTS).toContain((answer.body as { code: string }).code);
    expect(await remainsOf(app)).toEqual(remains);
    expect(await avatarOf(owner)).toBe(kept);
  });

  it.each([
    { x: 300, y: 0, width: 1, height: 1 },
    { x: 0, y: 0, width: 301, height: 200 },
  ])('stays what it was when a part is wanted that it does not have: %j', async (crop) => {
    const { bytes } = await picture('jpeg', 300, 200);
    const sample: Sample = { what: '', name: 'a.jpg', mime: 'image/jpeg', expected: 'refused', bytes: () => bytes };
    const answer = await set(owner, sample, crop);
    expect(answer.status).toBe(400);
    expect(answer.body).toMatchObject({ code: 'validation_failed', errors: [{ code: 'outside' }] });
    expect(await remainsOf(app)).toEqual(remains);
  });
});

describe('a picture that was taken with the camera held otherwise', () => {
  const owner = OWNERS[0]!;
  const turned = (way: number): Sample => ({
    ...{ what: '', name: 'turned.jpg', mime: 'image/jpeg', expected: 'picture' },
    bytes: () => turnedJpeg(way),
  });

  it.each([1, 2, 3, 4, 5, 6, 7, 8])('is an upright avatar, in every size and type (EXIF says %i)', async (way) => {
    expect((await set(owner, turned(way))).status).toBe(200);
    const url = await avatarOf(owner);
    for (const size of AVATAR_SIZES) {
      for (const mime of ['image/webp', 'image/jpeg']) {
        const bytes = await fetched(`${url}?size=${size}`, mime);
        expect(await expectCleanPicture(bytes)).toMatchObject({ width: size, height: size, frames: 1 });
        expect(await cornersOf(bytes)).toEqual(CORNERS);
      }
    }
  });

  it.each([1, 2, 3, 4, 5, 6, 7, 8])('is cut as it is seen, and not as it is stored (EXIF says %i)', async (way) => {
    const right: Crop = { x: 60, y: 0, width: 60, height: 80 };
    expect((await set(owner, turned(way), right)).status).toBe(200);
    expect(await cornersOf(await fetched((await avatarOf(owner))!))).toEqual(['green', 'green', 'yellow', 'yellow']);
    const below: Crop = { x: 0, y: 40, width: 120, height: 40 };
    expect((await set(owner, turned(way), below)).status).toBe(200);
    expect(await cornersOf(await fetched((await avatarOf(owner))!))).toEqual(['blue', 'yellow', 'blue', 'yellow']);
  });
});

describe('an avatar', () => {
  const owner = OWNERS[0]!;
  it.each(every(GOOD_PICTURES, 3))('keeps nothing that was not seen of $what', async (sample) => {
    expect((await set(owner, sample)).status).toBe(200);
    const url = await avatarOf(owner);
    await expectCleanPicture(await fetched(`${url}?size=512`));
    await expectCleanPicture(await fetched(`${url}?size=512`, 'image/jpeg'));
  });

  it('leaves nothing of all those that were there before it', async () => {
    const types = 2;
    expect((await remainsOf(app)).rows.file).toBe(OWNERS.length * AVATAR_SIZES.length * types);
    await person.delete('/api/users/me/avatar').expect(200);
    await person.delete(`/api/groups/${groupId}/avatar`).expect(200);
    await expectRemains(app, NOTHING);
  });
});
