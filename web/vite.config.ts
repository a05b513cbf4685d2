import { lingui } from '@lingui/vite-plugin';
import tailwindcss from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { emojiWords } from './build/emoji-words.js';
import { precompress } from './build/precompress.js';
import { preloadPage } from './build/preload-page.js';
import { serviceWorker } from './build/service-worker.js';
import { weight } from './build/weight.js';

// The Host header is kept: the server compares it with Origin and refuses requests from another site.
const server = { target: 'http://localhost:3000', changeOrigin: false };

export default defineConfig({
  plugins: [
    react(),
    tailwindcss(),
    emojiWords(),
    lingui({ failOnMissing: true, failOnCompileError: true }),
    preloadPage(),
    serviceWorker(),
    weight(),
    precompress(),
  ],
  build: {
    outDir: 'dist',
    assetsDir: 'assets',
    target: 'es2022',
    // Data URLs would hide from the content security policy what is loaded; every asset is a file of this origin.
    assetsInlineLimit: 0,
    // What is loaded on demand is small, and there before it is asked for; the page itself has build/preload-page.ts.
    modulePreload: false,
    // What the page needs is one file; left alone, whatever a later part shares with it becomes a file of its own.
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            { name: (id, graph) => (isNeededBy('/src/start.ts', id, graph) ? 'start' : null), priority: 2 },
            { name: (id, graph) => (isOfPage(id, graph) ? 'page' : null), priority: 1 },
            { name: (id, graph) => (isNeededBy(CHAT, id, graph) ? 'chat' : null), priority: 0 },
          ],
        },
      },
    },
  },
  server: {
    proxy: { '/api': server, '/health': server, '/socket.io': { ...server, ws: true } },
  },
});

interface Graph {
  getModuleInfo(id: string): { importers: readonly string[]; dynamicImporters: readonly string[] } | null;
}

const CHAT = '/src/views/chat-page.tsx';

/** What the page needs, and what a chat shares with other parts: they do not wait for it, or fail with it. */
function isOfPage(id: string, graph: Graph): boolean {
  if (isNeededBy('/src/main.tsx', id, graph)) return true;
  const parts = [...above(id, graph)].filter((one) => graph.getModuleInfo(one)?.dynamicImporters.length);
  return parts.length > 1 && parts.some((one) => one.endsWith(CHAT));
}

/** Whether a script imports this module, directly or through others, but not on demand. */
function isNeededBy(script: string, id: string, graph: Graph): boolean {
  return [...above(id, graph)].some((one) => one.endsWith(script));
}

/** The module, and all that import it, directly or through others, but not on demand. */
function above(id: string, graph: Graph): ReadonlySet<string> {
  const seen = new Set([id]);
  for (const one of seen) for (const importer of graph.getModuleInfo(one)?.importers ?? []) seen.add(importer);
  return seen;
}
