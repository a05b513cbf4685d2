import { open } from 'node:fs/promises';
import { extname } from 'node:path';

export type PictureMime = 'image/jpeg' | 'image/png' | 'image/webp' | 'image/gif' | 'image/avif';

/** How each type begins. */
const SIGNATURES: [PictureMime, RegExp][] = [
  ['image/jpeg', /^\xff\xd8\xff/],
  ['image/png', /^\x89PNG\r\n\x1a\n/],
  ['image/gif', /^GIF8[79]a/],
  ['image/webp', /^RIFF[^]{4}WEBP/],
  ['image/avif', /^[^]{4}ftypavi[fs]/],
];

const ENDINGS: Record<PictureMime, string[]> = {
  'image/jpeg': ['.jpg', '.jpeg', '.jpe', '.jfif'],
  'image/png': ['.png', '.apng'],
  'image/gif': ['.gif'],
  'image/webp': ['.webp'],
  'image/avif': ['.avif'],
};

/** What a file is by its first bytes, if it is a picture that we work on. */
export async function pictureTypeOf(path: string): Promise<PictureMime | null> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(16), 0, 16, 0);
    const head = buffer.toString('latin1', 0, bytesRead);
    return SIGNATURES.find(([, signature]) => signature.test(head))?.[0] ?? null;
  } finally {
    await file.close();
  }
}

/** True for a file that its sender calls one of these pictures, by its type or by its name. */
export function claimsToBePicture(name: string, mime: string): boolean {
  const ending = extname(name).toLowerCase();
  return Object.entries(ENDINGS).some(([type, endings]) => type === mime || endings.includes(ending));
}

/** The name with the ending that its type has, so that whoever saves it can open it. */
export function nameFor(name: string, mime: PictureMime): string {
  const [ending = ''] = ENDINGS[mime];
  const given = extname(name);
  if (ENDINGS[mime].includes(given.toLowerCase())) return name;
  const bare = claimsToBePicture(name, '') ? name.slice(0, -given.length) : name;
  return `${bare}${ending}`;
}
