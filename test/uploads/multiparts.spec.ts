import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { LIMITS } from '../../src/contract/limits.js';
import type { UploadView } from '../../src/contract/views.js';
import { startApp, type TestApp } from '../support/app.js';
import { multipart, MULTIPARTS } from '../support/multiparts.js';
import { generalOf, groupOf, type Person, register } from '../support/people.js';
import { chunk, type RawAnswer, type RawRequest, rawRequest } from '../support/raw-http.js';
import { expectRemains, NOTHING, remainsOf } from '../support/remains.js';
import { latin } from '../support/samples.js';
import { diskOf } from '../support/stored-files.js';
import { until } from '../support/until.js';
import { text, uploading } from '../support/uploads.js';

const MIB = 1024 * 1024;

let app: TestApp;
let person: Person;
let channelId: string;
beforeAll(async () => {
  app = await startApp();
  person = await register(app);
  channelId = (await generalOf(person)).id;
});
afterAll(() => app.stop());
afterEach(() => expectRemains(app, NOTHING));

/** Where bodies go, and how large a file may be there. */
const ADDRESSES = [
  { what: 'a file', head: () => `POST /api/channels/${channelId}/uploads`, most: LIMITS.uploadBytes },
  { what: 'a picture of a person', head: () => 'PUT /api/users/me/avatar', most: LIMITS.avatarBytes },
];

function ask(head: string, contentType: string, headers: Record<string, string>, cookie = person.cookie): RawRequest {
  return rawRequest(app.url, head, { cookie, 'content-type': contentType, ...headers });
}

function expectProblem(answer: RawAnswer | null, status: number | RegExp, code?: string): void {
  expect(answer).not.toBeNull();
  if (typeof status === 'number') expect(answer!.status).toBe(status);
  else expect(String(answer!.status)).toMatch(status);
  expect(answer!.headers['content-type']).toMatch(/^application\/problem\+json/);
  const problem = JSON.parse(answer!.body) as { status: number; code: string };
  expect(problem.status).toBe(answer!.status);
  if (code) expect(problem.code).toBe(code);
}

const whole = (data: Buffer) => multipart([{ name: 'file', filename: 'a.txt', mime: 'text/plain', data }]);
const { contentType } = whole(latin(''));

describe.each(ADDRESSES)('the body of $what', ({ head, most }) => {
  const rows = MULTIPARTS.filter(({ aborted }) => !aborted);
  it.each(rows)('is refused, and leaves nothing, when it is $what', async (row) => {
    const request = ask(head(), row.contentType, { 'content-length': `${row.length}` });
    for (const bytes of row.chunks()) await request.write(bytes);
    expectProblem(await request.answer, row.status ?? /^4\d\d$/);
    expect(await remainsOf(app)).toEqual(NOTHING);
  });

  it.each(MULTIPARTS.filter(({ aborted }) => aborted))('leaves nothing when it is $what', async (row) => {
    const request = ask(head(), row.contentType, { 'content-length': `${row.length}` });
    for (const bytes of row.chunks()) await request.write(bytes);
    await until(() => diskOf(app).drafts.length === 1, 'the file has begun');
    request.tear();
    expect(await request.answer).toBeNull();
    await expectRemains(app, NOTHING);
  });

  it.each([
    ['its boundary', 0.0001],
    ['the head of its file', 0.005],
    ['its first bytes', 0.02],
    ['its middle', 0.5],
    ['its last bytes', 0.98],
    ['its last boundary', 0.9999],
  ])('leaves nothing when the wire breaks in %s', async (_, share) => {
    const { body } = whole(Buffer.alloc(20_000, 'x'));
    for (const framing of ['announced', 'chunked']) {
      const piece = body.subarray(0, Math.floor(body.length * share));
      const length = { 'content-length': `${body.length}` };
      const request = ask(head(), contentType, framing === 'chunked' ? { 'transfer-encoding': 'chunked' } : length);
      await request.write(framing === 'chunked' ? chunk(piece) : piece);
      if (share > 0.01) await until(() => diskOf(app).drafts.length === 1, 'the file has begun');
      request.tear();
      await request.answer;
      await expectRemains(app, NOTHING);
    }
  });

  it('is refused at once when it says that it is too large: none of it need be sent', async () => {
    const request = ask(head(), contentType, { 'content-length': `${most + MIB}` });
    expectProblem(await request.answer, 413, 'payload_too_large');
  });

  it('is refused, and leaves nothing, when it turns out to be one byte too large', async () => {
    const request = ask(head(), contentType, { 'transfer-encoding': 'chunked' });
    const [before, after] = around(whole(latin('MARK')).body);
    await request.write(chunk(before));
    const mebibyte = chunk(Buffer.alloc(MIB, 'x'));
    for (let sent = 0; sent < most; sent += MIB) await request.write(mebibyte);
    await request.write(Buffer.concat([chunk(Buffer.concat([latin('x'), after])), latin('0\r\n\r\n')]));
    expectProblem(await request.answer, 413, 'payload_too_large');
    expect(await remainsOf(app)).toEqual(NOTHING);
  });

  it('is not waited for when nobody is signed in', async () => {
    const request = ask(head(), contentType, { 'content-length': `${most}` }, '');
    expectProblem(await request.answer, 401, 'unauthenticated');
  });
});

function around(body: Buffer): [Buffer, Buffer] {
  const at = body.indexOf('MARK');
  return [body.subarray(0, at), body.subarray(at + 4)];
}

describe('a body that need not be read', () => {
  it.each([
    ['uploads to', (id: string) => `POST /api/channels/${id}/uploads`],
    ['changes the picture of', (id: string) => `PUT /api/groups/${id}/avatar`],
  ])('is not waited for when an outsider %s a group', async (_, head) => {
    const id = await groupOf(await register(app));
    const request = ask(head(id), contentType, { 'content-length': `${10 * MIB}` });
    expectProblem(await request.answer, 404, 'channel_not_found');
  });

  it('is not waited for when somebody else runs the group', async () => {
    const id = await groupOf(await register(app), [person]);
    const request = ask(`PUT /api/groups/${id}/avatar`, contentType, { 'content-length': `${10 * MIB}` });
    expectProblem(await request.answer, 403, 'forbidden');
  });
});

describe('uploads that break off', () => {
  it.each([
    ['before their body', 0],
    ['in their body', 10_000],
  ])('%s leave their places to those that come after them', async (_, sent) => {
    const head = `POST /api/channels/${channelId}/uploads`;
    const { body } = whole(Buffer.alloc(20_000, 'x'));
    for (let round = 0; round < LIMITS.uploadsUnsent; round++) {
      const request = ask(head, contentType, { 'content-length': `${body.length}` });
      await request.write(body.subarray(0, sent));
      request.tear();
      await request.answer;
    }
    const views = await Promise.all(
      Array.from({ length: LIMITS.uploadsUnsent }, () => untilAdmitted(person, channelId)),
    );
    for (const { url } of views) await person.delete(url).expect(204);
  });
});

/** The server may not have heard yet of all that broke off. */
async function untilAdmitted(...to: [Person, string]): Promise<UploadView> {
  for (let round = 0; round < 200; round++) {
    const answer = await uploading(...to, text());
    if (answer.status === 201) return answer.body as UploadView;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error('nothing more was taken');
}
