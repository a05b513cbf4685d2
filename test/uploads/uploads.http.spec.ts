import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomBytes, randomUUID } from 'node:crypto';
import sharp from 'sharp';
import type { MessageView, UploadView } from '../../src/contract/views.js';
import { startApp, type TestApp } from '../support/app.js';
import { countQueries } from '../support/count-queries.js';
import { groupOf, type Person, register } from '../support/people.js';
import { closeSockets, connect } from '../support/sockets.js';
import { picture, show, text, upload, uploading } from '../support/uploads.js';

let app: TestApp;
let ann: Person;
let bob: Person;
let outsider: Person;
let id: string;
beforeAll(async () => {
  app = await startApp();
  [ann, bob, outsider] = [await register(app, 'ann'), await register(app, 'bob'), await register(app, 'outsider')];
  id = await groupOf(ann, [bob]);
});
afterAll(async () => {
  closeSockets();
  await app.stop();
});

const shown = async (...files: Parameters<typeof show>[2]): Promise<UploadView[]> =>
  (await show(ann, id, files)).uploads;

describe('a picture over HTTP', () => {
  it('tells what it is, and is shown with its thumbnail', async () => {
    const [view] = await shown(await picture('jpeg', 1_600, 1_200));
    expect(view).toEqual({
      ...{ id: expect.any(String), name: 'picture.jpeg', mime: 'image/jpeg', size: expect.any(Number) },
      ...{ width: 1_600, height: 1_200, thumbhash: expect.stringMatching(/^[\w+/=]{20,60}$/), animated: false },
      ...{ url: `/api/uploads/${view!.id}`, thumbnailUrl: `/api/uploads/${view!.id}/thumbnail` },
    });
    const whole = await bob.get(view!.url).expect(200).expect('Content-Type', 'image/jpeg');
    expect(whole.headers).toMatchObject({
      'content-disposition': 'inline; filename=picture.jpeg',
      'content-length': String(view!.size),
    });
    const small = await bob.get(view!.thumbnailUrl!).expect(200).expect('Content-Type', 'image/webp');
    expect(await sharp(small.body as Buffer).metadata()).toMatchObject({ format: 'webp', width: 800, height: 600 });
  });

  it.each([
    ['png', 'png', 'image/png'],
    ['webp', 'webp', 'image/webp'],
    ['gif', 'webp', 'image/webp'],
    ['avif', 'webp', 'image/webp'],
  ] as const)('that is a %s is stored as %s', async (format, ending, mime) => {
    const [view] = await shown(await picture(format, 30, 20));
    expect(view).toMatchObject({ name: `picture.${ending}`, mime, width: 30, height: 20 });
    const { body } = await bob.get(view!.url).expect(200).expect('Content-Type', mime);
    expect(await sharp(body as Buffer).metadata()).toMatchObject({ format: ending, width: 30, height: 20 });
  });

  it('that moves still moves, and its thumbnail does not', async () => {
    const frames = await Promise.all(
      ['red', 'lime', 'blue'].map(async (colour) => (await picture('png', 16, 12, colour)).bytes),
    );
    const bytes = await sharp(frames, { join: { animated: true } })
      .gif()
      .toBuffer();
    const [view] = await shown({ name: 'dance.gif', bytes });
    expect(view).toMatchObject({ name: 'dance.webp', animated: true, width: 16, height: 12 });
    const whole = await bob.get(view!.url);
    expect((await sharp(whole.body as Buffer).metadata()).pages).toBe(3);
    const small = await bob.get(view!.thumbnailUrl!);
    expect((await sharp(small.body as Buffer).metadata()).pages).toBeUndefined();
  });
});

