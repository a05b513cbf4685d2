import { Inject, Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { createHash, type Hash, randomUUID } from 'node:crypto';
import { closeSync, constants, createReadStream, createWriteStream, openSync, readSync } from 'node:fs';
import { access, mkdir, open, readdir, rename, rm, stat, statfs } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { Readable, Transform } from 'node:stream';
import { finished, pipeline } from 'node:stream/promises';
import { DataSource } from 'typeorm';
import { type Config, ConfigError } from '../config/config.js';
import { CONFIG } from '../config/config.module.js';
import { AppError } from '../common/app-error.js';
import { translateDiskError } from './translate-disk-error.js';

/** Bytes in a file that nobody knows of yet. */
export interface Draft {
  path: string;
  /** SHA-256 in hex. */
  hash: string;
  size: number;
}

export interface Range {
  start: number;
  /** Inclusive, as in HTTP. */
  end: number;
}

const HASH = /^[0-9a-f]{64}$/;
/** Bytes that are read in one go instead of as a stream: thumbnails and avatars are smaller. */
const WHOLE = 128 * 1024;
const HOUR = 3_600_000;
/** So much stays free for the database: uploads are refused first. */
const RESERVE = 512 * 1024 * 1024;

/**
 * Where bytes lie: on this machine's disk, by the hash of what they are. Whoever wants them elsewhere (an object store)
 * writes `place`, `read`, `remove` and `list` anew; drafts stay on a disk, because pictures are worked on there.
 *
 * A folder per installation keeps two databases that share UPLOADS_DIR from sweeping each other's files.
 */
@Injectable()
export class FileStorage implements OnModuleInit {
  private readonly logger = new Logger(FileStorage.name);
  private root = '';

  constructor(
    @Inject(CONFIG) private readonly config: Config,
    @InjectDataSource() private readonly reader: DataSource,
  ) {}

  async onModuleInit(): Promise<void> {
    const [row] = await this.reader.query<{ value: string }[]>(
      `SELECT "value" FROM "server" WHERE "key" = 'installation'`,
    );
    if (!row) throw new Error('the database does not name its installation');
    this.root = join(this.config.uploadsDir, row.value);
    try {
      await mkdir(this.drafts, { recursive: true });
      await access(this.drafts, constants.W_OK);
      // Before anybody can begin a new one.
      await this.sweepDrafts();
    } catch (error) {
      throw ConfigError.because('UPLOADS_DIR cannot be used', error);
    }
    await this.warnIfAllIsGone();
  }

  /**
   * How old something must be that looks forgotten. With PostgreSQL another node may be at work in the same folders, and
   * what is young may still get its row; SQLite has one process.
   */
  get forgottenAfterMs(): number {
    return this.config.database.engine === 'sqlite' ? 0 : HOUR;
  }

  /** For a draft that somebody else writes. */
  newPath(): string {
    return join(this.drafts, randomUUID());
  }

  /**
   * Keeps a stream as a draft. It is flushed only when it is to stay.
   *
   * @throws AppError `storage_full`, `read_only`; what the stream throws. Then nothing is left
   */
  async write(stream: Readable): Promise<Draft> {
    const path = this.newPath();
    const hash = createHash('sha256');
    const counter = counting(hash);
    const file = createWriteStream(path, { flags: 'wx', mode: 0o600 });
    try {
      await pipeline(stream, counter, file);
    } catch (error) {
      // Where the stream broke off at once the file is still being opened, and would be made after it was removed.
      await finished(file).catch(() => undefined);
      await rm(path, { force: true });
      throw translateDiskError(error);
    }
    return { path, hash: hash.digest('hex'), size: counter.bytes };
  }

  /** @throws AppError `storage_full` when so many bytes would not leave enough for the database */
  async requireRoom(bytes: number): Promise<void> {
    const { bavail, bsize, blocks } = await statfs(this.drafts);
    const reserve = Math.min(RESERVE, blocks * bsize * 0.05);
    if (bavail * bsize - bytes < reserve) throw new AppError('storage_full', { retryAfterMs: 60_000 });
  }

  /** @throws AppError `storage_full`, `read_only`; what the disk says when nothing can be kept */
  async probe(): Promise<void> {
    await this.discard([await this.write(Readable.from([Buffer.alloc(1)]))]);
  }

  /** Brings a draft's bytes to the disk, from the system's memory. */
  async flush({ path }: Draft): Promise<void> {
    try {
      await flush(path);
    } catch (error) {
      throw translateDiskError(error);
    }
  }

  /** Gives a flushed draft the place where its hash is looked for; it is there after a power failure too. */
  async place({ path, hash }: Draft): Promise<void> {
    const folder = this.folderOf(hash);
    try {
      if (await makeFolder(folder)) await flush(this.root);
      await rename(path, join(folder, hash));
      await flush(folder);
    } catch (error) {
      throw translateDiskError(error);
    }
  }

  async discard(drafts: Pick<Draft, 'path'>[]): Promise<void> {
    for (const { path } of drafts) await rm(path, { force: true });
  }

  /** Removes all drafts whose paths begin so. */
  async discardBeginning(path: string): Promise<void> {
    const names = (await readdir(this.drafts)).filter((name) => name.startsWith(basename(path)));
    await this.discard(names.map((name) => ({ path: join(this.drafts, name) })));
  }

  /** The bytes, or a range of them: whole where they are few, else as a stream. */
  async read(hash: string, { start, end }: Range): Promise<Buffer | Readable> {
    const path = join(this.folderOf(hash), hash);
    if (end - start < WHOLE) return readPart(path, start, end - start + 1);
    // Opened before anything is answered, so that a missing file is an error and no broken answer.
    const file = await open(path);
    return createReadStream(path, { fd: file, start, end });
  }

  async remove(hash: string): Promise<void> {
    await rm(join(this.folderOf(hash), hash), { force: true });
  }

  /** The hashes of all that is stored, with their age in milliseconds, a folder at a time. */
  async *list(): AsyncGenerator<{ hash: string; ageMs: number }[]> {
    for (const folder of await readdir(this.root)) {
      if (!/^[0-9a-f]{2}$/.test(folder)) continue;
      const hashes = (await readdir(join(this.root, folder))).filter((name) => HASH.test(name));
      const ages = hashes.map(async (hash) => ({ hash, ageMs: await ageOf(join(this.root, folder, hash)) }));
      yield await Promise.all(ages);
    }
  }

  /** A disk that was not mounted looks like an empty folder, and nobody would hear of it before somebody wants a file. */
  private async warnIfAllIsGone(): Promise<void> {
    const rows = await this.reader.query<unknown[]>('SELECT 1 FROM "file" LIMIT 1');
    if (rows.length === 0) return;
    for await (const stored of this.list()) if (stored.length > 0) return;
    this.logger.warn(`There are uploads, but no file is in ${this.config.uploadsDir}: is its disk not mounted?`);
  }

  private async sweepDrafts(): Promise<void> {
    for (const name of await readdir(this.drafts)) {
      const path = join(this.drafts, name);
      if ((await ageOf(path)) >= this.forgottenAfterMs) await rm(path, { force: true });
    }
  }

  private get drafts(): string {
    return join(this.root, 'drafts');
  }

  private folderOf(hash: string): string {
    if (!HASH.test(hash)) throw new Error('not a hash');
    return join(this.root, hash.slice(0, 2));
  }
}

/**
 * At once, as SQLite reads too: the three trips to Node's threads that this saves cost more than a small file's bytes,
 * which are most often in the system's memory.
 */
function readPart(path: string, start: number, length: number): Buffer {
  const file = openSync(path, 'r');
  try {
    const bytes = Buffer.allocUnsafe(length);
    if (readSync(file, bytes, 0, length, start) < length) throw new Error(`${path} is shorter than its row says`);
    return bytes;
  } finally {
    closeSync(file);
  }
}

/** In milliseconds; none for a file that is gone meanwhile. */
async function ageOf(path: string): Promise<number> {
  const { mtimeMs } = await stat(path).catch(() => ({ mtimeMs: Date.now() }));
  return Date.now() - mtimeMs;
}

function counting(hash: Hash): Transform & { bytes: number } {
  const counter = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      hash.update(chunk);
      result.bytes += chunk.length;
      done(null, chunk);
    },
  });
  const result = Object.assign(counter, { bytes: 0 });
  return result;
}

/** @returns whether it is new. Not with `recursive`: then Node calls a full disk ENOENT */
async function makeFolder(path: string): Promise<boolean> {
  try {
    await mkdir(path);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

/** Of a file its bytes, of a folder the names in it: neither survives a power failure without. */
async function flush(path: string): Promise<void> {
  const file = await open(path);
  try {
    await file.sync();
  } finally {
    await file.close();
  }
}
