import { Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import { type ChildProcess, fork } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import pLimit from 'p-limit';
import { AppError } from '../common/app-error.js';
import { ROOT } from '../config/root.js';
import type { Crop } from '../contract/views.js';
import { type Draft, FileStorage } from './file-storage.js';
import type { Piece } from './files.service.js';
import type { Answered, PictureJob, Results } from './picture-job.js';
import type { Picture } from './picture-recipes.js';
import type { PictureMime } from './picture-type.js';

/** Built, because it is a process of its own. */
const WORKER = join(ROOT, 'dist/src/files/picture-worker.js');
const IDLE_MS = 30_000;
/**
 * A job that takes longer is killed with its process: sharp's own time limit did not hold. The largest picture that is
 * taken needs about 10 s of a core; at the lowest priority, on a machine that has other work, that is several times as long.
 */
const JOB_MS = 120_000;
const MAX_WAITING = 200;

interface Underway {
  resolve: (result: Results[PictureJob['kind']]) => void;
  reject: (error: unknown) => void;
}

/**
 * Works on pictures, as many at once as there are cores, in a process of its own with the lowest priority. It is started
 * when it is needed and ends when it has been idle for a while.
 */
@Injectable()
export class PicturesService implements OnApplicationShutdown {
  private readonly logger = new Logger(PicturesService.name);
  private readonly slots = pLimit(availableParallelism());
  private readonly underway = new Map<number, Underway>();
  private worker: ChildProcess | undefined;
  private idle: NodeJS.Timeout | undefined;
  private lastId = 0;

  constructor(private readonly storage: FileStorage) {}

  /**
   * A picture in all sizes of an avatar. The given draft stays the caller's.
   *
   * @param crop in pixels of the picture as it is seen; the middle square when null
   * @throws AppError `picture_invalid`, `picture_too_large`, `validation_failed`, `storage_full`, `busy`
   */
  avatar(draft: Draft, type: PictureMime, crop: Crop | null): Promise<Piece[]> {
    return this.run<'avatar'>({ kind: 'avatar', input: draft.path, type, crop, draft: this.storage.newPath() });
  }

  /**
   * A picture without what its file told besides, and its thumbnail. The given draft stays the caller's.
   *
   * @throws AppError `picture_invalid`, `picture_too_large`, `storage_full`, `busy`
   */
  picture(draft: Draft, type: PictureMime): Promise<Picture> {
    return this.run<'picture'>({ kind: 'picture', input: draft.path, type, draft: this.storage.newPath() });
  }

  onApplicationShutdown(): void {
    this.end();
  }

  private run<Kind extends PictureJob['kind']>(job: PictureJob & { kind: Kind }): Promise<Results[Kind]> {
    if (this.slots.pendingCount >= MAX_WAITING) return Promise.reject(new AppError('busy', { retryAfterMs: 5_000 }));
    return this.slots(() => this.ask(job) as Promise<Results[Kind]>);
  }

  private async ask(job: PictureJob): Promise<Results[PictureJob['kind']]> {
    clearTimeout(this.idle);
    const worker = (this.worker ??= this.start());
    const id = ++this.lastId;
    const late = setTimeout(() => worker.kill('SIGKILL'), JOB_MS);
    try {
      return await new Promise((resolve, reject) => {
        this.underway.set(id, { resolve, reject });
        worker.send({ id, job }, (error) => {
          if (error) reject(new AppError('busy', { cause: error }));
        });
      });
    } catch (error) {
      await this.storage.discardBeginning(job.draft);
      throw error;
    } finally {
      clearTimeout(late);
      this.underway.delete(id);
      if (this.underway.size === 0) this.idle = setTimeout(this.end, IDLE_MS).unref();
    }
  }

  private start(): ChildProcess {
    const worker = fork(WORKER, {
      execArgv: ['--max-old-space-size=256'],
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
      // What reads strangers' bytes gets no password of a database.
      env: {},
    });
    worker.on('message', (answered: Answered) => {
      this.settle(answered);
    });
    worker.on('error', (err) => {
      this.lose(worker, { err });
    });
    worker.once('exit', (code, signal) => {
      this.lose(worker, { code, signal });
    });
    // The chat may end without waiting for a picture.
    worker.unref();
    worker.channel?.unref();
    return worker;
  }

  private settle(answered: Answered): void {
    const job = this.underway.get(answered.id);
    if (!job) return;
    if (answered.ok) job.resolve(answered.result);
    else if (answered.refused) {
      const { code, ...extras } = answered.refused;
      job.reject(new AppError(code, extras));
    } else job.reject(new Error(`the picture worker: ${answered.message}`));
  }

  /** A picture that was alone when the process ended is what ended it; of several nobody knows which. */
  private lose(worker: ChildProcess, how: object): void {
    // One that was let go because it was idle.
    if (this.worker !== worker) return;
    this.worker = undefined;
    if (this.underway.size === 0) return;
    this.logger.error({ ...how, jobs: this.underway.size }, 'the picture worker is lost, at work');
    const code = this.underway.size === 1 ? 'picture_invalid' : 'busy';
    for (const { reject } of this.underway.values()) reject(new AppError(code));
  }

  private readonly end = (): void => {
    clearTimeout(this.idle);
    if (this.worker?.connected) this.worker.disconnect();
    this.worker = undefined;
  };
}
