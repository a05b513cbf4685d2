import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import sharp from 'sharp';
import type { UserView } from '../../src/contract/views.js';
import { startApp, type TestApp } from '../support/app.js';
import { generalOf, type Person, register } from '../support/people.js';
import { CORNERS, cornersOf, quartered } from '../support/pictures.js';
import { closeSockets, connect } from '../support/sockets.js';
import { tidy } from '../support/stored-files.js';
import { attach, type Chosen, picture } from '../support/uploads.js';

let app: TestApp;
let ann: Person;
let bob: Person;
beforeAll(async () => {
  app = await startApp();
  [ann, bob] = [await register(app, 'ann'), await register(app, 'bob')];
});
afterAll(async () => {
  closeSockets();
  await app.stop();
});

const setting = (person: Person, file: Chosen, query = '') => attach(person.put(`/api/users/me/avatar${query}`), file);
const wear = async (person: Person, file: Chosen, query = '') =>
  (await setting(person, file, query).expect(200)).body as UserView;

describe('changing a profile over HTTP', () => {
  it('is seen by everybody at once, and found again by who was away', async () => {
    const { frames } = await connect(app, bob);
    const { revision } = await generalOf(bob);
    const change = { displayName: 'Ann Lee', bio: 'Two\nlines', status: '☕ back at 3' };
    const { body } = await ann.patch('/api/users/me', { ...change, version: 1 }).expect(200);
    expect(body).toMatchObject({ ...change, version: 2, username: 'ann' });
    expect((await bob.get(`/api/users/${ann.user.id}`).expect(200)).body).toEqual(body);
    await new Promise((resolve) => setTimeout(resolve, 100));
    const general = await generalOf(bob);
    expect(frames).toMatchObject([
      { channelId: general.id, from: revision, to: revision + 1, members: [{ user: body }] },
    ]);
    const { epoch } = (await bob.get('/api/channels').expect(200)).body as { epoch: string };
    const missed = await bob.get(`/api/channels/${general.id}/changes?epoch=${epoch}&from=${revision}`).expect(200);
    expect(missed.body).toMatchObject({ members: [{ user: body }] });
  });

  it('of an older version is a conflict', async () => {
    const answer = await ann.patch('/api/users/me', { bio: 'late', version: 1 }).expect(409);
    expect(answer.body).toMatchObject({ code: 'version_conflict' });
  });

  it.each([
    ['/displayName', { displayName: '' }],
    ['/displayName', { displayName: 'x'.repeat(65) }],
    ['/displayName', { displayName: '\u202Egnp' }],
    ['/displayName', { displayName: '\u3164' }],
    ['/displayName', { displayName: null }],
    ['/bio', { bio: 'x'.repeat(501) }],
    ['/bio', { bio: 'nul\0' }],
    ['/status', { status: 'two\nlines' }],
    ['/status', { status: 'x'.repeat(101) }],
    ['/version', { version: '2' }],
    ['/version', { version: undefined }],
    ['/role', { role: 'admin' }],
    ['/avatarId', { avatarId: '00000000-0000-4000-8000-000000000000' }],
    ['/username', { username: 'other' }],
  ])('says that %s is wrong in %j', async (pointer, wrong) => {
    const before = (await ann.get('/api/users/me')).body as UserView;
    const answer = await ann.patch('/api/users/me', { version: before.version, ...wrong }).expect(400);
    const errors = expect.arrayContaining([expect.objectContaining({ pointer })]);
    expect(answer.body).toMatchObject({ code: 'validation_failed', errors });
    expect((await ann.get('/api/users/me')).body).toEqual(before);
  });
});

