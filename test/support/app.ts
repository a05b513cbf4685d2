import type { NestExpressApplication } from '@nestjs/platform-express';
import type { AddressInfo } from 'node:net';
import { createApp } from '../../src/app.js';
import { readConfig } from '../../src/config/config.js';
import { emptyDatabase } from './database.js';

export interface TestApp {
  nest: NestExpressApplication;
  url: string;
  /** Stops the server; the database stays, so that `startApp` can open it again. */
  stop(): Promise<void>;
}

type Settings = Record<string, string>;

/** The real server on a free port of loopback, with an empty database of its own unless `settings` name one. */
export async function startApp(settings: Settings = {}): Promise<TestApp> {
  const nest = await createApp(
    readConfig({
      DATABASE_URL: await emptyDatabase(),
      LOG_LEVEL: process.env['TEST_LOG'] ?? 'silent',
      RATE_LIMITS: 'off',
      ...settings,
    }),
  );
  await nest.listen(0, '127.0.0.1');
  const { port } = nest.getHttpServer().address() as AddressInfo;
  return { nest, url: `http://127.0.0.1:${port}`, stop: () => nest.close() };
}
