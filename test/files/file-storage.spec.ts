import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { FileStorage } from '../../src/files/file-storage.js';
import { startApp, type TestApp } from '../support/app.js';
import { diskOf } from '../support/stored-files.js';

let app: TestApp;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.stop());

it('keeps nothing of what breaks off before its draft is opened', async () => {
  const storage = app.nest.get(FileStorage);
  for (let i = 0; i < 100; i++) {
    const stream = Readable.from([Buffer.alloc(10)]);
    const written = storage.write(stream);
    if (i % 2 === 0) await Promise.resolve();
    stream.destroy(new Error('broken off'));
    await expect(written).rejects.toThrow('broken off');
  }
  await sleep(200);
  expect(diskOf(app).drafts).toEqual([]);
});
