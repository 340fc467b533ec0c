import { app, type BrowserWindow, dialog } from 'electron';
import type { Translate } from '../../shared/messages/translate.ts';
import { reportFileExtensions } from '../../shared/report-file.ts';

/** Asks which report to open; `null` where the dialog was closed. */
export async function askForReport(window: BrowserWindow, t: Translate): Promise<string | null> {
  const { canceled, filePaths } = await dialog.showOpenDialog(window, {
    title: t('exchange.import.title'),
    defaultPath: app.getPath('documents'),
    filters: [
      { name: t('exchange.import.filter'), extensions: [...reportFileExtensions] },
      { name: t('exchange.import.allFiles'), extensions: ['*'] },
    ],
    properties: ['openFile'],
  });
  return canceled ? null : (filePaths[0] ?? null);
}
