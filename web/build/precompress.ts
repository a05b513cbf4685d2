import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, gzip } from 'node:zlib';
import type { Plugin } from 'vite';

const ways = { br: promisify(brotliCompress), gz: promisify(gzip) };

/** Lays every script and style as `.br` and `.gz` beside itself, as small as they get: a server has no time for that. */
export function precompress(): Plugin {
  return {
    name: 'precompress',
    apply: 'build',
    async writeBundle({ dir = '' }, bundle) {
      const texts = Object.values(bundle).filter(({ fileName }) => /^assets\/.*\.(js|css)$/.test(fileName));
      const files = texts.flatMap((file) =>
        Object.entries(ways).map(async ([ending, compress]) => {
          const text = file.type === 'chunk' ? file.code : file.source;
          await writeFile(join(dir, `${file.fileName}.${ending}`), await compress(Buffer.from(text)));
        }),
      );
      await Promise.all(files);
    },
  };
}
