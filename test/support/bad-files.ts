import { deflateSync } from 'node:zlib';
import sharp from 'sharp';
import { animatedWebp, blackPng, gif, jpegOfSize, manyScans, png, pngChunk, webpOnCanvas } from './picture-bytes.js';
import { quartered } from './pictures.js';
import { beginning, big, latin, noise, type Outcome, patched, type Sample } from './samples.js';

const MIMES = { jpg: 'image/jpeg', png: 'image/png', gif: 'image/gif', webp: 'image/webp', avif: 'image/avif' };
type Kind = keyof typeof MIMES;

const sample = (what: string, kind: Kind, expected: Outcome, bytes: Sample['bytes']): Sample => ({
  what,
  name: `a.${kind}`,
  mime: MIMES[kind],
  expected,
  bytes,
});

const refused = (what: string, kind: Kind, bytes: Sample['bytes']) => sample(what, kind, 'refused', bytes);
const accepted = (what: string, kind: Kind, bytes: Sample['bytes']) => sample(what, kind, 'picture', bytes);

const grainy = (width = 200, height = 150) => sharp(noise(width * height * 3), { raw: { width, height, channels: 3 } });

const grainyFrames = (width = 60, height = 40, frames = 10) =>
  sharp(noise(width * height * frames * 3), {
    raw: { width, height: height * frames, channels: 3, pageHeight: height },
  });

function once(make: () => Promise<Buffer>): () => Promise<Buffer> {
  let made: Promise<Buffer> | undefined;
  return () => (made ??= make());
}

/** Whole files, large enough that a cut anywhere takes pixels away. */
const WHOLE: [string, Kind, () => Promise<Buffer>][] = [
  ['a JPEG', 'jpg', () => grainy().jpeg().toBuffer()],
  ['a progressive JPEG', 'jpg', () => grainy().jpeg({ progressive: true }).toBuffer()],
  ['a PNG', 'png', () => grainy().png().toBuffer()],
  ['an interlaced PNG', 'png', () => grainy().png({ progressive: true }).toBuffer()],
  ['a GIF', 'gif', () => grainy().gif({ effort: 1 }).toBuffer()],
  ['a WebP', 'webp', () => grainy().webp().toBuffer()],
  ['a lossless WebP', 'webp', () => grainy().webp({ lossless: true, effort: 0 }).toBuffer()],
  ['an AVIF', 'avif', () => grainy().avif({ effort: 0 }).toBuffer()],
  ['an animated WebP', 'webp', () => grainyFrames().webp({ effort: 0 }).toBuffer()],
];

const OFFSETS = [10, 20, 30, 40, 50, 60, 70, 80, 90, 95];

export const TRUNCATED: Sample[] = WHOLE.flatMap(([what, kind, make]) => {
  const whole = once(make);
  return OFFSETS.map((percent) =>
    refused(`the first ${percent} % of ${what}`, kind, async () => beginning(await whole(), percent)),
  );
});

const animatedGif = once(() => grainyFrames().gif({ effort: 1 }).toBuffer());

/** Cut too, but with at least one frame whole: sharp finds nothing wrong with these, the last frame half empty or not. */
export const SHORTENED: Sample[] = [
  ...OFFSETS.slice(1).map((percent) =>
    accepted(`the first ${percent} % of an animated GIF`, 'gif', async () => beginning(await animatedGif(), percent)),
  ),
  accepted('a GIF without its last byte', 'gif', async () =>
    (await grainy().gif({ effort: 1 }).toBuffer()).subarray(0, -1),
  ),
  accepted('a PNG without its last chunk', 'png', async () => (await grainy().png().toBuffer()).subarray(0, -12)),
];

const MAGIC: [string, Kind, string][] = [
  ['a JPEG', 'jpg', '\xff\xd8\xff\xe0'],
  ['a PNG', 'png', '\x89PNG\r\n\x1a\n'],
  ['a GIF', 'gif', 'GIF89a'],
  ['a WebP', 'webp', 'RIFF\x04\0\0\0WEBP'],
  ['an AVIF', 'avif', '\0\0\0\x10ftypavif\0\0\0\0'],
];

const avif = () => quartered().avif({ effort: 0 }).toBuffer();
const small = () => quartered({ width: 16, height: 16 }).removeAlpha();
const onePixel = (background = '#000') =>
  sharp({ create: { width: 1, height: 1, channels: 3, background } })
    .webp({ lossless: true })
    .toBuffer();
const webpFrames = async (frames: number, size = 1) =>
  animatedWebp([await onePixel('#f00'), await onePixel('#0f0')], { frames, width: size, height: size });
const tinyIdat = pngChunk('IDAT', deflateSync(Buffer.alloc(1_000)));

export const BROKEN: Sample[] = [
  refused('nothing at all', 'png', () => Buffer.alloc(0)),
  ...MAGIC.map(([what, kind, magic]) => refused(`the first bytes of ${what} and no more`, kind, () => latin(magic))),
  ...MAGIC.map(([what, kind, magic]) =>
    refused(`the first bytes of ${what} and noise`, kind, () => Buffer.concat([latin(magic), noise(10_000)])),
  ),
  refused('a PNG with a broken check sum', 'png', async () =>
    patched(await grainy().png().toBuffer(), 'IDAT', 500, latin('????')),
  ),
  refused('a JPEG with noise in its middle', 'jpg', async () => {
    const whole = await grainy().jpeg().toBuffer();
    return Buffer.concat([whole.subarray(0, 700), Buffer.alloc(500, 0xff), noise(whole.length - 1_200)]);
  }),
  refused('an AVIF whose data are noise', 'avif', async () => patched(await avif(), 'mdat', 4, noise(200))),
  refused('an AVIF with a box longer than the file', 'avif', async () =>
    patched(await avif(), 'meta', -4, big(0x7fffffff)),
  ),
  refused('an AVIF without a picture', 'avif', async () => patched(await avif(), 'pitm', 8, big(99, 2))),
];

