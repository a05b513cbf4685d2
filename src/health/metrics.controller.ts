import { Controller, Get, Header, Headers, Inject } from '@nestjs/common';
import { ApiExcludeController } from '../common/api-docs.js';
import { AppError } from '../common/app-error.js';
import { Public } from '../common/public.js';
import { isSameSecret } from '../common/same-secret.js';
import type { Config } from '../config/config.js';
import { CONFIG } from '../config/config.module.js';
import { Metrics } from './metrics.js';

/** For Prometheus, which sends METRICS_TOKEN as a bearer token; without the setting there is no such page. */
@Public()
@ApiExcludeController()
@Controller('metrics')
export class MetricsController {
  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly metrics: Metrics,
  ) {}

  /** @throws AppError `not_found` without the right token, as for any page that is not there */
  @Get()
  @Header('Content-Type', 'text/plain; version=0.0.4; charset=utf-8')
  @Header('Cache-Control', 'no-store')
  read(@Headers('authorization') authorization = ''): Promise<string> {
    const { metricsToken } = this.config;
    if (metricsToken === null || !isSameSecret(authorization, `Bearer ${metricsToken}`))
      throw new AppError('not_found');
    return this.metrics.text();
  }
}
