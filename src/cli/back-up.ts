import { existsSync } from 'node:fs';
import { mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import type { Config } from '../config/config.js';
import { damageOf, describe, namedHashes, takeSnapshot } from '../database/maintenance.js';
import { copyTo, DATABASE, flush, FORMAT, hashOf, MANIFEST, type Manifest, placeOf, SUMS } from './backup-format.js';
import { OperatorError, requireDatabase, type Outcome, type Progress } from './outcome.js';

/** Of copies of the database, on a server where files come and go without a pause. */
const ATTEMPTS = 10;

/**
 * Copies the database, the files and the secrets into a new folder, while a server may be at work. Bytes that are missing
 * or damaged are named, and the rest is kept.
 *
 * @throws OperatorError when the folder is taken, or the database is not to be had or damaged
 */
export async function backUp(config: Config, wanted: string, progress: Progress): Promise<Outcome> {
  const folder = resolve(wanted);
  const file = sqliteFile(config);
  if (existsSync(folder)) throw new OperatorError(`${folder} is there already. A backup goes into a new folder.`);
  const draft = `${folder}.unfinished`;
  await rm(draft, { recursive: true, force: true });
  await mkdir(draft, { recursive: true, mode: 0o700 });
  const uploads = join(config.uploadsDir, describe(file).installation);
  // Before the database: what is deleted while the backup is made is still there.
  const copied = new Set<string>();
  const copy = (hashes: readonly string[]) => copyUploads(uploads, draft, hashes, copied, progress);
  await copy(await storedHashes(uploads));
  const { named, lost } = await copyDatabase(file, draft, copied, copy);
  for (const hash of without([...copied], new Set(named))) await rm(join(draft, 'uploads', placeOf(hash)));
  const kept = without(named, new Set(lost));
  const secrets = await copySecrets(config.dataDir, draft);
  await seal(draft, kept, secrets);
  await rename(draft, folder);
  await flush(dirname(folder));
  return { lines: told(folder, kept.length, lost), isSound: lost.length === 0 };
}

/**
 * Copies the database, and after it what is new among the files it names. One that came and went meanwhile is named by this
 * copy and is not to be had: then another copy is made, which names it no more. What two of them miss is lost.
 */
async function copyDatabase(
  file: string,
  draft: string,
  copied: ReadonlySet<string>,
  copy: (hashes: readonly string[]) => Promise<void>,
): Promise<{ named: string[]; lost: string[] }> {
  const snapshot = join(draft, DATABASE);
  let missed: ReadonlySet<string> = new Set();
  for (let attempt = 1; ; attempt++) {
    await rm(snapshot, { force: true });
    await takeSnapshot(file, snapshot);
    const damage = damageOf(snapshot);
    if (damage !== null) throw new OperatorError(`The database is damaged: ${damage}`);
    const named = namedHashes(snapshot);
    await copy(without(named, copied));
    const lost = without(named, copied);
    if (attempt === ATTEMPTS || lost.every((hash) => missed.has(hash))) return { named, lost };
    missed = new Set(lost);
  }
}

function sqliteFile({ database }: Config): string {
  if (database.engine !== 'sqlite')
    throw new OperatorError('PostgreSQL is backed up by its own pg_dump; copy UPLOADS_DIR after it.');
  requireDatabase(database);
  return database.file;
}

async function storedHashes(uploads: string): Promise<string[]> {
  const names = await readdir(uploads, { recursive: true }).catch(() => []);
  return names.flatMap((name) => /^[0-9a-f]{2}\/([0-9a-f]{64})$/.exec(name)?.[1] ?? []);
}

/** Adds to `copied` those that were there and whole. */
async function copyUploads(
  uploads: string,
  draft: string,
  hashes: readonly string[],
  copied: Set<string>,
  progress: Progress,
): Promise<void> {
  for (const [index, hash] of hashes.entries()) {
    const target = join(draft, 'uploads', placeOf(hash));
    const isThere = await copyTo(join(uploads, placeOf(hash)), target).then(() => true, whenGone);
    if (isThere && (await hashOf(target)) === hash) copied.add(hash);
    else await rm(target, { force: true });
    progress('files', index + 1, hashes.length);
  }
}

/** Sessions stay signed in and browsers stay subscribed by them; whoever has the folder has them too. */
async function copySecrets(dataDir: string, draft: string): Promise<string[]> {
  const names = (await readdir(dataDir)).filter((name) => /^[\w-]+\.secret$/.test(name));
  for (const name of names) await copyTo(join(dataDir, name), join(draft, 'secrets', name));
  return names.map((name) => `secrets/${name}`);
}

async function seal(draft: string, hashes: readonly string[], secrets: readonly string[]): Promise<void> {
  const others = [DATABASE, ...secrets].map(async (path) => `${await hashOf(join(draft, path))}  ${path}\n`);
  const uploads = hashes.map((hash) => `${hash}  uploads/${placeOf(hash)}\n`);
  await write(join(draft, SUMS), [...(await Promise.all(others)), ...uploads].join(''));
  const { epoch, installation, migration } = describe(join(draft, DATABASE));
  const createdAt = new Date().toISOString();
  const manifest: Manifest = { format: FORMAT, createdAt, epoch, installation, migration };
  await write(join(draft, MANIFEST), `${JSON.stringify(manifest, null, 2)}\n`);
  await flush(draft);
}

async function write(path: string, text: string): Promise<void> {
  await writeFile(path, text);
  await flush(path);
}

function whenGone(error: unknown): false {
  if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false;
  throw error;
}

const without = (all: readonly string[], some: ReadonlySet<string>): string[] => all.filter((one) => !some.has(one));

function told(folder: string, files: number, lost: readonly string[]): string[] {
  const losses = lost.map((hash) => `Missing or damaged, and so not in the backup: the file ${hash}`);
  return [...losses, `The database and ${files} files are in ${folder}`];
}
