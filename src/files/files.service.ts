import { Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import pLimit from 'p-limit';
import { In, Repository } from 'typeorm';
import { AppError } from '../common/app-error.js';
import { type Tx, WriteQueue } from '../database/write-queue.js';
import { EventBus } from '../events/event-bus.js';
import { StoredFile } from './file.entity.js';
import { type Draft, FileStorage } from './file-storage.js';

/** A part of a draft, and what it becomes. */
export interface Piece {
  draft: Draft;
  start: number;
  size: number;
  variant: string;
  mime: string;
}

/** A draft that becomes one file. */
export const wholePiece = (draft: Draft, variant: string, mime: string): Piece => ({
  draft,
  start: 0,
  size: draft.size,
  variant,
  mime,
});

const SWEPT_AT_ONCE = 500;

/**
 * Bytes and the rows that name them. Bytes are on disk before their row is, and go after it went; what a crash leaves
 * without a row is swept at the next start.
 */
@Injectable()
export class FilesService implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly logger = new Logger(FilesService.name);
  /** Placing with its commit, and removing, take turns: else equal bytes could go between a look for rows and a new row. */
  private readonly turn = pLimit(1);
  private stopped = false;
  private sweeping: Promise<void> = Promise.resolve();

  constructor(
    @InjectRepository(StoredFile) private readonly files: Repository<StoredFile>,
    private readonly storage: FileStorage,
    private readonly writes: WriteQueue,
    events: EventBus,
  ) {
    events.listen((facts) => {
      const hashes = facts.flatMap((fact) => (fact.type === 'files.dropped' ? fact.hashes : []));
      if (hashes.length > 0) void this.removeNameless(hashes);
    });
  }

  onApplicationBootstrap(): void {
    this.sweeping = this.sweep().catch((error: unknown) => {
      this.logger.error({ err: error }, 'the sweep of stored files failed');
    });
  }

  async onApplicationShutdown(): Promise<void> {
    this.stopped = true;
    await this.sweeping;
    await this.turn(() => undefined);
  }

  /**
   * Stores drafts as the files of an owner, together with `work`, in one transaction. The drafts are gone afterwards,
   * whatever happens.
   *
   * @param lane as in WriteQueue.run
   * @throws what `work` throws; AppError `storage_full`, `read_only`, `busy`. Then nothing is stored
   */
  async keep<Result>(
    ownerId: string,
    pieces: Piece[],
    work: (tx: Tx) => Promise<Result>,
    lane?: string,
  ): Promise<Result> {
    const drafts = [...new Map(pieces.map(({ draft }) => [draft.path, draft])).values()];
    try {
      await Promise.all(drafts.map((draft) => this.storage.flush(draft)));
      return await this.turn(async () => {
        await allDone(drafts.map((draft) => this.storage.place(draft)));
        return this.writes.run(async (tx) => {
          const result = await work(tx);
          const rows = pieces.map(({ draft: { hash }, ...about }) => ({ ownerId, hash, ...about }));
          await tx.manager.insert(StoredFile, rows);
          return result;
        }, lane);
      });
    } catch (error) {
      await this.removeNameless(drafts.map(({ hash }) => hash));
      await this.storage.discard(drafts);
      throw error;
    }
  }

  /** Takes the files of these owners away; their bytes go after the commit, unless somebody else has the same. */
  async drop(tx: Tx, ownerIds: string[]): Promise<void> {
    if (ownerIds.length === 0) return;
    const rows = await tx.manager.findBy(StoredFile, { ownerId: In(ownerIds) });
    await tx.manager.delete(StoredFile, { ownerId: In(ownerIds) });
    tx.publish({ type: 'files.dropped', hashes: [...new Set(rows.map(({ hash }) => hash))] });
  }

  /** @throws AppError `not_found` */
  async get(ownerId: string, variant: string): Promise<StoredFile> {
    const file = await this.files.findOneBy({ ownerId, variant });
    if (!file) throw new AppError('not_found');
    return file;
  }

  /** Removes bytes that no row names: a crash has left them. */
  private async sweep(): Promise<void> {
    for await (const stored of this.storage.list()) {
      const forgotten = stored.filter(({ ageMs }) => ageMs >= this.storage.forgottenAfterMs).map(({ hash }) => hash);
      for (let from = 0; from < forgotten.length && !this.stopped; from += SWEPT_AT_ONCE) {
        await this.removeNameless(forgotten.slice(from, from + SWEPT_AT_ONCE));
      }
    }
  }

  private async removeNameless(hashes: string[]): Promise<void> {
    if (hashes.length === 0) return;
    await this.turn(async () => {
      const named = await this.files.find({ select: { hash: true }, where: { hash: In(hashes) } });
      const kept = new Set(named.map(({ hash }) => hash));
      for (const hash of hashes) if (!kept.has(hash)) await this.storage.remove(hash);
    }).catch((error: unknown) => {
      this.logger.error({ err: error }, 'stored files without a row were not removed');
    });
  }
}

/** As Promise.all, but when it rejects nothing is at work any more that could leave something behind. */
async function allDone(work: Promise<void>[]): Promise<void> {
  await Promise.allSettled(work);
  await Promise.all(work);
}
