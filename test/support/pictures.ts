import sharp, { type Sharp } from 'sharp';
import { iccOf, iccSegments, orientationSegment, segment, withSegments } from './picture-bytes.js';
import { latin, noise, type Sample, SCRIPT, SECRET } from './samples.js';

/** A file that must come out as a picture of this size, upright, with its corners coloured in the order of `CORNERS`. */
export interface Picture extends Sample {
  width: number;
  height: number;
  frames: number;
  /** Whether it has the corners. */
  coloured: boolean;
}

/** Upper left, upper right, lower left, lower right. Frame n of an animation begins with the nth of them. */
export const CORNERS = ['red', 'green', 'blue', 'yellow'] as const;
export type Corner = (typeof CORNERS)[number];

const COLOURS: Record<Corner, [number, number, number]> = {
  red: [230, 20, 20],
  green: [20, 200, 20],
  blue: [20, 20, 230],
  yellow: [240, 230, 20],
};

const WIDTH = 120;
const HEIGHT = 80;
const FRAMES = 3;

interface Size {
  width?: number;
  height?: number;
}

interface Look extends Size {
  frames?: number;
  /** A quarter of the picture, in its middle, is see-through. */
  hole?: boolean;
}

/** Four quarters of four colours, from which sharp can encode whatever is needed. */
export function quartered({ width = WIDTH, height = HEIGHT, frames = 1, hole = false }: Look = {}): Sharp {
  const pixels = Buffer.alloc(width * height * frames * 4);
  const middle = (at: number, size: number) => at >= (size * 3) / 8 && at < (size * 5) / 8;
  for (let at = 0; at < pixels.length / 4; at++) {
    const x = at % width;
    const y = Math.floor(at / width) % height;
    const frame = Math.floor(at / (width * height));
    const quarter = (y >= height / 2 ? 2 : 0) + (x >= width / 2 ? 1 : 0);
    const [red, green, blue] = COLOURS[CORNERS[(quarter + frame) % 4]!];
    pixels.set([red, green, blue, hole && middle(x, width) && middle(y, height) ? 0 : 255], at * 4);
  }
  const raw = { width, height: height * frames, channels: 4 as const, ...(frames > 1 && { pageHeight: height }) };
  return sharp(pixels, { raw });
}

/** The colours that are nearest to those in the four corners of the first frame, without turning it first. */
export async function cornersOf(picture: Buffer | string): Promise<Corner[]> {
  const { data, info } = await sharp(picture)
    .removeAlpha()
    .toColourspace('srgb')
    .raw()
    .toBuffer({ resolveWithObject: true });
  const places = [0.2, 0.8].flatMap((y) =>
    [0.2, 0.8].map((x) => [Math.floor(info.width * x), Math.floor(info.height * y)]),
  );
  return places.map(([x = 0, y = 0]) => nearest(data.subarray((y * info.width + x) * info.channels)));
}

function nearest(pixel: Buffer): Corner {
  const distance = (corner: Corner) =>
    COLOURS[corner].reduce((sum, value, channel) => sum + (value - (pixel[channel] ?? 0)) ** 2, 0);
  return CORNERS.reduce((best, corner) => (distance(corner) < distance(best) ? corner : best));
}

export const jpeg = (look?: Look): Promise<Buffer> => quartered(look).removeAlpha().jpeg({ quality: 90 }).toBuffer();

/** What a camera stores when it is held so that EXIF must say this orientation: upright, it looks like `jpeg()`. */
export async function turnedJpeg(orientation: number, size?: Size): Promise<Buffer> {
  const stored = await turned(quartered(size).removeAlpha(), orientation).jpeg({ quality: 90 }).toBuffer();
  return withSegments(stored, [orientationSegment(orientation)]);
}

/** The turn that undoes what EXIF asks for; sharp mirrors before it rotates. */
function turned(upright: Sharp, orientation: number): Sharp {
  if (orientation === 2) return upright.flop();
  if (orientation === 3) return upright.rotate(180);
  if (orientation === 4) return upright.flip();
  if (orientation === 5) return upright.flop().rotate(270);
  if (orientation === 6) return upright.rotate(270);
  if (orientation === 7) return upright.flop().rotate(90);
  return orientation === 8 ? upright.rotate(90) : upright;
}

/** The profile of sRGB, made long by what no reader looks at. */
async function longProfile(length: number): Promise<Buffer> {
  const short = iccOf(await quartered().removeAlpha().withIccProfile('srgb').jpeg().toBuffer());
  const profile = Buffer.concat([short, latin(SECRET), Buffer.alloc(length, noise(9_973))]).subarray(0, length);
  profile.writeUInt32BE(length, 0);
  return profile;
}

/** Of 4,000 × 3,000 pixels and about 4 MB. */
export function photo(): Promise<Buffer> {
  const [width, height] = [4_000, 3_000];
  const grain = noise(100_003);
  const pixels = Buffer.alloc(width * height * 3);
  for (let y = 0, at = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const light = (grain[at % grain.length]! >> 3) - 16;
      pixels[at++] = 60 + x / 32 + light;
      pixels[at++] = 50 + y / 24 + light;
      pixels[at++] = 200 - (x + y) / 56 + light;
    }
  }
  return sharp(pixels, { raw: { width, height, channels: 3 } })
    .jpeg({ quality: 92 })
    .toBuffer();
}

