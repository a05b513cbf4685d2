import { existsSync } from 'node:fs';
import { mkdir, rename } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import type { Config } from '../config/config.js';
import { damageOf, describe, lockFile, renewEpoch, unlockFile } from '../database/maintenance.js';
import { copyTo, DATABASE, flush, hashOf, type Manifest, readManifest, readSums } from './backup-format.js';
import { OperatorError, type Outcome, type Progress } from './outcome.js';

/**
 * Puts a backup where the settings say that the database and the files are. All of it is verified before anything is
 * written, and the database comes last: a restore that is interrupted can be begun again. It gets a new epoch, so clients
 * that are connected start over.
 *
 * @throws OperatorError when something is there already, or the backup is damaged or of a newer Veche
 */
export async function restore(config: Config, given: string, progress: Progress): Promise<Outcome> {
  const folder = resolve(given);
  const file = freeFile(config);
  const manifest = await readManifest(folder);
  const sums = await verify(folder, progress);
  const { isKnown, migration } = describe(join(folder, DATABASE));
  if (!isKnown)
    throw new OperatorError(`The backup is of a newer Veche: this one does not know ${migration}. Update first.`);
  await mkdir(dirname(file), { recursive: true });
  lockFile(file);
  try {
    await requireSameSecrets(config, manifest, sums);
    let done = 0;
    for (const path of sums.keys()) {
      if (path !== DATABASE) await put(join(folder, path), targetOf(config, manifest, path));
      progress('files', ++done, sums.size);
    }
    const draft = `${file}.restoring`;
    await copyTo(join(folder, DATABASE), draft);
    renewEpoch(draft);
    await flush(draft);
    await rename(draft, file);
    await flush(dirname(file));
  } finally {
    unlockFile(file);
  }
  return { lines: [`The backup of ${manifest.createdAt} is restored to ${file}`], isSound: true };
}

function freeFile({ database }: Config): string {
  if (database.engine !== 'sqlite')
    throw new OperatorError('A backup is restored into SQLite; DATABASE_URL names PostgreSQL.');
  const taken = [database.file, `${database.file}-wal`].find((path) => existsSync(path));
  if (taken !== undefined)
    throw new OperatorError(`${taken} is there already. Move it away first: nothing is overwritten.`);
  return database.file;
}

async function verify(folder: string, progress: Progress): Promise<Map<string, string>> {
  const sums = await readSums(folder);
  let done = 0;
  for (const [path, sum] of sums) {
    const found = await hashOf(join(folder, path));
    if (found !== sum)
      throw new OperatorError(
        `${join(folder, path)} is ${found === null ? 'missing' : 'damaged'}. Nothing was restored.`,
      );
    progress('verified', ++done, sums.size);
  }
  const damage = damageOf(join(folder, DATABASE));
  if (damage !== null) throw new OperatorError(`The database of the backup is damaged: ${damage}`);
  return sums;
}

/** Those of an interrupted restore may be there; another Veche's are not overwritten. */
async function requireSameSecrets(
  config: Config,
  manifest: Manifest,
  sums: ReadonlyMap<string, string>,
): Promise<void> {
  for (const [path, sum] of sums) {
    if (!path.startsWith('secrets/')) continue;
    const target = targetOf(config, manifest, path);
    const found = await hashOf(target);
    if (found !== null && found !== sum)
      throw new OperatorError(`${target} is there already, and another one. Move it away first.`);
  }
}

function targetOf(config: Config, { installation }: Manifest, path: string): string {
  if (path.startsWith('secrets/')) return join(config.dataDir, basename(path));
  return join(config.uploadsDir, installation, path.slice('uploads/'.length));
}

async function put(from: string, to: string): Promise<void> {
  const draft = `${to}.restoring`;
  await copyTo(from, draft);
  await rename(draft, to);
  await flush(dirname(to));
}
