import { crc32, deflateRawSync, gzipSync } from 'node:zlib';
import { gif } from './picture-bytes.js';
import { jpeg, quartered } from './pictures.js';
import { big, latin, little, noise, type Outcome, type Sample, SCRIPT, SECRET } from './samples.js';

const row = (what: string, name: string, mime: string, expected: Outcome, bytes: Sample['bytes']): Sample => ({
  what,
  name,
  mime,
  expected,
  bytes,
});

const file = (what: string, name: string, mime: string, bytes: Sample['bytes'] | string): Sample =>
  row(what, name, mime, 'file', typeof bytes === 'string' ? () => Buffer.from(bytes) : bytes);

const HTML = `<!doctype html><title>page</title>${SCRIPT}`;

const svg = (inside: string, before = ''): string =>
  `<?xml version="1.0"?>${before}<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="90" height="60">${inside}</svg>`;

/** Ten entities of which each is ten times the one before it. */
const laughs = (): string => {
  const entities = Array.from({ length: 10 }, (_, n) => `<!ENTITY l${n + 1} "${`&l${n};`.repeat(10)}">`);
  return svg('<text>&l10;</text>', `<!DOCTYPE svg [<!ENTITY l0 "ha">${entities.join('')}]>`);
};

const SVGS: [string, string][] = [
  ['an SVG', svg('<rect width="90" height="60"/>')],
  ['an SVG with a script', svg(SCRIPT)],
  ['an SVG with a handler', svg(`<g onload="alert('${SECRET}')"/>`)],
  [
    'an SVG with a page inside',
    svg(`<foreignObject><body xmlns="http://www.w3.org/1999/xhtml">${SCRIPT}</body></foreignObject>`),
  ],
  ['an SVG that refers outside', svg('<image xlink:href="http://127.0.0.1:9/x.png" width="9" height="9"/>')],
  ['an SVG that refers to a file', svg('<text>&f;</text>', '<!DOCTYPE svg [<!ENTITY f SYSTEM "file:///etc/passwd">]>')],
  ['an SVG of a thousand million laughs', laughs()],
];

async function trailing(picture: Promise<Buffer> | Buffer, tail: Buffer | string): Promise<Buffer> {
  return Buffer.concat([await picture, Buffer.from(tail)]);
}

const tiff = (): Promise<Buffer> => quartered().tiff().toBuffer();
const pngBytes = (): Promise<Buffer> => quartered().png().toBuffer();

export const POLYGLOTS: Sample[] = [
  row('a script that begins like a GIF', 'a.gif', 'image/gif', 'refused', () =>
    latin(`GIF89a=1;/*${' '.repeat(60)}*/alert('${SECRET}')`),
  ),
  row('a GIF with a script behind it', 'a.gif', 'image/gif', 'picture', () =>
    trailing(gif({ frames: 1, width: 8, height: 8 }), `=1;alert('${SECRET}')`),
  ),
  row('a PNG with a page behind it', 'a.png', 'image/png', 'picture', () => trailing(pngBytes(), HTML)),
  row('a JPEG with a zip behind it', 'a.jpg', 'image/jpeg', 'picture', () =>
    trailing(jpeg(), zip({ 'x.html': latin(HTML) })),
  ),
  row('a WebP with a page behind it', 'a.webp', 'image/webp', 'picture', () =>
    trailing(quartered().webp().toBuffer(), HTML),
  ),
  row('an AVIF with a page behind it', 'a.avif', 'image/avif', 'picture', () =>
    trailing(quartered().avif({ effort: 0 }).toBuffer(), HTML),
  ),
  row('a page that says it is a PNG', 'page.png', 'image/png', 'refused', () => latin(HTML)),
  row('a page with the name of a PNG', 'page.png', 'text/html', 'refused', () => latin(HTML)),
  row('a page with the type of a PNG', 'page.html', 'image/png', 'refused', () => latin(HTML)),
  row('a PNG that says it is a page', 'x.html', 'text/html', 'picture', pngBytes),
  row('a PNG that says it is a JPEG', 'x.jpg', 'image/jpeg', 'picture', pngBytes),
  row('a PNG that says nothing', 'x', 'application/octet-stream', 'picture', pngBytes),
  row('a PNG that says it is an SVG', 'x.svg', 'image/svg+xml', 'picture', pngBytes),
  row('an SVG with the name of a PNG', 'x.png', 'image/svg+xml', 'refused', () => latin(svg(SCRIPT))),
  row('an SVG with the type of a PNG', 'x.svg', 'image/png', 'refused', () => latin(svg(SCRIPT))),
  row('a TIFF with the name of a PNG', 'x.png', 'image/png', 'refused', tiff),
  row('a HEIC with the name of an AVIF', 'x.avif', 'image/avif', 'refused', heic),
  row('a PDF with the name of a JPEG', 'x.JPG', 'image/jpeg', 'refused', () => latin(pdf())),
];

