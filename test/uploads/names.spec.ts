import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { LIMITS } from '../../src/contract/limits.js';
import type { UploadView } from '../../src/contract/views.js';
import { startApp, type TestApp } from '../support/app.js';
import { multipart, NAMES } from '../support/multiparts.js';
import { generalOf, type Person, register } from '../support/people.js';
import { expectRemains, NOTHING, remainsOf } from '../support/remains.js';
import { latin } from '../support/samples.js';
import { picture } from '../support/uploads.js';

/** What nobody may see in a name: a path, control characters, turns of direction, half characters. */
const FORBIDDEN = /[/\\\p{Cc}\p{Bidi_Control}\p{Cs}\u2028\u2029]/u;
const SEEN = /[^\s.\p{Default_Ignorable_Code_Point}]/u;

let app: TestApp;
let person: Person;
let path: string;
const taken: string[] = [];
beforeAll(async () => {
  app = await startApp();
  person = await register(app);
  path = `/api/channels/${(await generalOf(person)).id}/uploads`;
});
afterEach(async () => {
  for (const url of taken.splice(0)) await person.delete(url).expect(204);
  await expectRemains(app, NOTHING);
});
afterAll(() => app.stop());

interface Written {
  contentType: string;
  body: Buffer;
}

/** The ways in which a name may be written into a part: as browsers do, as nobody should, and percent by percent. */
const WAYS: { way: string; written: (name: string, data: Buffer) => Written }[] = [
  { way: 'as browsers write it', written: (name, data) => plain(name.replace(/[\r\n"]/g, encodeURIComponent), data) },
  { way: 'raw', written: plain },
  { way: 'percent by percent', written: (name, data) => extended(name, data) },
];

const pixel = picture('png', 1, 1).then(({ bytes }) => bytes);

function plain(name: string, data: Buffer): Written {
  return multipart([{ name: 'file', filename: name, mime: 'text/plain', data }]);
}

/** `filename*` of RFC 5987. */
function extended(name: string, data: Buffer): Written {
  const { contentType, body } = multipart([{ name: 'file', filename: 'MARK', mime: 'text/plain', data }]);
  const [before = '', after = ''] = body.toString('latin1').split('filename="MARK"');
  const encoded = [...Buffer.from(name)].map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join('');
  return { contentType, body: latin(`${before}filename*=utf-8''${encoded}${after}`) };
}

/** The answer to an upload; null where it was refused, as a body that cannot be understood. */
async function send({ contentType, body }: Written): Promise<UploadView | null> {
  const headers = { cookie: person.cookie, 'content-type': contentType };
  const answer = await fetch(`${app.url}${path}`, { method: 'POST', headers, body: new Uint8Array(body) });
  expect(answer.headers.getSetCookie()).toEqual([]);
  if (answer.status === 201) {
    const view = (await answer.json()) as UploadView;
    taken.push(view.url);
    return view;
  }
  expect(answer.status).toBe(400);
  expect(answer.headers.get('content-type')).toMatch(/^application\/problem\+json/);
  expect(await remainsOf(app)).toEqual(NOTHING);
  return null;
}

/** The name that a browser would save a file under (RFC 6266), of a header in which nothing else stands. */
function savedName(header: string): string {
  const parameter = String.raw`(filename="(?<quoted>(?:[^"\\]|\\.)*)"|filename=(?<token>[\w.!#$%&'*+^\`|~-]+))`;
  const parts = new RegExp(
    `^(inline|attachment); ${parameter}(; filename\\*=UTF-8''(?<extended>[\\w.!#$&+^\`|~%-]+))?$`,
  ).exec(header);
  expect({ header, parses: parts !== null }).toEqual({ header, parses: true });
  const { quoted, token, extended: encoded } = parts!.groups!;
  return encoded === undefined ? (token ?? quoted!.replace(/\\(.)/g, '$1')) : decodeURIComponent(encoded);
}

function expectGoodName(name: string): void {
  expect(name).not.toMatch(FORBIDDEN);
  expect(name).toMatch(SEEN);
  expect(name).not.toMatch(/^\.*$/);
  expect(name.isWellFormed()).toBe(true);
  expect([...name].length).toBeLessThanOrEqual(LIMITS.uploadName);
}

/** Serves it, and expects the header to hold the name that the view tells and no other header to be there for it. */
async function expectServed(view: UploadView): Promise<void> {
  const answer = await fetch(`${app.url}${view.url}`, { headers: { cookie: person.cookie } });
  expect(answer.status).toBe(200);
  expect(answer.headers.getSetCookie()).toEqual([]);
  expect(savedName(answer.headers.get('content-disposition')!)).toBe(view.name);
  await answer.arrayBuffer();
}

describe.each(WAYS)('a name that is written $way', ({ written }) => {
  it.each(NAMES)('is harmless when it is $what', async ({ name }) => {
    const view = await send(written(name, await pixel));
    if (!view) return;
    expectGoodName(view.name);
    // Whatever it is called, it lies there by its hash.
    expect(await remainsOf(app)).toMatchObject({ drafts: [], damaged: [] });
    await expectServed(view);
  });
});

describe('a name', () => {
  const [browsers] = WAYS;

  it.each([
    ['имя файла.txt', 'имя файла.txt'],
    ['👩‍👩‍👧‍👦.txt', '👩‍👩‍👧‍👦.txt'],
    ['cafe\u0301.txt', 'cafe\u0301.txt'],
    ['<img src=x onerror=alert(1)>', '<img src=x onerror=alert(1)>'],
    ['../../x', 'x'],
    ['..\\..\\x', 'x'],
    ['..%2f..%2fx', '..%2f..%2fx'],
    ['/etc/passwd', 'passwd'],
    ['a\r\nSet-Cookie: x=1', 'aSet-Cookie: x=1'],
    ['a"; filename="b.html', 'a"; filename="b.html'],
    ['photo\u202egnp.exe', 'photognp.exe'],
    ['   ', 'file'],
    ['\u200b\u2060\ufeff', 'file'],
    [`${'я'.repeat(300)}.tar.gz`, `${'я'.repeat(LIMITS.uploadName - 3)}.gz`],
  ])('%j comes back as %j', async (given, expected) => {
    const view = await send(browsers!.written(given, latin('hello')));
    expect(view?.name).toBe(expected);
    await expectServed(view!);
  });

  it.each([
    ['holiday.gif', 'holiday.webp'],
    ['holiday.WEBP', 'holiday.WEBP'],
    ['holiday', 'holiday.webp'],
    ['page.html', 'page.html.webp'],
    ['   ', 'file.webp'],
    ['a'.repeat(LIMITS.uploadName), `${'a'.repeat(LIMITS.uploadName - 5)}.webp`],
    [`${'a'.repeat(LIMITS.uploadName - 4)}.gif`, `${'a'.repeat(LIMITS.uploadName - 5)}.webp`],
  ])('of a GIF, %j, comes back as %j: with the ending of what it became', async (given, expected) => {
    const view = await send(browsers!.written(given, (await picture('gif', 8, 8)).bytes));
    expect(view?.name).toBe(expected);
    await expectServed(view!);
  });

  it.each(['', '.', '..', 'a\0b'])('%j is refused as no name of a file', async (given) => {
    expect(await send(browsers!.written(given, latin('hello')))).toBeNull();
  });
});
