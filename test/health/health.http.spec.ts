import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { getDataSourceToken } from '@nestjs/typeorm';
import { mkdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import request from 'supertest';
import type { DataSource } from 'typeorm';
import { setTimeout } from 'node:timers/promises';
import { WriteQueue } from '../../src/database/write-queue.js';
import { startApp, type TestApp } from '../support/app.js';
import { fill, removeDisk, smallDisk } from '../support/small-disk.js';

const PARTS = ['database', 'writeQueue', 'diskSpace', 'uploads'];
const disk = smallDisk('8m');
const uploads = join(disk ?? '', 'uploads');

let app: TestApp;
beforeAll(async () => {
  app = await startApp(disk ? { UPLOADS_DIR: uploads } : {});
});
afterAll(async () => {
  await app.stop();
  if (disk) removeDisk(disk);
});

/** Answers are kept for a second. */
const ready = async () => {
  await setTimeout(1_100);
  return request(app.url).get('/health/ready');
};
/** Which parts are down, and what is said of them. */
const wrong = async () => {
  const { status, body } = await ready();
  const { error, details } = body as { error: Record<string, { message: string }>; details: object };
  expect(Object.keys(details).sort()).toEqual([...PARTS].sort());
  return { status, said: Object.fromEntries(Object.entries(error).map(([part, { message }]) => [part, message])) };
};

describe('health', () => {
  it('says that the process lives and that everything it needs works, to anybody', async () => {
    expect((await request(app.url).get('/health/live').expect(200)).body).toEqual({ status: 'ok' });
    expect(await wrong()).toEqual({ status: 200, said: {} });
  });

  it('says that writes are stuck, and that they are not any more', async () => {
    const { promise, resolve } = withResolvers();
    const stuck = app.nest.get(WriteQueue).run(() => promise);
    expect(await wrong()).toEqual({ status: 503, said: { writeQueue: 'timeout of 2000ms exceeded' } });
    resolve();
    await stuck;
    expect(await wrong()).toEqual({ status: 200, said: {} });
  });

  (disk ? it : it.skip)('says that the disk is full', async () => {
    fill(join(disk!, 'ballast'));
    expect(await wrong()).toMatchObject({ status: 503, said: { diskSpace: 'The server has no room left' } });
    rmSync(join(disk!, 'ballast'));
    expect(await wrong()).toEqual({ status: 200, said: {} });
  });

  (disk ? it : it.skip)('says that nothing can be uploaded, and not where the folder is', async () => {
    renameSync(uploads, `${uploads}.away`);
    mkdirSync(uploads);
    expect(await wrong()).toEqual({ status: 503, said: { uploads: 'the log says why' } });
    rmSync(uploads, { recursive: true });
    renameSync(`${uploads}.away`, uploads);
    expect(await wrong()).toEqual({ status: 200, said: {} });
  });

  it('says that the database is gone, while the process lives', async () => {
    const reader = app.nest.get<DataSource>(getDataSourceToken());
    await reader.destroy();
    expect(await wrong()).toEqual({ status: 503, said: { database: 'the log says why' } });
    await request(app.url).get('/health/live').expect(200);
    await reader.initialize();
  });
});

function withResolvers(): { promise: Promise<void>; resolve: () => void } {
  let resolve = () => {};
  const promise = new Promise<void>((done) => (resolve = done));
  return { promise, resolve };
}