describe('an avatar', () => {
  it('is the part of the picture that was chosen, upright, in every size', async () => {
    const bytes = await quartered({ width: 400, height: 400 }).png().toBuffer();
    // The lower right quarter is of one colour.
    const { avatarUrl } = await wear(ann, { name: 'me.png', bytes }, '?x=200&y=200&width=200&height=200');
    for (const size of [48, 96, 256, 512]) {
      const { body } = await bob.get(`${avatarUrl!}?size=${size}`).expect(200).expect('Content-Type', 'image/webp');
      expect(await sharp(body as Buffer).metadata()).toMatchObject({ width: size, height: size });
      expect(await cornersOf(body as Buffer)).toEqual(['yellow', 'yellow', 'yellow', 'yellow']);
    }
  });

  it('without a choice is the middle of the picture', async () => {
    const bytes = await quartered({ width: 600, height: 200 }).jpeg().toBuffer();
    const { avatarUrl } = await wear(ann, { name: 'me.jpg', bytes });
    expect(await cornersOf((await bob.get(avatarUrl!)).body as Buffer)).toEqual(CORNERS);
  });

  it('is a JPEG for whoever asks for that alone', async () => {
    const { avatarUrl } = await wear(ann, await picture('png', 20, 20));
    const as = (accept: string) =>
      bob
        .get(avatarUrl!)
        .set('Accept', accept)
        .expect(200)
        .expect('Vary', /Accept/);
    await as('image/jpeg').expect('Content-Type', 'image/jpeg');
    await as('image/avif,image/webp,image/*,*/*;q=0.8').expect('Content-Type', 'image/webp');
    await as('*/*').expect('Content-Type', 'image/webp');
  });

  it('keeps its address for ever, and a new one has another', async () => {
    const first = await wear(ann, await picture('png', 20, 20, 'red'));
    const { headers } = await bob.get(first.avatarUrl!).expect(200);
    expect(headers['cache-control']).toBe('private, max-age=31536000, immutable');
    const second = await wear(ann, await picture('png', 20, 20, 'blue'));
    expect(second.avatarUrl).not.toBe(first.avatarUrl);
    expect(second.version).toBe(first.version + 1);
    await bob.get(first.avatarUrl!).expect(404);
    await bob.get(second.avatarUrl!.replace(ann.user.id, bob.user.id)).expect(404);
    await bob.get(`${second.avatarUrl!}?size=100`).expect(400);
  });

  it('that is removed leaves nothing behind', async () => {
    const carl = await register(app);
    const before = (await tidy(app)).hashes;
    const { avatarUrl } = await wear(carl, await picture('webp', 31, 17, '#abcdef'));
    expect((await tidy(app)).hashes.length).toBeGreaterThan(before.length);
    expect((await carl.delete('/api/users/me/avatar').expect(200)).body).toMatchObject({ avatarUrl: null });
    await bob.get(avatarUrl!).expect(404);
    expect((await tidy(app)).hashes).toEqual(before);
  });

  it.each([
    '?x=0&y=0&width=21&height=20',
    '?x=1&y=0&width=20&height=20',
    '?x=0&y=0&width=0&height=20',
    '?x=-1&y=0&width=5&height=5',
    '?x=0&y=0&width=5',
    '?x=0.5&y=0&width=5&height=5',
    '?x=a&y=0&width=5&height=5',
    '?x=0&y=0&width=5&height=5&z=1',
  ])('is not cut by %s, and the old one stays', async (query) => {
    const before = await wear(ann, await picture('png', 20, 20));
    const answer = await setting(ann, await picture('png', 20, 20), query).expect(400);
    expect(answer.body).toMatchObject({ code: 'validation_failed' });
    expect((await ann.get('/api/users/me')).body).toEqual(before);
  });

  it('is changed by two tabs at once without leaving files that nobody names', async () => {
    const pictures = await Promise.all(['red', 'lime', 'blue', 'gold'].map((colour) => picture('png', 9, 9, colour)));
    await Promise.all(pictures.map((file) => wear(ann, file)));
    const { avatarUrl } = (await ann.get('/api/users/me')).body as UserView;
    await bob.get(avatarUrl!).expect(200);
    const { hashes, named, drafts } = await tidy(app);
    expect([hashes, drafts]).toEqual([named, []]);
  });
});
