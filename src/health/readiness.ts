import { Inject, Injectable, Logger } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { type HealthCheckAttempt, HealthIndicatorService } from '@nestjs/terminus';
import { statfs } from 'node:fs/promises';
import { DataSource } from 'typeorm';
import { AppError } from '../common/app-error.js';
import type { Config } from '../config/config.js';
import { CONFIG } from '../config/config.module.js';
import { WriteQueue } from '../database/write-queue.js';
import { FileStorage } from '../files/file-storage.js';

const PATIENCE_MS = 2_000;
/** Anybody may ask, and each answer costs a little work on the disk. */
const KEPT_MS = 1_000;
/** With less left the database cannot grow much longer; uploads were refused long before. */
const LEAST_FREE = 64 * 1024 * 1024;

/** Whether everything that a chat needs works. What exactly is wrong stands in the log; strangers are told which part. */
@Injectable()
export class Readiness {
  private readonly logger = new Logger(Readiness.name);

  constructor(
    private readonly indicators: HealthIndicatorService,
    @InjectDataSource() private readonly reader: DataSource,
    private readonly writes: WriteQueue,
    private readonly files: FileStorage,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  parts(): HealthCheckAttempt[] {
    return [
      this.part('database', () => this.reader.query('SELECT 1')),
      // An empty transaction: it waits for its turn as every write does, and leaves nothing.
      this.part('writeQueue', () => this.writes.run(() => Promise.resolve())),
      this.part('diskSpace', () => this.requireSpace()),
      this.part('uploads', () => this.files.probe()),
    ];
  }

  private part(name: string, work: () => Promise<unknown>): HealthCheckAttempt {
    const attempt = this.indicators.check(name).attempt(async () => {
      try {
        await work();
      } catch (error) {
        this.logger.error({ err: error }, `${name} is not ready`);
        throw new Error(error instanceof AppError ? error.message : 'the log says why', { cause: error });
      }
    });
    return attempt.withTimeout(PATIENCE_MS).cacheFor(KEPT_MS);
  }

  private async requireSpace(): Promise<void> {
    for (const folder of [this.config.dataDir, this.config.uploadsDir]) {
      const { bavail, bsize, blocks } = await statfs(folder);
      if (bavail * bsize < Math.min(LEAST_FREE, blocks * bsize * 0.01)) throw new AppError('storage_full');
    }
  }
}
