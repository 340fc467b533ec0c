import { join } from 'node:path';
import type { InlineConfig } from 'vite';
import { outPath, projectPath } from './paths.ts';

/** Electron gives the first, and the second is native code: both are loaded when the application runs. */
const external = ['electron', 'better-sqlite3'];

/** Of the path of a module, on every system. */
const isMain = /[\\/]electron[\\/]main\.ts$/;

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
    sourcemap: true,
    rolldownOptions: {
      external,
      output: {
        format: 'es',
        entryFileNames: 'main.js',
        chunkFileNames: '[name].js',
        // What the start reads are two files instead of ten: each takes about a millisecond. Not one: `main.ts` waits for what it
        // loads, and that would wait for the file that it shares with `main.ts`.
        codeSplitting: {
          groups: [{ name: 'start', tags: ['$initial'], test: (id) => !isMain.test(id) }],
        },
        // Node reads half as much at the start; names stay as they are, for what an error says.
        minify: { compress: true, mangle: false, codegen: true },
      },
    },
  },
};

/** A sandboxed preload can only `require('electron')`, so each is a single CommonJS file. */
function preload(source: string, fileName: string): InlineConfig {
  return {
    ...common,
    build: {
      ssr: join(projectPath, 'electron', source),
      outDir: join(outPath, 'preload'),
      // The other one is there as well.
      emptyOutDir: false,
      target: 'node20',
      minify: false,
      rolldownOptions: {
        external: ['electron'],
        output: { format: 'cjs', entryFileNames: fileName, codeSplitting: false },
      },
    },
  };
}

/** The preloads of the window and of the second witness. */
export const preloadConfigs = [
  preload('preload.ts', 'preload.cjs'),
  preload('desktop/witness-preload.ts', 'witness-preload.cjs'),
];
