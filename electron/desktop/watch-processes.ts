import type { App } from 'electron';
import { errorFacts, log } from './log.ts';
import { RevivalLimit } from './revival-limit.ts';

/** A fault that repeats itself must not push everything else out of the log. */
const limits = { max: 20, withinMs: 60_000 };

/**
 * Writes to the log what ends in Callpath without having been asked to: pages, processes of Chromium, and errors that nobody
 * caught. `onMainError` is told of the latter, and decides whether the main process goes on; Electron would show a dialog.
 */
export function watchProcesses(app: App, onMainError: (error: unknown) => void): void {
  const limit = new RevivalLimit(limits);
  const fault = (event: string, facts: Parameters<typeof log.error>[1]) => {
    if (limit.mayTry()) log.error(event, facts);
  };
  app.on('render-process-gone', (_event, contents, { reason, exitCode }) => {
    if (reason !== 'clean-exit') fault('page-gone', { page: pageOf(contents), reason, exitCode });
  });
  // Chromium starts its graphics and network again by itself.
  app.on('child-process-gone', (_event, { type, reason, exitCode, name, serviceName }) => {
    if (reason === 'clean-exit') return;
    const service = name ?? serviceName ?? '';
    fault('process-gone', { type, reason, exitCode, ...(service !== '' && { service }) });
  });
  for (const name of ['uncaughtException', 'unhandledRejection'] as const) {
    process.on(name, (error: unknown) => {
      fault('main-error', { kind: name, ...errorFacts(error) });
      onMainError(error);
    });
  }
}

/** The file of the page; what stands behind it is where a person was. */
function pageOf(contents: Electron.WebContents): string {
  const address = contents.isDestroyed() ? '' : contents.getURL();
  return /[^/]+\.html/.exec(address)?.[0] ?? 'none';
}