const EXIF = {
  IFD0: { Make: SECRET, Model: SECRET, Artist: SECRET, ImageDescription: SCRIPT, DateTime: '2026:01:02 03:04:05' },
  IFD2: { UserComment: SECRET, BodySerialNumber: SECRET, LensModel: SECRET },
  IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '59/1 56/1 0/1', GPSLongitudeRef: 'E', GPSLongitude: '30/1 18/1 0/1' },
};

const XMP = `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>${SCRIPT}</dc:title></rdf:Description></rdf:RDF></x:xmpmeta>`;

const xmpSegment = segment(0xe1, latin(`http://ns.adobe.com/xap/1.0/\0${XMP}`));

function picture(what: string, name: string, bytes: Sample['bytes'], frames = 1): Picture {
  const mime = `image/${name.replace(/^.*\./, '').replace('jpg', 'jpeg')}`;
  return { what, name, mime, bytes, expected: 'picture', width: WIDTH, height: HEIGHT, frames, coloured: true };
}

const carrying = async (...segments: Buffer[]) => withSegments(await jpeg(), segments);

export const GOOD_PICTURES: Picture[] = [
  picture('a JPEG', 'a.jpg', () => jpeg()),
  picture('a progressive JPEG', 'a.jpeg', () => quartered().removeAlpha().jpeg({ progressive: true }).toBuffer()),
  {
    ...picture('a grey JPEG', 'grey.jpg', () => quartered().removeAlpha().greyscale().jpeg().toBuffer()),
    coloured: false,
  },
  picture('a JPEG in CMYK', 'cmyk.jpg', () => quartered().removeAlpha().toColourspace('cmyk').jpeg().toBuffer()),
  picture('a PNG with transparency', 'a.png', () => quartered({ hole: true }).png().toBuffer()),
  picture('a PNG with a palette', 'p.png', () => quartered().png({ palette: true }).toBuffer()),
  picture('a PNG of 16 bits', '16.png', () => quartered().toColourspace('rgb16').png().toBuffer()),
  picture('a WebP', 'a.webp', () => quartered({ hole: true }).webp().toBuffer()),
  picture('a lossless WebP', 'l.webp', () => quartered({ hole: true }).webp({ lossless: true }).toBuffer()),
  picture('a GIF', 'a.gif', () => quartered().gif().toBuffer()),
  picture('an AVIF', 'a.avif', () => quartered().avif({ effort: 0 }).toBuffer()),
  picture('an animated GIF', 'm.gif', () => quartered({ frames: FRAMES }).gif({ delay: 100 }).toBuffer(), FRAMES),
  picture('an animated WebP', 'm.webp', () => quartered({ frames: FRAMES }).webp({ delay: 100 }).toBuffer(), FRAMES),
  ...[1, 2, 3, 4, 5, 6, 7, 8].map((way) => picture(`a JPEG turned in way ${way}`, 'turned.jpg', () => turnedJpeg(way))),
  picture('a PNG turned in way 6', 't.png', () =>
    turned(quartered(), 6).withMetadata({ orientation: 6 }).png().toBuffer(),
  ),
  picture('a WebP turned in way 6', 't.webp', () =>
    turned(quartered(), 6).withMetadata({ orientation: 6 }).webp().toBuffer(),
  ),
  picture('a JPEG with GPS and camera', 'gps.jpg', () => quartered().removeAlpha().withExif(EXIF).jpeg().toBuffer()),
  picture('a PNG with GPS and camera', 'gps.png', () => quartered().withExif(EXIF).png().toBuffer()),
  picture('a WebP with GPS and camera', 'gps.webp', () => quartered().withExif(EXIF).webp().toBuffer()),
  picture('an AVIF with GPS and camera', 'gps.avif', () => quartered().withExif(EXIF).avif({ effort: 0 }).toBuffer()),
  picture('a JPEG with a script in XMP', 'xmp.jpg', () => carrying(xmpSegment)),
  picture('a WebP with a script in XMP', 'xmp.webp', () => quartered().withXmp(XMP).webp().toBuffer()),
  picture('a PNG with a script in XMP', 'xmp.png', () => quartered().withXmp(XMP).png().toBuffer()),
  picture('a JPEG with a script in its comment', 'comment.jpg', () => carrying(segment(0xfe, latin(SCRIPT)))),
  picture('a JPEG with 1 MB of colour profile', 'icc.jpg', async () =>
    carrying(...iccSegments(await longProfile(1 << 20))),
  ),
  picture('a JPEG with noise for a profile', 'noise.jpg', () => carrying(...iccSegments(noise(1_000)))),
  picture('a JPEG with noise for EXIF', 'exif.jpg', () =>
    carrying(segment(0xe1, latin('Exif\0\0' + noise(500).toString('latin1')))),
  ),
  {
    ...picture('a picture of one pixel', 'one.png', () => quartered({ width: 1, height: 1 }).png().toBuffer()),
    width: 1,
    height: 1,
    coloured: false,
  },
  { ...picture('a photo of 12 megapixels', 'photo.jpg', photo), width: 4_000, height: 3_000, coloured: false },
];
