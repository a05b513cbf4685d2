import { Module } from '@nestjs/common';
import { TerminusModule } from '@nestjs/terminus';
import { FilesModule } from '../files/files.module.js';
import { HealthController } from './health.controller.js';
import { MetricsController } from './metrics.controller.js';
import { Metrics } from './metrics.js';
import { Readiness } from './readiness.js';

@Module({
  imports: [TerminusModule, FilesModule],
  controllers: [HealthController, MetricsController],
  providers: [Metrics, Readiness],
})
export class HealthModule {}
