import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { App } from 'electron';

/**
 * Gives Chromium a folder of its own for as long as this process runs; returns what removes it. Has to run before the
 * application is ready.
 */
export function temporarySessionData(app: App): () => void {
  const path = mkdtempSync(join(tmpdir(), 'callpath-session-'));
  app.setPath('sessionData', path);
  return () => {
    // Chromium may still write to it: what it leaves behind is the system's to tidy up.
    rmSync(path, { recursive: true, force: true, maxRetries: 3 });
  };
}
