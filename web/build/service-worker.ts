import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { build, type Plugin } from 'vite';

type Bundle = Record<string, { type: 'chunk' } | { type: 'asset'; source: string | Uint8Array }>;

/**
 * Makes /sw.js of sw/worker.ts, with the list of what it is to keep, and names the build in the page. The name is a hash
 * of every file: the same sources make the same build.
 */
export function serviceWorker(): Plugin {
  let root = '';
  return {
    name: 'service-worker',
    apply: 'build',
    enforce: 'post',
    configResolved: (config) => {
      root = config.root;
    },
    generateBundle: {
      order: 'post',
      async handler(_options, bundle: Bundle) {
        const page = bundle['index.html'];
        if (page?.type !== 'asset') throw new Error('There is no index.html to name the build in.');
        const html = page.source.toString();
        const { files, name } = filesOf(root, bundle, html);
        page.source = html.replace('<title>', `<meta name="build" content="${name}" />\n    <title>`);
        this.emitFile({ type: 'asset', fileName: 'sw.js', source: await compile(root, name, files) });
      },
    },
  };
}

/** Names of emojis, a hundred kilobytes of them: fetched when somebody first asks for them. */
const ON_DEMAND = /_virtual_emojis-/;

/** What a page needs without a server: the page, its scripts and styles, and the small files beside them. */
function filesOf(root: string, bundle: Bundle, html: string): { files: string[]; name: string } {
  const made = Object.keys(bundle).filter((file) => /\.(js|css)$/.test(file));
  const kept = made.filter((file) => !ON_DEMAND.test(file));
  const folder = join(root, 'public');
  const beside = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .sort();
  // Assets have a hash of their content in their names.
  const hash = createHash('sha256').update(html).update(made.sort().join());
  for (const file of beside) hash.update(file).update(readFileSync(join(folder, file)));
  const files = ['', ...kept, ...beside].map((file) => `/${file.replaceAll('\\', '/')}`);
  return { files, name: hash.digest('hex').slice(0, 16) };
}

/** One file without imports: module workers are not everywhere. */
async function compile(root: string, name: string, files: string[]): Promise<string> {
  const made = await build({
    root,
    configFile: false,
    publicDir: false,
    logLevel: 'warn',
    define: { BUILD: JSON.stringify(name), FILES: JSON.stringify(files) },
    build: {
      write: false,
      target: 'es2022',
      modulePreload: false,
      rolldownOptions: { input: join(root, 'sw/worker.ts'), output: { format: 'iife', entryFileNames: 'sw.js' } },
    },
  });
  const outputs = (Array.isArray(made) ? made : [made]).flatMap((one) => ('output' in one ? one.output : []));
  const [worker] = outputs;
  if (worker?.type !== 'chunk' || outputs.length !== 1) throw new Error('The service worker must be one file.');
  return worker.code;
}
