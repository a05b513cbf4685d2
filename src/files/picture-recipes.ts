// What sharp is told to do. This runs in the picture worker; a bench calls it directly.
import { createHash } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import sharp, { type Metadata, type Sharp, type SharpOptions } from 'sharp';
import { rgbaToThumbHash } from 'thumbhash';
import { AppError } from '../common/app-error.js';
import { AVATAR_SIZES, LIMITS, THUMBNAIL_SIZE } from '../contract/limits.js';
import type { Crop } from '../contract/views.js';
import { countWebpFrames } from './count-frames.js';
import type { Piece } from './files.service.js';
import type { PictureMime } from './picture-type.js';

export interface Picture {
  pieces: Piece[];
  mime: PictureMime;
  width: number;
  height: number;
  /** Base64. */
  thumbhash: string;
  animated: boolean;
}

interface Part {
  bytes: Buffer;
  variant: string;
  mime: string;
}

/** One operation of libvips may take so long. */
const SECONDS = 15;
/** No WebP is longer in either direction: https://developers.google.com/speed/webp/faq */
const WEBP_SIDE = 16_383;
const THUMBHASH_SIDE = 100;
const INSIDE = { fit: 'inside', withoutEnlargement: true } as const;

/** Only these five loaders are left; no other code of libvips ever reads what people send. */
export function lockLoaders(): void {
  sharp.block({ operation: ['VipsForeignLoad'] });
  sharp.unblock({
    operation: [
      'VipsForeignLoadJpeg',
      'VipsForeignLoadPng',
      'VipsForeignLoadWebp',
      'VipsForeignLoadNsgif',
      'VipsForeignLoadHeif',
    ],
  });
  // One thread per picture: as many pictures at once as there are cores use them all, and more threads only take turns.
  sharp.concurrency(1);
  sharp.cache(false);
}

/** An avatar in all sizes, as WebP and as JPEG; without `crop` the middle of the picture. */
export async function makeAvatar(input: string, type: PictureMime, crop: Crop | null, draft: string): Promise<Piece[]> {
  const { width, height } = measure(await inspect(input, type));
  if (crop && (crop.x + crop.width > width || crop.y + crop.height > height)) {
    const detail = `the picture is ${width} × ${height} pixels`;
    throw new AppError('validation_failed', { errors: [{ pointer: '/width', code: 'outside', detail }] });
  }
  const upright = read(input).autoOrient();
  const part = crop ? upright.extract({ left: crop.x, top: crop.y, width: crop.width, height: crop.height }) : upright;
  const largest = AVATAR_SIZES.at(-1) ?? 0;
  const { data, info } = await part
    .resize(largest, largest, { fit: 'cover' })
    .toColourspace('srgb')
    .raw()
    .toBuffer({ resolveWithObject: true });
  const raw = { width: info.width, height: info.height, channels: info.channels };
  const parts: Part[] = [];
  for (const size of AVATAR_SIZES) {
    const square = sharp(data, { raw }).resize(size, size);
    const jpeg = square.clone().flatten({ background: 'white' }).jpeg({ quality: 82 });
    parts.push({ bytes: await square.webp({ quality: 82 }).toBuffer(), variant: `${size}.webp`, mime: 'image/webp' });
    parts.push({ bytes: await jpeg.toBuffer(), variant: `${size}.jpeg`, mime: 'image/jpeg' });
  }
  return store(parts, draft);
}

/** A picture turned upright and encoded anew, without what its file told besides; and its thumbnail. */
export async function makePicture(input: string, type: PictureMime, draft: string): Promise<Picture> {
  const { pages = 1 } = await inspect(input, type);
  // Several pictures in an AVIF file are parts of one, and not frames.
  const animated = pages > 1 && type !== 'image/avif';
  const { picture, mime } = encoded(read(input, { animated }).autoOrient(), type);
  const { data, info } = await picture.toBuffer({ resolveWithObject: true });
  const thumbnail = await read(input)
    .autoOrient()
    .resize(THUMBNAIL_SIZE, THUMBNAIL_SIZE, INSIDE)
    .webp({ quality: 78 })
    .toBuffer();
  const pieces = [
    ...(await store([{ bytes: data, variant: 'original', mime }], `${draft}-original`)),
    ...(await store([{ bytes: thumbnail, variant: 'thumbnail', mime: 'image/webp' }], `${draft}-thumbnail`)),
  ];
  const { width, height, pageHeight = height } = info;
  return { pieces, mime, width, height: pageHeight, thumbhash: await thumbhash(thumbnail), animated };
}

/** JPEG and PNG stay what they are; what is costly to write, or rarely understood, becomes WebP. */
function encoded(picture: Sharp, type: PictureMime): { picture: Sharp; mime: PictureMime } {
  if (type === 'image/jpeg') return { picture: picture.jpeg({ quality: 90 }), mime: type };
  if (type === 'image/png') return { picture: picture.png(), mime: type };
  const small = picture.resize(WEBP_SIDE, WEBP_SIDE, INSIDE);
  return { picture: small.webp({ quality: 88, effort: 3 }), mime: 'image/webp' };
}

async function thumbhash(picture: Buffer): Promise<string> {
  const { data, info } = await sharp(picture)
    .resize(THUMBHASH_SIDE, THUMBHASH_SIDE, { fit: 'inside' })
    .ensureAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  return Buffer.from(rgbaToThumbHash(info.width, info.height, data)).toString('base64');
}

/** @throws AppError `picture_too_large`; what sharp throws for what is no picture */
async function inspect(input: string, type: PictureMime): Promise<Metadata> {
  if (type === 'image/webp') requireFewFrames(await countWebpFrames(input, LIMITS.pictureFrames));
  const about = await read(input).metadata();
  const { width, height } = measure(about);
  const frames = about.pages ?? 1;
  requireFewFrames(frames);
  if (width * height * frames > LIMITS.picturePixels) {
    const detail = `It has ${width} × ${height} pixels${frames > 1 ? ` in ${frames} frames` : ''}`;
    throw new AppError('picture_too_large', { detail });
  }
  return about;
}

function requireFewFrames(frames: number): void {
  if (frames <= LIMITS.pictureFrames) return;
  throw new AppError('picture_too_large', { detail: `It has more than ${LIMITS.pictureFrames} frames` });
}

/** As it is seen: lying pictures are turned. The height is that of one frame. */
function measure({ width, height, pageHeight = height, orientation = 1 }: Metadata): { width: number; height: number } {
  return orientation >= 5 ? { width: pageHeight, height: width } : { width, height: pageHeight };
}

const read = (input: string, options: SharpOptions = {}): Sharp =>
  sharp(input, { limitInputPixels: LIMITS.picturePixels, failOn: 'warning', sequentialRead: true, ...options }).timeout(
    {
      seconds: SECONDS,
    },
  );

/** Writes the parts as one draft. */
async function store(parts: Part[], path: string): Promise<Piece[]> {
  const bytes = Buffer.concat(parts.map((part) => part.bytes));
  await writeFile(path, bytes, { flag: 'wx', mode: 0o600 });
  const draft = { path, hash: createHash('sha256').update(bytes).digest('hex'), size: bytes.length };
  let end = 0;
  return parts.map(({ bytes: { length: size }, variant, mime }) => {
    end += size;
    return { draft, start: end - size, size, variant, mime };
  });
}
