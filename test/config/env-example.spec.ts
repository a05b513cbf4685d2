import { expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { readConfig } from '../../src/config/config.js';

it('.env.example names every setting that is read, and shows the defaults', () => {
  const lines = readFileSync('.env.example', 'utf8').split('\n');
  const shown = lines.filter((line) => /^[A-Z_]+=/.test(line)).map((line) => line.split('=') as [string, string]);
  const read = [...readFileSync('src/config/config.ts', 'utf8').matchAll(/env, '([A-Z_]+)'/g)].map(([, name]) => name);
  expect(read.length).toBeGreaterThan(5);
  expect(shown.map(([name]) => name).sort()).toEqual([...read].sort());
  expect(readConfig(Object.fromEntries(shown))).toEqual(readConfig({}));
});
