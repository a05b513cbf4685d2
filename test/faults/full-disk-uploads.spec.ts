import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdirSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import type { Test } from 'supertest';
import { startApp, type TestApp } from '../support/app.js';
import { multipart } from '../support/multiparts.js';
import { generalOf, type Person, register } from '../support/people.js';
import { chunk, rawRequest } from '../support/raw-http.js';
import { expectRemains, type Remains, remainsOf } from '../support/remains.js';
import { latin, noise } from '../support/samples.js';
import { fill, removeDisk, smallDisk } from '../support/small-disk.js';
import { attach, type Chosen, picture, text, upload, uploading } from '../support/uploads.js';

const KIB = 1024;
/** Of a disk of 8 MiB the twentieth part stays free. */
const RESERVE = 410 * KIB;
const NAMES = 200;
const disk = smallDisk('8m', NAMES);

/** So small that it becomes several times as large when it is encoded anew. */
async function grainyPicture(): Promise<Chosen> {
  const raw = { width: 1_200, height: 900, channels: 3 as const };
  const bytes = await sharp(noise(1_200 * 900 * 3), { raw })
    .jpeg({ quality: 12 })
    .toBuffer();
  return { name: 'grain.jpg', mime: 'image/jpeg', bytes };
}

function describeFullDisk(folder: string): void {
  const ballast = join(folder, 'ballast');
  let app: TestApp;
  let person: Person;
  let channelId: string;
  let keptUrl: string;
  let remains: Remains;
  beforeAll(async () => {
    app = await startApp({ UPLOADS_DIR: join(folder, 'uploads') });
    person = await register(app);
    channelId = (await generalOf(person)).id;
    keptUrl = (await upload(person, channelId, text('kept'))).url;
    remains = await remainsOf(app);
    mkdirSync(ballast);
  });
  afterEach(async () => {
    await person.get(keptUrl).expect(200);
    rmSync(ballast, { recursive: true });
    mkdirSync(ballast);
    const again = [text('room again'), await picture('png', 9, 9)];
    for (const file of again) await person.delete((await upload(person, channelId, file)).url).expect(204);
    await expectRemains(app, remains);
  });
  afterAll(async () => {
    await app.stop();
    removeDisk(folder);
  });

  async function expectFull(test: Test): Promise<void> {
    const answer = await test;
    expect({ status: answer.status, type: answer.type }).toEqual({ status: 507, type: 'application/problem+json' });
    expect(answer.body).toMatchObject({ code: 'storage_full', retryable: true });
    expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0);
    expect(await remainsOf(app)).toEqual(remains);
  }

  function leaveBytes(bytes: number): void {
    const { bavail, bsize } = statfsSync(folder);
    writeFileSync(join(ballast, 'bytes'), Buffer.alloc(bavail * bsize - bytes));
  }

  function leaveNames(count: number): void {
    for (let name = statfsSync(folder).ffree; name > count; name--) writeFileSync(join(ballast, String(name)), '');
  }

  function ask(headers: Record<string, string>) {
    const { contentType } = multipart([]);
    const head = `POST /api/channels/${channelId}/uploads`;
    return rawRequest(app.url, head, { cookie: person.cookie, 'content-type': contentType, ...headers });
  }

  it('answers storage_full to files, pictures and avatars', async () => {
    fill(join(ballast, 'bytes'));
    await expectFull(uploading(person, channelId, text()));
    await expectFull(uploading(person, channelId, await picture('jpeg', 9, 9)));
    await expectFull(attach(person.put('/api/users/me/avatar'), await picture('jpeg', 9, 9)));
  });

  it('is not filled to the last byte: what would take the reserve is refused before it is read', async () => {
    leaveBytes(RESERVE + 1_000 * KIB);
    const answer = await ask({ 'content-length': `${1_100 * KIB}` }).answer;
    expect(answer).toMatchObject({ status: 507 });
    expect(JSON.parse(answer!.body)).toMatchObject({ code: 'storage_full' });
    await person.delete((await upload(person, channelId, text('this fits'))).url).expect(204);
    await expectRemains(app, remains);
  });

  it('answers storage_full to a body that did not say how large it is, and fills it', async () => {
    leaveBytes(RESERVE + 1_000 * KIB);
    const request = ask({ 'transfer-encoding': 'chunked' });
    const part = { name: 'file', filename: 'a.bin', mime: 'application/octet-stream', data: latin('MARK') };
    const [before = '', after = ''] = multipart([part]).body.toString('latin1').split('MARK');
    await request.write(chunk(latin(before)));
    for (let sent = 0; sent < 3_000; sent += 100) await request.write(chunk(Buffer.alloc(100 * KIB, 'x')));
    await request.write(Buffer.concat([chunk(latin(after)), latin('0\r\n\r\n')]));
    const answer = await request.answer;
    expect(answer).toMatchObject({ status: 507 });
    expect(JSON.parse(answer!.body)).toMatchObject({ code: 'storage_full', retryable: true });
    expect(await remainsOf(app)).toEqual(remains);
  });

  it('answers storage_full to a picture that fits only until it is made anew', async () => {
    const file = await grainyPicture();
    leaveBytes(RESERVE + file.bytes.length + 16 * KIB);
    await expectFull(uploading(person, channelId, file));
  });

  it.each([
    [0, 'a draft'],
    [1, 'the folder of a file'],
  ])('with room for %i more names answers storage_full, for want of %s', async (count) => {
    leaveNames(count);
    await expectFull(uploading(person, channelId, text(`one of many ${count}`)));
  });

  it.each([
    [1, 'pictures made anew'],
    [2, 'its thumbnail'],
    [3, 'the folder of one of them'],
  ])('with room for %i more names answers storage_full to a picture, for want of %s', async (count) => {
    leaveNames(count);
    await expectFull(uploading(person, channelId, await picture('jpeg', 40 + count, 30)));
  });

  it.each([1, 2])('with room for %i more names answers storage_full to an avatar', async (count) => {
    leaveNames(count);
    await expectFull(attach(person.put('/api/users/me/avatar'), await picture('jpeg', 700 + count, 600)));
  });
}

if (disk) {
  describe('a disk for uploads that is full', () => {
    describeFullDisk(disk);
  });
} else process.stderr.write('NOT RUN: uploads to a full disk. Mounting a small one needs root.\n');
