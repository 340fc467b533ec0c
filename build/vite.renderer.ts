import { join } from 'node:path';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vite';
import { outPath, projectPath } from './paths.ts';

/** The window, and the page of the second witness: one script and one style sheet from its own origin, as its content security policy asks. */
export default defineConfig({
  root: join(projectPath, 'renderer'),
  base: './',
  publicDir: false,
  plugins: [svelte({ configFile: false })],
  build: {
    outDir: join(outPath, 'renderer'),
    rolldownOptions: {
      input: ['index.html', 'witness.html'].map((page) => join(projectPath, 'renderer', page)),
    },
    emptyOutDir: true,
    // The oldest Chromium it runs on, that of Electron 33.
    target: 'chrome130',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    sourcemap: false,
    reportCompressedSize: false,
    // What the window loads later comes from the disk, not from a network.
    chunkSizeWarningLimit: 1000,
  },
});
