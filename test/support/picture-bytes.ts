import { crc32, deflateSync } from 'node:zlib';
import { big, latin, little } from './samples.js';

const PNG_MAGIC = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

interface PngHeader {
  width: number;
  height: number;
  /** Bits of one channel. */
  depth?: 1 | 8 | 16;
  kind?: 'grey' | 'rgb' | 'rgba';
  interlaced?: boolean;
}

const PNG_KINDS = { grey: { code: 0, channels: 1 }, rgb: { code: 2, channels: 3 }, rgba: { code: 6, channels: 4 } };

/** A PNG of just these chunks behind its header, whatever that promises. */
export function png(header: PngHeader, chunks: Buffer[]): Buffer {
  const { width, height, depth = 8, kind = 'rgb', interlaced = false } = header;
  const facts = Buffer.from([depth, PNG_KINDS[kind].code, 0, 0, interlaced ? 1 : 0]);
  const ihdr = pngChunk('IHDR', Buffer.concat([big(width), big(height), facts]));
  return Buffer.concat([PNG_MAGIC, ihdr, ...chunks, pngChunk('IEND', Buffer.alloc(0))]);
}

export function pngChunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([latin(type), data]);
  return Buffer.concat([big(data.length), body, big(crc32(body))]);
}

/** A whole and legal PNG in which every byte is zero. */
export function blackPng(header: PngHeader, before: Buffer[] = []): Buffer {
  const pixels = deflateSync(Buffer.alloc(pngBytes(header)), { level: 1 });
  return png(header, [...before, pngChunk('IDAT', pixels)]);
}

/** The passes of Adam7: where each begins and how far it steps, across and down. */
const ADAM7 = [
  ...([
    [0, 8, 0, 8],
    [4, 8, 0, 8],
    [0, 4, 4, 8],
    [2, 4, 0, 4],
  ] as const),
  ...([
    [0, 2, 2, 4],
    [1, 2, 0, 2],
    [0, 1, 1, 2],
  ] as const),
];

function pngBytes({ width, height, depth = 8, kind = 'rgb', interlaced = false }: PngHeader): number {
  const bits = depth * PNG_KINDS[kind].channels;
  const sizeOf = (across: number, down: number) => (across > 0 ? down * (1 + Math.ceil((across * bits) / 8)) : 0);
  if (!interlaced) return sizeOf(width, height);
  const passes = ADAM7.map(([x, dx, y, dy]) => sizeOf(Math.ceil((width - x) / dx), Math.ceil((height - y) / dy)));
  return passes.reduce((sum, bytes) => sum + bytes, 0);
}

interface Frames {
  frames: number;
  width?: number;
  height?: number;
}

interface GifFrames extends Frames {
  /** What each frame says that it draws; the bytes are those of one pixel. */
  drawn?: { width: number; height: number };
}

/** A GIF of this canvas in which each frame draws one pixel, black and white by turns. */
export function gif({ frames, width = 1, height = 1, drawn = { width: 1, height: 1 } }: GifFrames): Buffer {
  const screen = Buffer.concat([latin('GIF89a'), little(width, 2), little(height, 2), Buffer.from([0x80, 0, 0])]);
  const colours = Buffer.from([0, 0, 0, 255, 255, 255]);
  const forEver = Buffer.concat([Buffer.from([0x21, 0xff, 11]), latin('NETSCAPE2.0'), Buffer.from([3, 1, 0, 0, 0])]);
  const delay = Buffer.from([0x21, 0xf9, 4, 0, 4, 0, 0, 0]);
  const place = Buffer.concat([Buffer.from([0x2c, 0, 0, 0, 0]), little(drawn.width, 2), little(drawn.height, 2)]);
  const [black, white] = [0x44, 0x4c].map((pixel) =>
    Buffer.concat([delay, place, Buffer.from([0, 2, 2, pixel, 0x01, 0])]),
  );
  const all = byTurns([black!, white!], frames);
  return Buffer.concat([screen, colours, ...(frames > 1 ? [forEver] : []), all, Buffer.from([0x3b])]);
}

