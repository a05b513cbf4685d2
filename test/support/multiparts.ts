import { latin } from './samples.js';

/** Names that a stranger may give to a file. */
export const NAMES: { what: string; name: string }[] = [
  { what: 'a plain name', name: 'normal name.txt' },
  { what: 'a Russian name', name: 'имя файла.txt' },
  { what: 'a Japanese name', name: '日本.png' },
  { what: 'an emoji', name: '👩‍👩‍👧‍👦.txt' },
  { what: 'letters and their accents apart', name: 'cafe\u0301.txt' },
  { what: 'a way up', name: '../../x' },
  { what: 'a way up in Windows', name: '..\\..\\x' },
  { what: 'an encoded way up', name: '..%2f..%2fx' },
  { what: 'a way from the root', name: '/etc/passwd' },
  { what: 'a zero byte', name: 'a\0b' },
  { what: 'a line break and a header', name: 'a\r\nSet-Cookie: x=1' },
  { what: 'quotes', name: 'a"; filename="b.html' },
  { what: 'other control characters', name: 'a\u0007\u001b[31m\u0085\u2028b.txt' },
  { what: '4 KB', name: `${'a'.repeat(4_092)}.txt` },
  { what: '4 KB without an ending', name: 'я'.repeat(2_048) },
  { what: 'a turn of direction', name: 'photo\u202egnp.exe' },
  { what: 'a device of Windows', name: 'con' },
  { what: 'a hidden file', name: '.htaccess' },
  { what: 'one dot', name: '.' },
  { what: 'two dots', name: '..' },
  { what: 'a tag', name: '<img src=x onerror=alert(1)>' },
  { what: 'the name of a prototype', name: '__proto__' },
  { what: 'nothing', name: '' },
  { what: 'spaces', name: '   ' },
  { what: 'characters that are not seen', name: '\u200b\u2060\ufeff' },
  { what: 'half a character', name: 'a\ud83db.txt' },
];

/** A body that no server should take: `it.each(MULTIPARTS)('$what', …)`. */
export interface Multipart {
  what: string;
  contentType: string;
  /** What `content-length` says: more than what is sent where the wire breaks in the middle. */
  length: number;
  chunks: () => Iterable<Buffer>;
  /** The only right status, or null where any of 4xx will do. There is no answer to one whose wire broke. */
  status: 400 | null;
  aborted: boolean;
}

interface Part {
  /** The field's name, or undefined for none. */
  name?: string;
  /** Left out for a field that is no file. */
  filename?: string;
  mime?: string;
  headers?: string;
  data?: Buffer;
}

const BOUNDARY = 'veche-boundary';
const CONTENT_TYPE = `multipart/form-data; boundary=${BOUNDARY}`;
const END = latin(`--${BOUNDARY}--\r\n`);

export function multipart(parts: Part[]): { contentType: string; body: Buffer } {
  return { contentType: CONTENT_TYPE, body: Buffer.concat([...parts.map(partBytes), END]) };
}

function partBytes({ name, filename, mime, headers = '', data = latin('hello') }: Part): Buffer {
  const words = ['form-data'];
  if (name !== undefined) words.push(`name="${name}"`);
  if (filename !== undefined) words.push(`filename="${filename}"`);
  const type = mime === undefined ? '' : `Content-Type: ${mime}\r\n`;
  const head = `--${BOUNDARY}\r\nContent-Disposition: ${words.join('; ')}\r\n${type}${headers}\r\n`;
  return Buffer.concat([Buffer.from(head), data, latin('\r\n')]);
}

const FILE: Part = { name: 'file', filename: 'a.txt', mime: 'text/plain' };

function bad(what: string, body: Buffer, contentType = CONTENT_TYPE, status: 400 | null = 400): Multipart {
  return { what, contentType, length: body.length, chunks: () => [body], status, aborted: false };
}

const of = (...parts: Part[]): Buffer => multipart(parts).body;
const whole = of(FILE);

/** Sends the first of its bytes at once, some more in small pieces, and never the rest. */
function* half(body: Buffer): Iterable<Buffer> {
  const middle = Math.floor(body.length / 2);
  yield body.subarray(0, middle - 300);
  for (let at = middle - 300; at < middle; at += 100) yield body.subarray(at, at + 100);
}

function aborted(what: string, body: Buffer): Multipart {
  return { ...bad(what, body), chunks: () => half(body), status: null, aborted: true };
}

/** For an address that takes exactly one file, in the field `file`, and nothing else. */
export const MULTIPARTS: Multipart[] = [
  bad('no boundary', whole, 'multipart/form-data'),
  bad('an empty boundary', whole, 'multipart/form-data; boundary='),
  bad('another boundary', whole, 'multipart/form-data; boundary=another'),
  bad('no body', Buffer.alloc(0)),
  bad('noise for a body', Buffer.alloc(1_000, 'x')),
  bad('no closing boundary', whole.subarray(0, -END.length)),
  bad('half a closing boundary', whole.subarray(0, -6)),
  bad('another kind of content', whole, 'application/x-www-form-urlencoded', null),
  bad('another kind of multipart', whole, `multipart/mixed; boundary=${BOUNDARY}`, null),
  aborted('a wire that breaks in the middle', of({ ...FILE, data: Buffer.alloc(1 << 20, 'x') })),
  bad('10,000 fields', of(...Array.from({ length: 10_000 }, (_, n) => ({ name: `f${n}` })), FILE)),
  bad('one field besides', of({ name: 'other' }, FILE)),
  bad('one field behind', of(FILE, { name: 'other' })),
  bad('a field 1,000 deep', of({ name: `a${'[b]'.repeat(1_000)}` }, FILE)),
  bad('a file 1,000 deep', of({ ...FILE, name: `file${'[b]'.repeat(1_000)}` })),
  bad('a field that would be a prototype', of({ name: '__proto__[polluted]' }, FILE)),
  bad('a file without a field', of({ filename: 'a.txt', mime: 'text/plain' })),
  bad('a field without a name', of({}, FILE)),
  bad('a file in a field with an empty name', of({ ...FILE, name: '' })),
  bad('two files', of(FILE, FILE)),
  bad('a file in another field', of({ ...FILE, name: 'other' })),
  bad('a file and one in another field', of(FILE, { ...FILE, name: 'other' })),
  bad('a text where the file should be', of({ name: 'file' })),
  bad('no file', of()),
  bad('a part without headers', Buffer.concat([latin(`--${BOUNDARY}\r\n\r\nhello\r\n`), END])),
  bad('a part with 1 MB of one header', of({ ...FILE, headers: `X-Long: ${'x'.repeat(1 << 20)}\r\n` })),
  bad('a part with 1 MB of headers', of({ ...FILE, headers: 'X-Many: 1\r\n'.repeat(95_000) })),
  bad(
    'a part with a header that never ends',
    Buffer.concat([latin(`--${BOUNDARY}\r\nX: `), Buffer.alloc(1 << 20, 'x')]),
  ),
  bad('a name of 1 MB', of({ ...FILE, name: 'x'.repeat(1 << 20) })),
];
