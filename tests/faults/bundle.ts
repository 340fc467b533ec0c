import path from 'node:path';
import { build } from 'vite';

const root = path.join(import.meta.dirname, '..', '..');

/** The checking process in one file: it starts three times as fast, and a thousand of them are started. Resolves with its path. */
export async function bundleCheckingProcess(): Promise<string> {
  // Inside the project, where `better-sqlite3` is found.
  const outDir = path.join(root, 'out', 'faults');
  await build({
    configFile: false,
    logLevel: 'error',
    root,
    build: {
      ssr: path.join(import.meta.dirname, 'checking-process.ts'),
      outDir,
      emptyOutDir: false,
      target: 'node22',
    },
    ssr: { noExternal: true, external: ['better-sqlite3'] },
  });
  return path.join(outDir, 'checking-process.js');
}
