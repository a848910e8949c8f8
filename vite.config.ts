import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** The page: static files with relative addresses, served by app:// in Electron and by interception in the preview host. */
export default defineConfig({
  root: 'renderer',
  base: './',
  plugins: [react()],
  worker: { format: 'es' },
  build: {
    outDir: '../dist/renderer',
    emptyOutDir: true,
    target: 'chrome150',
    // Workers and fonts stay files: the content security policy has no data: or blob: scripts.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 2000,
  },
});
