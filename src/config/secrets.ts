import { randomBytes, randomUUID } from 'node:crypto';
import { closeSync, fsyncSync, linkSync, mkdirSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { ConfigError } from './config.js';

/**
 * A secret of this installation: 256 random bits in hex, made on first use and kept beside the database, readable by the
 * owner alone. Two processes that start together agree: a name is given to a whole file, and only one gets it.
 *
 * @param otherwise what follows when it is deleted, for the operator
 * @throws ConfigError when what is kept there is no such secret, or nothing can be kept there
 */
export function secret(dataDir: string, name: string, otherwise: string): string {
  const file = join(dataDir, `${name}.secret`);
  const found = kept(dataDir, file);
  if (/^[0-9a-f]{64}$/.test(found)) return found;
  throw new ConfigError(`${file} is damaged. Restore it, or delete it: then ${otherwise}.`);
}

/** The one that signs session cookies. */
export const sessionSecret = (dataDir: string): string => secret(dataDir, 'session', 'everybody has to sign in again');

function kept(dataDir: string, file: string): string {
  try {
    mkdirSync(dataDir, { recursive: true });
    return read(file) ?? make(file);
  } catch (error) {
    throw ConfigError.because(`${file} cannot be kept beside the database`, error);
  }
}

function read(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8').trim();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

function make(file: string): string {
  const draft = `${file}.${randomUUID()}`;
  const descriptor = openSync(draft, 'wx', 0o600);
  writeSync(descriptor, randomBytes(32).toString('hex'));
  fsyncSync(descriptor);
  closeSync(descriptor);
  try {
    linkSync(draft, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    rmSync(draft);
  }
  return readFileSync(file, 'utf8').trim();
}