const MANY = 10_000;

export const BOMBS: Sample[] = [
  refused('a PNG that says 30,000 × 30,000', 'png', () => png({ width: 30_000, height: 30_000 }, [tinyIdat])),
  refused('a PNG that says 1 × 1,000,000,000', 'png', () => png({ width: 1, height: 1_000_000_000 }, [tinyIdat])),
  refused('a PNG that says 0 × 0', 'png', () => png({ width: 0, height: 0 }, [tinyIdat])),
  refused('a JPEG that says 65,500 × 65,500', 'jpg', async () =>
    jpegOfSize(await small().jpeg().toBuffer(), 65_500, 65_500),
  ),
  refused('a small JPEG that says 4,800 × 4,800', 'jpg', async () =>
    jpegOfSize(await small().jpeg().toBuffer(), 4_800, 4_800),
  ),
  refused('a WebP that says 16,384 × 16,384', 'webp', async () => webpOnCanvas(await onePixel(), 16_384, 16_384)),
  refused('an AVIF that says 60,000 × 60,000', 'avif', async () =>
    patched(await avif(), 'ispe', 8, Buffer.concat([big(60_000), big(60_000)])),
  ),
  refused('a GIF that says 65,535 × 65,535', 'gif', () =>
    gif({ frames: 1, width: 65_535, height: 65_535, drawn: { width: 65_535, height: 65_535 } }),
  ),
  accepted('a GIF of one pixel on a screen of 65,535 × 65,535', 'gif', () =>
    gif({ frames: 1, width: 65_535, height: 65_535 }),
  ),
  refused('a GIF of 10,000 frames', 'gif', () => gif({ frames: MANY })),
  refused('a WebP of 10,000 frames', 'webp', () => webpFrames(MANY)),
  refused('a WebP of 80,000 frames', 'webp', () => webpFrames(80_000)),
  refused('a GIF of 1,001 frames', 'gif', () => gif({ frames: 1_001 })),
  refused('a WebP of 1,001 frames', 'webp', () => webpFrames(1_001)),
  accepted('a GIF of 1,000 frames', 'gif', () => gif({ frames: 1_000 })),
  accepted('a WebP of 1,000 frames', 'webp', () => webpFrames(1_000)),
  refused('a GIF of 100 frames of a megapixel', 'gif', () => gif({ frames: 100, width: 1_000, height: 1_000 })),
  refused('a WebP of 100 frames of a megapixel', 'webp', () => webpFrames(100, 1_000)),
  accepted('a GIF of 23 frames of a megapixel', 'gif', () => gif({ frames: 23, width: 1_000, height: 1_000 })),
  accepted('a WebP of 23 frames of a megapixel', 'webp', () => webpFrames(23, 1_000)),
  accepted('a PNG of 23.5 black megapixels', 'png', () => blackPng({ width: 5_000, height: 4_700 })),
  accepted('a PNG of 23.5 black megapixels of 64 bits', 'png', () =>
    blackPng({ width: 5_000, height: 4_700, depth: 16, kind: 'rgba' }),
  ),
  accepted('an interlaced PNG of 23.5 black megapixels', 'png', () =>
    blackPng({ width: 5_000, height: 4_700, interlaced: true }),
  ),
  refused('a PNG of 30 black megapixels', 'png', () => blackPng({ width: 6_000, height: 5_000 })),
  refused('a PNG of 30 black megapixels of one bit', 'png', () =>
    blackPng({ width: 6_000, height: 5_000, depth: 1, kind: 'grey' }),
  ),
  accepted('a PNG with a comment that inflates to 64 MB', 'png', () =>
    blackPng({ width: 16, height: 16 }, [textBomb('zTXt')]),
  ),
  accepted('a PNG with a profile that inflates to 64 MB', 'png', () =>
    blackPng({ width: 16, height: 16 }, [textBomb('iCCP')]),
  ),
  accepted('a progressive JPEG of 23.5 megapixels', 'jpg', () =>
    flat(5_000, 4_700).jpeg({ progressive: true }).toBuffer(),
  ),
  accepted('a WebP of 23.5 megapixels', 'webp', () => flat(5_000, 4_700).webp({ effort: 0 }).toBuffer()),
  accepted('an AVIF of 23.5 megapixels', 'avif', () => flat(5_000, 4_700).avif({ effort: 0 }).toBuffer()),
  refused('a progressive JPEG of 5,000 scans', 'jpg', async () =>
    manyScans(await small().jpeg({ progressive: true }).toBuffer(), 5_000),
  ),
];

const flat = (width: number, height: number) => sharp({ create: { width, height, channels: 3, background: '#456' } });

/** `zTXt` and `iCCP` begin alike: a name, a zero, and the way of compression, which is zero too. */
function textBomb(type: 'zTXt' | 'iCCP'): Buffer {
  return pngChunk(type, Buffer.concat([latin('Comment\0\0'), deflateSync(Buffer.alloc(64 << 20), { level: 1 })]));
}
