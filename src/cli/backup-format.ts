// A backup is a folder: database.sqlite, uploads/, secrets/, SHA256SUMS (which `sha256sum -c` reads too) and manifest.json,
// which is written last.
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { copyFile, mkdir, open, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { OperatorError } from './outcome.js';

export const DATABASE = 'database.sqlite';
export const SUMS = 'SHA256SUMS';
export const MANIFEST = 'manifest.json';
/** Grows when a folder is laid out in another way. */
export const FORMAT = 1;

export interface Manifest {
  format: number;
  createdAt: string;
  epoch: string;
  installation: string;
  migration: string;
}

/** Where bytes of this hash lie, from the folder of uploads on. */
export const placeOf = (hash: string): string => join(hash.slice(0, 2), hash);

/** @throws OperatorError when there is no whole backup in this folder, or one that only a newer Veche can read */
export async function readManifest(folder: string): Promise<Manifest> {
  const text = await readFile(join(folder, MANIFEST), 'utf8').catch(() => {
    throw new OperatorError(`${folder} holds no finished backup: there is no ${MANIFEST} in it.`);
  });
  const manifest = parse(text) as Partial<Manifest> | null;
  if (typeof manifest?.format !== 'number') throw new OperatorError(`${MANIFEST} in ${folder} is damaged.`);
  if (manifest.format > FORMAT) throw new OperatorError(`${folder} was made by a newer Veche. Update this one first.`);
  if (!/^[0-9a-f-]{36}$/.test(manifest.installation ?? ''))
    throw new OperatorError(`${MANIFEST} in ${folder} is damaged.`);
  return manifest as Manifest;
}

/**
 * The files of a backup, paths from its folder on, with what their hashes must be.
 *
 * @throws OperatorError
 */
export async function readSums(folder: string): Promise<Map<string, string>> {
  const text = await readFile(join(folder, SUMS), 'utf8').catch(() => '');
  const lines = text.split('\n').filter(Boolean);
  const found = lines.map((line) => /^([0-9a-f]{64}) {2}((?:uploads|secrets)\/[\w./-]+|database\.sqlite)$/.exec(line));
  const isWhole = text.endsWith('\n') && found.every((one) => one !== null && !one[2]?.includes('..'));
  const sums = new Map(found.map((one) => [one?.[2] ?? '', one?.[1] ?? '']));
  if (!isWhole || !sums.has(DATABASE)) throw new OperatorError(`${SUMS} in ${folder} is missing or damaged.`);
  return sums;
}

/** SHA-256 in hex of what lies there; null when nothing does. */
export async function hashOf(path: string): Promise<string | null> {
  const hash = createHash('sha256');
  try {
    await pipeline(createReadStream(path), hash);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
  return hash.digest('hex');
}

/** Copies a file into a folder that may not be there yet; the bytes are on the disk when this resolves. */
export async function copyTo(from: string, to: string): Promise<void> {
  await mkdir(dirname(to), { recursive: true });
  await copyFile(from, to);
  await flush(to);
}

export async function flush(path: string): Promise<void> {
  const file = await open(path);
  try {
    await file.sync();
  } finally {
    await file.close();
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