describe('a file over HTTP', () => {
  it('is offered as a download, and can do nothing in a browser', async () => {
    const [page] = await shown({
      name: 'page.html',
      bytes: Buffer.from('<script>alert(1)</script>'),
      mime: 'text/html',
    });
    const answer = await bob.get(page!.url).expect(200);
    expect(answer.headers).toMatchObject({
      'content-type': 'application/octet-stream',
      'content-disposition': 'attachment; filename=page.html',
      'x-content-type-options': 'nosniff',
      'content-security-policy': expect.stringMatching(/default-src 'none'.*sandbox/),
      'cross-origin-resource-policy': 'same-origin',
      'cache-control': 'private, no-cache',
    });
    expect(page).toMatchObject({ mime: 'text/html', width: null, height: null, thumbhash: null, thumbnailUrl: null });
    await bob.get(`${page!.url}/thumbnail`).expect(404);
  });

  it('of a picture is a download where one asks for it', async () => {
    const [view] = await shown(await picture('png', 3, 3));
    const answer = await bob.get(`${view!.url}?download=true`).expect(200);
    expect(answer.headers['content-disposition']).toBe('attachment; filename=picture.png');
    await bob.get(`${view!.url}?download=yes`).expect(400);
  });

  it('comes in ranges', async () => {
    const bytes = randomBytes(300_000);
    const [view] = await shown({ name: 'bytes.bin', bytes });
    const ask = (range: string) => bob.get(view!.url).set('Range', range).buffer(true);
    const middle = await ask('bytes=1000-200999').expect(206).expect('Content-Range', 'bytes 1000-200999/300000');
    expect(Buffer.compare(middle.body as Buffer, bytes.subarray(1_000, 201_000))).toBe(0);
    const end = await ask('bytes=-5').expect(206);
    expect(Buffer.compare(end.body as Buffer, bytes.subarray(-5))).toBe(0);
    await ask('bytes=300000-').expect(416).expect('Content-Range', 'bytes */300000');
    for (const all of ['bytes=0-1,5-6', 'lines=1-2', 'bytes=x'])
      expect(((await ask(all).expect(200)).body as Buffer).length).toBe(300_000);
    const changed = await ask('bytes=0-1').set('If-Range', '"another"').expect(200);
    expect((changed.body as Buffer).length).toBe(300_000);
  });

  it('that the browser holds is not sent again, to those who may still see it', async () => {
    const [view] = await shown(text('held'));
    const { headers } = await bob.get(view!.url).expect(200);
    await bob.get(view!.url).set('If-None-Match', headers['etag']!).expect(304);
    await outsider.get(view!.url).set('If-None-Match', headers['etag']!).expect(404);
  });

  it('is asked for by one statement', async () => {
    const [view] = await shown(text());
    // One more says who asks.
    expect(await countQueries(app, () => bob.get(view!.url).expect(200))).toBe(2);
  });

  it('keeps its name, whatever writing it is in', async () => {
    const [view] = await shown({ name: 'отчёт "итог".txt', bytes: Buffer.from('x') });
    expect(view!.name).toBe('отчёт "итог".txt');
    const { headers } = await bob.get(view!.url).expect(200);
    expect(decodeURIComponent(headers['content-disposition']!.split(`UTF-8''`)[1]!)).toBe('отчёт "итог".txt');
  });
});

describe('uploading', () => {
  it('is answered before anybody hears of it, and the message tells everybody', async () => {
    const { frames } = await connect(app, bob);
    const file = await upload(ann, id, text());
    const told = () => frames.flatMap(({ messages }) => messages.flatMap(({ uploads }) => uploads));
    expect(told()).toEqual([]);
    const { ask } = await connect(app, ann);
    const answer = await ask('message:send', { channelId: id, clientId: randomUUID(), body: '', uploadIds: [file.id] });
    expect((answer as { data: { message: MessageView } }).data.message.uploads).toEqual([file]);
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(told()).toEqual([file]);
  });

  it.each([
    { uploadIds: ['no id'] },
    { uploadIds: Array.from({ length: 11 }, () => randomUUID()) },
    { uploadIds: [randomUUID()].flatMap((one) => [one, one]) },
    { uploadIds: null },
    { uploadIds: 'x' },
  ])('is not claimed by %j', async (wrong) => {
    const draft = { clientId: randomUUID(), body: 'x', ...wrong };
    const answer = await ann.post(`/api/channels/${id}/messages`, draft).expect(400);
    const errors = expect.arrayContaining([expect.objectContaining({ pointer: '/uploadIds' })]);
    expect(answer.body).toMatchObject({ code: 'validation_failed', errors });
  });

  it('is refused to those who are not in the channel, and to nobody else', async () => {
    expect((await uploading(outsider, id, text())).body).toMatchObject({ code: 'channel_not_found' });
    await uploading(bob, id, text()).expect(201);
  });

  it('of an empty file is refused, with what is wrong', async () => {
    const answer = await uploading(ann, id, { name: 'empty.txt', bytes: Buffer.alloc(0) }).expect(400);
    expect(answer.body).toMatchObject({ code: 'validation_failed', errors: [{ pointer: '/file', code: 'empty' }] });
  });
});
