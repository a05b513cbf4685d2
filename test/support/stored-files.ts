import { getDataSourceToken } from '@nestjs/typeorm';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DataSource } from 'typeorm';
import { CONFIG } from '../../src/config/config.module.js';
import type { Config } from '../../src/config/config.js';
import type { TestApp } from './app.js';

/** What lies under a folder for uploads, whatever the database says of it. */
export interface OnDisk {
  drafts: string[];
  hashes: string[];
  /** Names of files whose bytes have another hash. */
  damaged: string[];
}

export function onDisk(uploadsDir: string): OnDisk {
  const files = existsSync(uploadsDir) ? readdirSync(uploadsDir, { recursive: true, withFileTypes: true }) : [];
  const paths = files.filter((file) => file.isFile()).map((file) => join(file.parentPath, file.name));
  const stored = paths.filter((path) => !path.includes('/drafts/'));
  const named = stored.flatMap((path) => {
    const hash = hashOf(path);
    return hash === null ? [] : [{ name: path.split('/').at(-1) ?? '', hash }];
  });
  return {
    drafts: paths.filter((path) => path.includes('/drafts/')),
    hashes: named.map(({ name }) => name).sort(),
    damaged: named.filter(({ name, hash }) => name !== hash).map(({ name }) => name),
  };
}

/** Null for a file that goes while the folder is read: what was dropped is removed a moment after its row. */
function hashOf(path: string): string | null {
  try {
    return createHash('sha256').update(readFileSync(path)).digest('hex');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

/** The same for a server of this process. */
export const diskOf = (app: TestApp): OnDisk => onDisk(app.nest.get<Config>(CONFIG).uploadsDir);

/** The hashes that rows name, each once. */
export async function namedHashes(app: TestApp): Promise<string[]> {
  const reader = app.nest.get<DataSource>(getDataSourceToken());
  const rows = await reader.query<{ hash: string }[]>('SELECT DISTINCT "hash" FROM "file" ORDER BY "hash"');
  return rows.map(({ hash }) => hash);
}

/** Waits until every file has its row and nothing else lies there; the sweep after a start takes a moment. */
export async function tidy(app: TestApp): Promise<OnDisk & { named: string[] }> {
  for (let round = 0; ; round++) {
    const state = { ...diskOf(app), named: await namedHashes(app) };
    const isTidy = state.drafts.length === 0 && state.hashes.join() === state.named.join();
    if (isTidy || round === 100) return state;
    await new Promise((resolve) => setTimeout(resolve, 30));
  }
}
