// Puts all of our own that a start loads into one file, dist/main.js: for its 260 modules alone Node takes 0.25 s. The
// packages stay as they are; a Nest in here would be another one than that of AdminJS.
import { readFileSync } from 'node:fs';
import { isAbsolute, resolve } from 'node:path';
import { rolldown } from 'rolldown';

const bundle = await rolldown({
  input: resolve('dist/src/main.js'),
  platform: 'node',
  external: (id) => !id.startsWith('.') && !isAbsolute(id),
  plugins: [{ name: 'back-to-typescript', load: withMap }],
});
// Names of classes are names of entities, errors and tables.
const output = { entryFileNames: 'main.js', chunkFileNames: 'chunks/[name].js', sourcemap: true, keepNames: true };
await bundle.write({ dir: 'dist', ...output });

function withMap(id) {
  return { code: readFileSync(id, 'utf8'), map: readFileSync(`${id}.map`, 'utf8') };
}
