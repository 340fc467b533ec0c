import { join } from 'node:path';
import { app, type BrowserWindow, dialog } from 'electron';
import type { Translate } from '../../shared/messages/translate.ts';

/** Asks where to save a copy of the history; `null` where the dialog was closed. */
export async function askWhereToBackUp(
  window: BrowserWindow,
  t: Translate,
): Promise<string | null> {
  const day = new Date().toISOString().slice(0, 10);
  const { canceled, filePath } = await dialog.showSaveDialog(window, {
    title: t('storage.backupDialog'),
    buttonLabel: t('desktop.export.button'),
    defaultPath: join(app.getPath('documents'), `callpath-history-${day}.db`),
    properties: ['createDirectory', 'showOverwriteConfirmation'],
  });
  return canceled || filePath === '' ? null : filePath;
}
