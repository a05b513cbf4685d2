// Avatars by calling sharp directly, as many at once as there are cores: each size from the file, as one writes it plainly,
// or by our own recipe (RECIPE=ours), to which a server can only add. At the priority of our picture worker, so that
// whatever else the machine does slows both alike. Prints how many it made in a second.
import { mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import pLimit from 'p-limit';
import sharp from 'sharp';
import { lockLoaders, makeAvatar } from '../../dist/src/files/picture-recipes.js';
import { yieldToOthers } from '../../dist/src/files/yield-to-others.js';

const { INPUT, COUNT, RECIPE } = process.env;
const folder = mkdtempSync(join(tmpdir(), 'veche-bench-'));
yieldToOthers();
lockLoaders();
const make =
  RECIPE === 'ours' ? (number) => makeAvatar(INPUT, 'image/jpeg', null, join(folder, String(number))) : plain;
await make('warm');
const slots = pLimit(availableParallelism());
const started = performance.now();
await Promise.all(Array.from({ length: Number(COUNT) }, (_, number) => slots(() => make(number))));
console.log(COUNT / ((performance.now() - started) / 1000));
rmSync(folder, { recursive: true, force: true });

async function plain() {
  for (const size of [48, 96, 256, 512]) {
    const square = sharp(INPUT).autoOrient().resize(size, size);
    await square.clone().webp({ quality: 82 }).toBuffer();
    await square.clone().jpeg({ quality: 82 }).toBuffer();
  }
}
