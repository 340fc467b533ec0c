import { app, type BrowserWindow, dialog } from 'electron';
import type { Translate } from '../../shared/messages/translate.ts';
import { log } from './log.ts';
import { RevivalLimit } from './revival-limit.ts';

/** `crashed`: the page's process ended. `hung`: it answered no more and was ended. */
export type PageTrouble = 'crashed' | 'hung';

export interface RevivalOptions {
  /** The page that is loaded where the one that was shown cannot be had again. */
  address: string;
  t: () => Translate;
  /** Told before the page comes back. */
  onTrouble: (trouble: PageTrouble) => void;
  saveDiagnostics: () => Promise<void>;
  /** What a page that does not answer gets to find itself again, after Chromium has given it some seconds. */
  graceMs?: number;
}

/** A page that breaks more often than this is not helped by being loaded once more. */
const limits = { max: 3, withinMs: 60_000 };

/**
 * Brings the window's page back by itself after its process has ended or hangs. What the main process does, such as a check,
 * goes on meanwhile. Where the page breaks again and again the person is asked.
 */
export function reviveWindow(window: BrowserWindow, options: RevivalOptions): void {
  const { address, onTrouble, graceMs = 5_000 } = options;
  const { webContents: contents } = window;
  const limit = new RevivalLimit(limits);
  let grace: NodeJS.Timeout | undefined;
  let trouble: PageTrouble = 'crashed';
  const load = () => {
    if (!window.isDestroyed()) void window.loadURL(address);
  };
  const revive = () => {
    if (limit.mayTry()) load();
    else
      void ask(window, options).then((again) => {
        limit.reset();
        if (again) load();
        else app.quit();
      });
  };
  contents.on('render-process-gone', (_event, { reason }) => {
    clearTimeout(grace);
    if (reason === 'clean-exit' || window.isDestroyed()) return;
    onTrouble(trouble);
    trouble = 'crashed';
    // Not from within the event: Chromium is still clearing up after the process.
    setImmediate(revive);
  });
  window.on('unresponsive', () => {
    // A page that is stopped by its debugger does not answer either.
    if (contents.isDevToolsOpened()) return;
    log.warn('page-unresponsive');
    clearTimeout(grace);
    grace = setTimeout(() => {
      trouble = 'hung';
      contents.forcefullyCrashRenderer();
    }, graceMs);
  });
  window.on('responsive', () => {
    log.info('page-responsive');
    clearTimeout(grace);
  });
  window.once('closed', () => {
    clearTimeout(grace);
  });
}

/** Whether the window is to be tried again; otherwise Callpath is to quit. */
async function ask(
  window: BrowserWindow,
  { t, saveDiagnostics }: RevivalOptions,
): Promise<boolean> {
  const texts = t();
  log.error('page-given-up');
  for (;;) {
    const { response } = await dialog.showMessageBox(window, {
      type: 'warning',
      message: texts('trouble.again.title'),
      detail: texts('trouble.again.text'),
      buttons: [
        texts('trouble.again.open'),
        texts('trouble.again.save'),
        texts('trouble.again.quit'),
      ],
      defaultId: 0,
      cancelId: 2,
      noLink: true,
    });
    if (response !== 1) return response === 0;
    await saveDiagnostics();
  }
}
