import { join } from 'node:path';
import type { InlineConfig } from 'vite';
import { outPath, projectPath } from './paths.ts';

/** Electron gives the first, and the second is native code: both are loaded when the application runs. */
const external = ['electron', 'better-sqlite3'];

const common: InlineConfig = {
  configFile: false,
  root: projectPath,
  publicDir: false,
  logLevel: 'warn',
  // Everything else is bundled, so the application needs no node_modules but better-sqlite3.
  ssr: { target: 'node', noExternal: true, external },
};

/** The main process: one ES module, for the Node 20.18 of Electron 33 and everything newer. */
export const mainConfig: InlineConfig = {
  ...common,
  build: {
    ssr: join(projectPath, 'electron', 'main.ts'),
    outDir: join(outPath, 'main'),
    emptyOutDir: true,
    target: 'node20',
    minify: false,
    sourcemap: true,
    rolldownOptions: {
      external,
      output: { format: 'es', entryFileNames: 'main.js', chunkFileNames: '[name].js' },
    },
  },
};

/** Preload: a sandboxed one can only `require('electron')`, so it is a single CommonJS file. */
export const preloadConfig: InlineConfig = {
  ...common,
  build: {
    ssr: join(projectPath, 'electron', 'preload.ts'),
    outDir: join(outPath, 'preload'),
    emptyOutDir: true,
    target: 'node20',
    minify: false,
    rolldownOptions: {
      external: ['electron'],
      output: { format: 'cjs', entryFileNames: 'preload.cjs', codeSplitting: false },
    },
  },
};
