import { expect } from '@jest/globals';
import { DataSource } from 'typeorm';
import { StoredFile } from '../../src/files/file.entity.js';
import { Upload } from '../../src/uploads/upload.entity.js';
import type { TestApp } from './app.js';
import { diskOf, type OnDisk } from './stored-files.js';

/** All that a server keeps of what people sent. */
export interface Remains extends OnDisk {
  rows: { file: number; upload: number };
}

export const NOTHING: Remains = { drafts: [], hashes: [], damaged: [], rows: { file: 0, upload: 0 } };

export async function remainsOf(app: TestApp): Promise<Remains> {
  const { manager } = app.nest.get(DataSource);
  const rows = { file: await manager.count(StoredFile), upload: await manager.count(Upload) };
  return { ...diskOf(app), rows };
}

/** Waits until a server keeps just this: what was dropped goes after the answer. */
export async function expectRemains(app: TestApp, expected: Remains): Promise<void> {
  for (let round = 0; round < 500; round++) {
    if (JSON.stringify(await remainsOf(app)) === JSON.stringify(expected)) return;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  expect(await remainsOf(app)).toEqual(expected);
}
