import type { App } from 'electron';
import { errorFacts, log } from './log.ts';

/**
 * Runs `finish` once before the application quits and quits when it is done. What it waits for has to be bounded by
 * itself: a person who quits must not wait for long.
 */
export function finishBeforeQuit(app: App, finish: () => Promise<void>): void {
  let state: 'running' | 'finishing' | 'finished' = 'running';
  app.on('before-quit', (event) => {
    if (state === 'finished') return;
    event.preventDefault();
    if (state === 'finishing') return;
    state = 'finishing';
    void finish()
      .catch((error: unknown) => {
        log.error('quit-unfinished', errorFacts(error));
      })
      .then(() => {
        state = 'finished';
        app.quit();
      });
  });
}
