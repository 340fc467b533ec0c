import { join } from 'node:path';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import type { InlineConfig } from 'vite';
import { projectPath } from './paths.ts';

/**
 * The renderer of reports: the window's components, compiled to run in the main process and in Node, as one ES module
 * without dependencies.
 */
export function reportConfig(outDir: string): InlineConfig {
  return {
    configFile: false,
    root: join(projectPath, 'renderer'),
    publicDir: false,
    logLevel: 'warn',
    plugins: [
      svelte({
        configFile: false,
        // The style of each component that a page uses comes with it.
        compilerOptions: { css: 'injected', dev: false },
      }),
    ],
    ssr: { target: 'node', noExternal: true },
    build: {
      ssr: join(projectPath, 'renderer', 'report', 'server.ts'),
      outDir,
      emptyOutDir: true,
      target: 'node20',
      // Browsers of other people open the page: those of 2024 and newer.
      cssTarget: 'chrome123',
      cssMinify: true,
      minify: false,
      rolldownOptions: {
        output: { format: 'es', entryFileNames: 'report-page.js', codeSplitting: false },
        checks: { pluginTimings: false },
      },
    },
  };
}
