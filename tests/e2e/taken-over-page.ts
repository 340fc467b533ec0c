import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { tmpdir } from 'node:os';
import type { ElectronApplication, Page } from '@playwright/test';
import { build } from 'vite';
import type { TakenOver } from './taken-over-preload.ts';

declare global {
  interface Window {
    takenOver: TakenOver;
  }
}

/** Bundles what an attacker who has a page would run beside it; returns the file, and what removes it. */
export async function buildTakenOverPreload(): Promise<{
  path: string;
  remove: () => Promise<void>;
}> {
  const folder = await mkdtemp(join(tmpdir(), 'callpath-taken-over-'));
  await build({
    configFile: false,
    publicDir: false,
    logLevel: 'warn',
    ssr: { target: 'node', noExternal: true, external: ['electron'] },
    build: {
      ssr: join(import.meta.dirname, 'taken-over-preload.ts'),
      outDir: folder,
      emptyOutDir: true,
      chunkSizeWarningLimit: 5_000,
      target: 'node20',
      rolldownOptions: {
        external: ['electron'],
        output: { format: 'cjs', entryFileNames: 'preload.cjs', codeSplitting: false },
      },
    },
  });
  return {
    path: join(folder, 'preload.cjs'),
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}

/**
 * Opens a second window of the running application at `address`, as if an attacker had got rid of the sandbox and of the
 * context isolation in it. The main process knows nothing of that: for it, it is a page as every other.
 */
export async function openTakenOverPage(
  app: ElectronApplication,
  preload: string,
  address: string,
): Promise<Page> {
  const opened = app.waitForEvent('window');
  await app.evaluate(
    async ({ BrowserWindow }, wanted) => {
      const window = new BrowserWindow({
        show: false,
        webPreferences: {
          preload: wanted.preload,
          sandbox: false,
          contextIsolation: false,
          nodeIntegrationInSubFrames: true,
        },
      });
      await window.loadURL(wanted.address);
    },
    { preload, address },
  );
  return opened;
}
