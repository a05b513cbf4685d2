import { gzipSync } from 'node:zlib';
import type { Plugin } from 'vite';

const KB = 1024;
/** Gzip, as a browser is sent it on its first visit. */
const LIMITS = { JavaScript: 210 * KB, CSS: 20 * KB };

interface Chunk {
  type: 'chunk' | 'asset';
  fileName: string;
  code?: string;
  source?: string | Uint8Array;
  name?: string;
  isEntry?: boolean;
  imports?: string[];
  facadeModuleId?: string | null;
}

/** Fails the build when what the first page needs, with the heavier of its languages, has grown too heavy. */
export function weight(): Plugin {
  return {
    name: 'weight',
    apply: 'build',
    writeBundle(_options, bundle) {
      const files = Object.values(bundle) as Chunk[];
      const languages = files.filter(({ facadeModuleId }) => facadeModuleId?.includes('/locales/')).map(sizeOf);
      const css = files.filter(({ fileName }) => fileName.endsWith('.css')).map(sizeOf);
      const weights = {
        JavaScript: sum(firstOf(files).map(sizeOf)) + Math.max(0, ...languages),
        CSS: sum(css),
      };
      for (const [what, limit] of Object.entries(LIMITS)) {
        const bytes = weights[what as keyof typeof LIMITS];
        const found = `first ${what}: ${(bytes / KB).toFixed(1)} KB gzip of ${limit / KB}`;
        if (bytes > limit) this.error(`${found}. Load what few people need at once on demand.`);
        this.info(found);
      }
    },
  };
}

/** The first script, the page, its chat, and all that they import, directly or through others, but not on demand. */
function firstOf(files: readonly Chunk[]): Chunk[] {
  const byName = new Map(files.map((file) => [file.fileName, file]));
  const first = new Set(files.filter(({ isEntry, name }) => isEntry || name === 'page' || name === 'chat'));
  for (const { imports = [] } of first) {
    for (const name of imports) {
      const chunk = byName.get(name);
      if (chunk) first.add(chunk);
    }
  }
  return [...first];
}

const sizeOf = ({ code, source }: Chunk): number => gzipSync(code ?? source ?? '', { level: 9 }).length;

const sum = (values: readonly number[]): number => values.reduce((all, value) => all + value, 0);
