import { join } from 'node:path';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import type { InlineConfig } from 'vite';
import { outPath, projectPath } from './paths.ts';

/** A page that loads one script and one style sheet from its own origin, as its content security policy asks. */
function page(fileName: string, { isFirst }: { isFirst: boolean }): InlineConfig {
  return {
    configFile: false,
    root: join(projectPath, 'renderer'),
    base: './',
    publicDir: false,
    logLevel: 'warn',
    plugins: [svelte({ configFile: false })],
    build: {
      outDir: join(outPath, 'renderer'),
      emptyOutDir: isFirst,
      // The oldest Chromium it runs on, that of Electron 33.
      target: 'chrome130',
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      sourcemap: false,
      reportCompressedSize: false,
      // What the window loads later comes from the disk, not from a network.
      chunkSizeWarningLimit: 1000,
      rolldownOptions: {
        input: join(projectPath, 'renderer', fileName),
        // A busy machine is no reason for a warning.
        checks: { pluginTimings: false },
      },
    },
  };
}

/**
 * The window, and the page of the second witness, to be built one after the other. Apart, because what both use would be a third
 * script, and the window would wait for two.
 */
export const pageConfigs = [
  page('index.html', { isFirst: true }),
  page('witness.html', { isFirst: false }),
];
