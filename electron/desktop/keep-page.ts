import type { BrowserWindow } from 'electron';
import { appOrigin } from './app-assets.ts';

/**
 * Keeps the window at its own page. A page can leave itself for `about:blank` without being asked (Electron tells of that
 * only afterwards): the window then takes its own page up again.
 */
export function keepPage(window: BrowserWindow, address: string): void {
  window.webContents.on('did-navigate', (_event, shown) => {
    if (!shown.startsWith(`${appOrigin}/`)) void window.loadURL(address);
  });
}
