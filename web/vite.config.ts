import { lingui } from '@lingui/vite-plugin';
import tailwindcss from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { emojiWords } from './build/emoji-words.js';
import { precompress } from './build/precompress.js';
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
    modulePreload: { polyfill: false },
    // What the first page needs is one file; left alone, whatever a later part shares with it becomes a file of its own.
    rolldownOptions: { output: { codeSplitting: { groups: [{ name: firstPage }] } } },
  },
  server: {
    proxy: { '/api': server, '/health': server, '/socket.io': { ...server, ws: true } },
  },
});

interface Graph {
  getModuleInfo(id: string): { isEntry: boolean; importers: readonly string[] } | null;
}

/** The name of the chunk of all modules that the entry imports, directly or through others, but not on demand. */
function firstPage(id: string, graph: Graph): string | null {
  const seen = new Set([id]);
  for (const one of seen) {
    const info = graph.getModuleInfo(one);
    if (info?.isEntry) return 'first';
    for (const importer of info?.importers ?? []) seen.add(importer);
  }
  return null;
}
