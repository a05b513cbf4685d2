import { expect } from '@jest/globals';
import sharp from 'sharp';
import { LIMITS } from '../../src/contract/limits.js';
import { SECRET } from './samples.js';

/** The parts that may stand in a picture: pixels, and what they cannot be read without. */
const NEEDED: Record<string, RegExp> = {
  jpeg: /^(JFIF|DQT|SOF|DHT|DRI|SOS)$/,
  png: /^(IHDR|PLTE|tRNS|IDAT|IEND|pHYs)$/,
  webp: /^(VP8X|VP8 |VP8L|ALPH|ANIM|ANMF)$/,
};

const SEGMENTS: Record<number, string> = {
  0xc0: 'SOF',
  0xc2: 'SOF',
  0xc4: 'DHT',
  0xda: 'SOS',
  0xdb: 'DQT',
  0xdd: 'DRI',
};

/** The names of a picture's parts, down to its last byte: what stands behind the end of a picture has one too. */
export function partsOf(bytes: Buffer, format: string): string[] {
  if (format === 'jpeg') return jpegParts(bytes);
  return format === 'png' ? pngParts(bytes) : webpParts(bytes);
}

function jpegParts(bytes: Buffer): string[] {
  const parts: string[] = [];
  let at = 2;
  while (at + 4 <= bytes.length && bytes[at] === 0xff && bytes[at + 1] !== 0xd9) {
    const marker = bytes[at + 1]!;
    const isJfif = marker === 0xe0 && bytes.toString('latin1', at + 4, at + 9) === 'JFIF\0';
    parts.push(isJfif ? 'JFIF' : (SEGMENTS[marker] ?? `marker ${marker.toString(16)}`));
    at += 2 + bytes.readUInt16BE(at + 2);
    if (marker === 0xda) at = endOfScan(bytes, at);
  }
  if (at + 2 !== bytes.length) parts.push(`${bytes.length - at - 2} bytes behind the end`);
  return parts;
}

/** Within a scan 0xff is followed by zero, or by a restart. */
function endOfScan(bytes: Buffer, from: number): number {
  for (let at = bytes.indexOf(0xff, from); at >= 0; at = bytes.indexOf(0xff, at + 1)) {
    const next = bytes[at + 1] ?? 0;
    if (next !== 0 && (next < 0xd0 || next > 0xd7)) return at;
  }
  return bytes.length;
}

function pngParts(bytes: Buffer): string[] {
  const parts: string[] = [];
  let at = 8;
  for (; at + 12 <= bytes.length && parts.at(-1) !== 'IEND'; at += 12 + bytes.readUInt32BE(at)) {
    parts.push(bytes.toString('latin1', at + 4, at + 8));
  }
  if (at !== bytes.length) parts.push(`${bytes.length - at} bytes behind the end`);
  return parts;
}

function webpParts(bytes: Buffer): string[] {
  const parts: string[] = [];
  const end = 8 + bytes.readUInt32LE(4);
  for (let at = 12; at + 8 <= end;) {
    const length = bytes.readUInt32LE(at + 4);
    parts.push(bytes.toString('latin1', at, at + 4));
    at += 8 + length + (length % 2);
  }
  if (end !== bytes.length) parts.push(`${bytes.length - end} bytes behind the end`);
  return parts;
}

/** What is known of a picture that can be decoded to its last pixel. */
export interface Decoded {
  format: string;
  width: number;
  /** Of one frame. */
  height: number;
  frames: number;
}

/** Expects a picture that was made anew: whole, small enough, and without a byte that is not needed to see it. */
export async function expectCleanPicture(bytes: Buffer): Promise<Decoded> {
  const { format, width, height, pageHeight = height, pages = 1 } = await sharp(bytes).metadata();
  const unneeded = partsOf(bytes, format).filter((part) => !NEEDED[format]?.test(part));
  expect({ format, unneeded, secret: bytes.indexOf(SECRET) }).toEqual({ format, unneeded: [], secret: -1 });
  expect(Object.keys(NEEDED)).toContain(format);
  expect(width * pageHeight * pages).toBeLessThanOrEqual(LIMITS.picturePixels);
  const { info } = await sharp(bytes, { pages: -1, failOn: 'warning' }).raw().toBuffer({ resolveWithObject: true });
  expect({ width: info.width, height: info.height }).toEqual({ width, height: pageHeight * pages });
  return { format, width, height: pageHeight, frames: pages };
}
