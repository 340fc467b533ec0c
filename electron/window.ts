import { once } from 'node:events';
import { BrowserWindow, nativeTheme, screen } from 'electron';
import { appOrigin } from './desktop/app-assets.ts';
import { sandboxed } from './desktop/hardening.ts';
import { keepPage } from './desktop/keep-page.ts';
import { readJsonFile, writeJsonFile } from './desktop/json-file.ts';
import { minimumSize, restoreBounds, windowStateSchema } from './desktop/window-bounds.ts';
import * as v from 'valibot';

export const pageAddress = `${appOrigin}/index.html`;

/** The page's own background in both themes (renderer/tokens.css), so that nothing flashes before it is painted. */
const background = { light: '#f5f6f8', dark: '#0f1216' } as const;

const patienceMs = 1_000;

export interface WindowOptions {
  preloadPath: string;
  /** The small JSON file that keeps where the window was. */
  statePath: string;
}

export interface OpenedWindow {
  window: BrowserWindow;
  /** Resolves when the window is on the screen, or is closed before that. */
  shown: Promise<void>;
}

/** Opens the application's window where it was the last time. */
export function openWindow(options: WindowOptions): OpenedWindow {
  const state = readJsonFile(options.statePath, v.nullable(windowStateSchema), null);
  const workAreas = screen.getAllDisplays().map((display) => display.workArea);
  const window = new BrowserWindow({
    ...restoreBounds(state?.bounds ?? null, workAreas),
    minWidth: minimumSize.width,
    minHeight: minimumSize.height,
    show: false,
    backgroundColor: backgroundColor(),
    // Alt shows it; its shortcuts work all the same.
    autoHideMenuBar: true,
    webPreferences: {
      preload: options.preloadPath,
      ...sandboxed,
      // A check goes on, and its progress is current, while the window is behind another one.
      backgroundThrottling: false,
    },
  });
  const shown = whenPainted(window).then(() => {
    if (window.isDestroyed()) return;
    if (state?.isMaximized === true) window.maximize();
    window.show();
  });
  window.on('close', () => {
    keepState(window, options.statePath);
  });
  const repaint = () => {
    window.setBackgroundColor(backgroundColor());
  };
  nativeTheme.on('updated', repaint);
  window.once('closed', () => nativeTheme.off('updated', repaint));
  // Calls are placed in the page of the second witness: this one sends nothing to anybody.
  window.webContents.setWebRTCIPHandlingPolicy('disable_non_proxied_udp');
  keepPage(window, pageAddress);
  void window.loadURL(pageAddress);
  return { window, shown };
}

/**
 * When there is something to be seen in it, or, where that is long in coming, after a second: on a slow computer, and where
 * graphics fail, an empty window says more than none.
 */
async function whenPainted(window: BrowserWindow): Promise<void> {
  const patience = AbortSignal.timeout(patienceMs);
  await once(window, 'ready-to-show', { signal: patience }).catch(() => undefined);
}

/** Brings the window to the front, for a second start of the application. */
export function focusWindow(window: BrowserWindow): void {
  if (window.isMinimized()) window.restore();
  window.show();
  window.focus();
}

function backgroundColor(): string {
  return nativeTheme.shouldUseDarkColors ? background.dark : background.light;
}

function keepState(window: BrowserWindow, statePath: string): void {
  try {
    writeJsonFile(statePath, {
      bounds: window.getNormalBounds(),
      isMaximized: window.isMaximized(),
    });
  } catch {
    // A full disk must not keep the window from closing; it opens at its default place the next time.
  }
}
