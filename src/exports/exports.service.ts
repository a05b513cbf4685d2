import { Inject, Injectable, Logger } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { Readable } from 'node:stream';
import { finished } from 'node:stream/promises';
import { DataSource } from 'typeorm';
import { ZipFile } from 'yazl';
import { AppError } from '../common/app-error.js';
import type { Config } from '../config/config.js';
import { CONFIG } from '../config/config.module.js';
import { sql } from '../database/sql.js';
import { FileStorage } from '../files/file-storage.js';
import type { StoredFile } from '../files/file.entity.js';
import { UsersService } from '../users/users.service.js';
import { PARTS, type Part, rowsOf, shown, uploadsIn } from './parts.js';

const HOUR_S = 3_600;

/** All that one person has here, read a page at a time while it is sent: memory holds a page, and the names of the files. */
@Injectable()
export class ExportsService {
  private readonly logger = new Logger(ExportsService.name);
  private readonly perPerson = new RateLimiterMemory({ points: 3, duration: HOUR_S });

  constructor(
    @InjectDataSource() private readonly reader: DataSource,
    @Inject(CONFIG) private readonly config: Config,
    private readonly users: UsersService,
    private readonly storage: FileStorage,
  ) {}

  /**
   * A ZIP that is made as it is read.
   *
   * @param gone aborted when nobody reads it any more
   * @throws AppError `too_many_requests`
   */
  async start(userId: string, gone: AbortSignal): Promise<Readable> {
    await this.count(userId);
    const zip = new ZipFile();
    const output = zip.outputStream as Readable;
    zip.on('error', () => output.destroy());
    this.fill(zip, userId, gone).catch((error: unknown) => {
      if (!gone.aborted) this.logger.error({ err: error }, 'an export broke off');
      output.destroy();
    });
    return output;
  }

  private async count(userId: string): Promise<void> {
    if (!this.config.rateLimits) return;
    await this.perPerson.consume(userId).catch((refusal: unknown) => {
      if (!(refusal instanceof RateLimiterRes)) throw refusal;
      throw new AppError('too_many_requests', { retryAfterMs: refusal.msBeforeNext });
    });
  }

  private async fill(zip: ZipFile, userId: string, gone: AbortSignal): Promise<void> {
    const { avatarId, ...profile } = await this.users.get(userId);
    const about = shown({ ...profile, usernameKey: undefined, version: undefined });
    await add(zip, 'profile.json', Readable.from([Buffer.from(`${JSON.stringify(about, null, 2)}\n`)]), gone);
    for (const part of PARTS) await add(zip, `${part.name}.json`, this.json(part, userId), gone);
    if (avatarId !== null) await this.addFiles(zip, 'avatar', avatarId, gone);
    for await (const { id, name } of uploadsIn(this.reader.manager, userId)) {
      await this.addFiles(zip, `uploads/${id}-${name.replaceAll(/[^\p{L}\p{N}._ -]/gu, '_')}`, id, gone);
    }
    zip.end();
  }

  /** An array, a row a line. */
  private json(part: Part, userId: string): Readable {
    const { manager } = this.reader;
    async function* lines(): AsyncGenerator<string> {
      let before = '[\n';
      for await (const row of rowsOf(manager, part, userId)) {
        yield `${before}${JSON.stringify(row)}`;
        before = ',\n';
      }
      yield before === '[\n' ? '[]\n' : '\n]\n';
    }
    return Readable.from(lines(), { objectMode: false });
  }

  /** The original of an upload; all sizes of a picture of a person. */
  private async addFiles(zip: ZipFile, name: string, ownerId: string, gone: AbortSignal): Promise<void> {
    const query = `SELECT * FROM "file" WHERE "ownerId" = ? AND "variant" <> 'thumbnail' ORDER BY "variant"`;
    for (const { variant, hash, start, size } of await sql<StoredFile>(this.reader.manager, query, [ownerId])) {
      const bytes = await this.storage.read(hash, { start, end: start + size - 1 }).catch((error: unknown) => {
        this.logger.warn({ err: error, hash }, 'a file is not in an export');
        return null;
      });
      if (bytes === null) continue;
      const stream = bytes instanceof Readable ? bytes : Readable.from([bytes]);
      await add(zip, variant === 'original' ? name : `${name}/${variant}`, stream, gone, false);
    }
  }
}

/** One at a time: the next is opened when this one is through. */
async function add(zip: ZipFile, name: string, stream: Readable, gone: AbortSignal, compress = true): Promise<void> {
  zip.addReadStream(stream, name, { compress });
  try {
    await finished(stream, { signal: gone });
  } finally {
    stream.destroy();
  }
}