/** A WebP of this canvas that shows still WebPs of one pixel by turns. */
export function animatedWebp(pixels: Buffer[], { frames, width = 1, height = 1 }: Frames): Buffer {
  const canvas = Buffer.concat([little(width - 1, 3), little(height - 1, 3)]);
  const place = Buffer.concat([Buffer.alloc(6), little(0, 3), little(0, 3), little(40, 3), Buffer.from([0])]);
  const each = pixels.map((pixel) => riffChunk('ANMF', Buffer.concat([place, pixel.subarray(12)])));
  return riff([
    riffChunk('VP8X', Buffer.concat([Buffer.from([0x02, 0, 0, 0]), canvas])),
    riffChunk('ANIM', Buffer.alloc(6)),
    byTurns(each, frames),
  ]);
}

/** So many of these, all of one length, over and over. */
function byTurns(each: Buffer[], times: number): Buffer {
  return Buffer.alloc(each[0]!.length * times, Buffer.concat(each));
}

/** A still WebP that claims a canvas of its own. */
export function webpOnCanvas(still: Buffer, width: number, height: number): Buffer {
  const canvas = Buffer.concat([little(width - 1, 3), little(height - 1, 3)]);
  return riff([riffChunk('VP8X', Buffer.concat([Buffer.alloc(4), canvas])), still.subarray(12)]);
}

function riff(chunks: Buffer[]): Buffer {
  const body = Buffer.concat([latin('WEBP'), ...chunks]);
  return Buffer.concat([latin('RIFF'), little(body.length), body]);
}

function riffChunk(type: string, data: Buffer): Buffer {
  const even = data.length % 2 === 0 ? data : Buffer.concat([data, Buffer.alloc(1)]);
  return Buffer.concat([latin(type), little(data.length), even]);
}

/** A JPEG with these segments right behind its first marker. */
export function withSegments(jpeg: Buffer, segments: Buffer[]): Buffer {
  return Buffer.concat([jpeg.subarray(0, 2), ...segments, jpeg.subarray(2)]);
}

export function segment(marker: number, data: Buffer): Buffer {
  return Buffer.concat([Buffer.from([0xff, marker]), big(data.length + 2, 2), data]);
}

/** A colour profile in as many segments as it needs. */
export function iccSegments(profile: Buffer): Buffer[] {
  const most = 65_000;
  const count = Math.ceil(profile.length / most);
  return Array.from({ length: count }, (_, part) => {
    const head = Buffer.concat([latin('ICC_PROFILE\0'), Buffer.from([part + 1, count])]);
    return segment(0xe2, Buffer.concat([head, profile.subarray(part * most, (part + 1) * most)]));
  });
}

/** The profile of a JPEG in which it fits into one segment. */
export function iccOf(jpeg: Buffer): Buffer {
  const at = jpeg.indexOf('ICC_PROFILE\0', 0, 'latin1');
  return jpeg.subarray(at + 14, at - 2 + jpeg.readUInt16BE(at - 2));
}

/** A progressive JPEG whose last scan comes `times` more often. */
export function manyScans(progressive: Buffer, times: number): Buffer {
  const scan = progressive.subarray(progressive.lastIndexOf(Buffer.from([0xff, 0xda])), -2);
  return Buffer.concat([
    progressive.subarray(0, -2),
    Buffer.alloc(scan.length * times, scan),
    Buffer.from([0xff, 0xd9]),
  ]);
}

/** A JPEG whose header claims another size. */
export function jpegOfSize(jpeg: Buffer, width: number, height: number): Buffer {
  const copy = Buffer.from(jpeg);
  let at = 2;
  while (copy[at + 1] !== 0xc0 && copy[at + 1] !== 0xc2) at += 2 + copy.readUInt16BE(at + 2);
  copy.writeUInt16BE(height, at + 5);
  copy.writeUInt16BE(width, at + 7);
  return copy;
}

/** EXIF that says nothing but which way the camera was held. */
export function orientationSegment(orientation: number): Buffer {
  const entry = Buffer.concat([big(0x0112, 2), big(3, 2), big(1), big(orientation, 2), big(0, 2)]);
  return segment(0xe1, Buffer.concat([latin('Exif\0\0MM\0*'), big(8), big(1, 2), entry, big(0)]));
}
