import type { NestExpressApplication } from '@nestjs/platform-express';
import { mkdtempSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createApp } from '../../src/app.js';
import { readConfig } from '../../src/config/config.js';
import { dropDatabase, emptyDatabase } from './database.js';

export interface TestApp {
  nest: NestExpressApplication;
  url: string;
  /** Stops the server, and removes its database if `startApp` made it. */
  stop(): Promise<void>;
}

type Settings = Record<string, string>;

/** The real server on a port of loopback (a free one unless `at` names it), with an empty database of its own unless `settings` name one. */
export async function startApp(settings: Settings = {}, at = 0): Promise<TestApp> {
  const own = settings['DATABASE_URL'] ? null : await emptyDatabase();
  const uploads = settings['UPLOADS_DIR'] ? null : mkdtempSync(join(tmpdir(), 'veche-uploads-'));
  const nest = await createApp(
    readConfig({
      ...(own && { DATABASE_URL: own }),
      ...(uploads && { UPLOADS_DIR: uploads }),
      LOG_LEVEL: process.env['TEST_LOG'] ?? 'silent',
      RATE_LIMITS: 'off',
      ...settings,
    }),
  );
  await nest.listen(at, '127.0.0.1');
  const { port } = nest.getHttpServer().address() as AddressInfo;
  const stop = async () => {
    await nest.close();
    if (own) await dropDatabase(own);
    if (uploads) rmSync(uploads, { recursive: true, force: true });
  };
  return { nest, url: `http://127.0.0.1:${port}`, stop };
}