/** What is no picture that we read, and must never be shown to the decoder. */
export const PLAIN_FILES: Sample[] = [
  ...SVGS.map(([what, text]) => file(what, 'a.svg', 'image/svg+xml', text)),
  file('a page', 'a.html', 'text/html', HTML),
  file('a script', 'a.js', 'text/javascript', `alert('${SECRET}')`),
  file('a text', 'a.txt', 'text/plain', 'Добрый день\n'),
  file('a PDF with a script', 'a.pdf', 'application/pdf', pdf()),
  file('a TIFF', 'a.tiff', 'image/tiff', tiff),
  file('a BMP', 'a.bmp', 'image/bmp', bmp),
  file('an ICO', 'a.ico', 'image/x-icon', ico),
  file('a PSD', 'a.psd', 'image/vnd.adobe.photoshop', () => Buffer.concat([latin('8BPS\0\x01'), noise(500)])),
  file('a HEIC', 'a.heic', 'image/heic', heic),
  file('a JPEG 2000', 'a.jp2', 'image/jp2', () => latin('\0\0\0\x0cjP  \r\n\x87\n\0\0\0\x14ftypjp2 \0\0\0\0jp2 ')),
  file('a JPEG XL', 'a.jxl', 'image/jxl', () => latin('\xff\x0a\xfa\x7f\x01\x90')),
  file(
    'an MVG',
    'a.mvg',
    'image/x-mvg',
    'push graphic-context\nimage over 0,0 0,0 \'https://127.0.0.1:9/x"|id"\'\npop graphic-context\n',
  ),
  file('a shell script', 'a.sh', 'application/x-sh', '#!/bin/sh\nid\n'),
  file(
    'an XBM',
    'a.xbm',
    'image/x-xbitmap',
    '#define a_width 8\n#define a_height 1\nstatic char a_bits[] = { 0x55 };\n',
  ),
  file('a PPM', 'a.ppm', 'image/x-portable-pixmap', () => Buffer.concat([latin('P6\n2 2\n255\n'), Buffer.alloc(12)])),
  file('a CSV', 'a.csv', 'text/csv', '1,2\n3,4\n'),
  file('a zip', 'a.zip', 'application/zip', () => zip({ 'x.html': latin(HTML) })),
  file('a zip bomb', 'bomb.zip', 'application/zip', zipBomb),
  file('a gzip bomb', 'bomb.gz', 'application/gzip', () => gzipSync(Buffer.alloc(64 << 20), { level: 1 })),
  file('an svgz bomb', 'bomb.svgz', 'image/svg+xml', () => gzipSync(svg(' '.repeat(32 << 20)), { level: 1 })),
  file('a program for Windows', 'a.exe', 'application/vnd.microsoft.portable-executable', () =>
    Buffer.concat([latin('MZ'), noise(500)]),
  ),
];

function pdf(): string {
  const open = `<</Type/Catalog/Pages 2 0 R/OpenAction<</S/JavaScript/JS(app.alert('${SECRET}'))>>>>`;
  return `%PDF-1.4\n1 0 obj${open}endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n`;
}

function bmp(): Buffer {
  const header = [latin('BM'), little(58), little(0), little(54), little(40), little(1), little(1)];
  return Buffer.concat([...header, little(1, 2), little(24, 2), Buffer.alloc(24), Buffer.from([0, 0, 255, 0])]);
}

async function ico(): Promise<Buffer> {
  const inside = await quartered({ width: 16, height: 16 }).png().toBuffer();
  const entry = Buffer.concat([Buffer.from([16, 16, 0, 0, 1, 0, 32, 0]), little(inside.length), little(22)]);
  return Buffer.concat([Buffer.from([0, 0, 1, 0, 1, 0]), entry, inside]);
}

/** The brands of a telephone's HEIC, and the beginning of its boxes. */
function heic(): Buffer {
  const brands = latin('ftypheic\0\0\0\0mif1heic');
  const meta = latin('meta\0\0\0\0\0\0\0!hdlr\0\0\0\0\0\0\0\0pict\0\0\0\0\0\0\0\0\0\0\0\0\0');
  return Buffer.concat([big(brands.length + 4), brands, big(meta.length + 4), meta, noise(2_000)]);
}

/** Three floors, ten rooms each, and 8 MB of nothing in each room of the lowest. */
function zipBomb(): Buffer {
  const floor = (inside: Buffer) => zip(Object.fromEntries(Array.from({ length: 10 }, (_, n) => [`${n}`, inside])));
  return floor(floor(floor(Buffer.alloc(8 << 20))));
}

export function zip(entries: Record<string, Buffer>): Buffer {
  const packed = new Map<Buffer, Buffer>();
  const locals: Buffer[] = [];
  const central: Buffer[] = [];
  let offset = 0;
  for (const [name, bytes] of Object.entries(entries)) {
    const data = packed.get(bytes) ?? deflateRawSync(bytes);
    packed.set(bytes, data);
    const facts = Buffer.concat([
      ...[little(20, 2), little(0, 2), little(8, 2), little(0), little(crc32(bytes)), little(data.length)],
      ...[little(bytes.length), little(name.length, 2), little(0, 2)],
    ]);
    const local = Buffer.concat([latin('PK\x03\x04'), facts, latin(name), data]);
    locals.push(local);
    central.push(
      Buffer.concat([latin('PK\x01\x02'), little(20, 2), facts, Buffer.alloc(10), little(offset), latin(name)]),
    );
    offset += local.length;
  }
  const index = Buffer.concat(central);
  const count = little(central.length, 2);
  const end = [latin('PK\x05\x06'), little(0), count, count, little(index.length), little(offset), little(0, 2)];
  return Buffer.concat([...locals, index, ...end]);
}
