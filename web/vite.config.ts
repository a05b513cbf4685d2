import { lingui } from '@lingui/vite-plugin';
import tailwindcss from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

// The Host header is kept: the server compares it with Origin and refuses requests from another site.
const server = { target: 'http://localhost:3000', changeOrigin: false };

export default defineConfig({
  plugins: [react(), tailwindcss(), lingui({ failOnMissing: true, failOnCompileError: true })],
  build: {
    outDir: 'dist',
    assetsDir: 'assets',
    target: 'es2022',
    // Data URLs would hide from the content security policy what is loaded; every asset is a file of this origin.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
  server: {
    proxy: { '/api': server, '/health': server, '/socket.io': { ...server, ws: true } },
  },
});
