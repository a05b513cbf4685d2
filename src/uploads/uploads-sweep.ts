import { Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { Clock } from '../common/clock.js';
import { UploadsService } from './uploads.service.js';

const HOUR_MS = 3_600_000;
const UNSENT_MS = 24 * HOUR_MS;

/** Every hour removes what was uploaded a day ago and never sent. */
@Injectable()
export class UploadsSweep implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly logger = new Logger(UploadsSweep.name);
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly uploads: UploadsService,
    private readonly clock: Clock,
  ) {}

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => void this.sweep(), HOUR_MS).unref();
  }

  onApplicationShutdown(): void {
    clearInterval(this.timer);
  }

  async sweep(): Promise<void> {
    try {
      while ((await this.uploads.sweep(this.clock.now() - UNSENT_MS)) > 0);
    } catch (error) {
      this.logger.error({ err: error }, 'uploads that were never sent could not be swept');
    }
  }
}
