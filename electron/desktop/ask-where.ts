import { join } from 'node:path';
import { app, type BrowserWindow, dialog } from 'electron';
import type { Translate } from '../../shared/messages/translate.ts';

/**
 * Asks for the place of a file that is not a report; `null` where the dialog was closed. The dialog itself asks before a file
 * is replaced.
 */
export async function askWhere(
  window: BrowserWindow,
  { title, fileName }: { title: string; fileName: string },
  t: Translate,
): Promise<string | null> {
  const { canceled, filePath } = await dialog.showSaveDialog(window, {
    title,
    buttonLabel: t('desktop.export.button'),
    defaultPath: join(app.getPath('documents'), fileName),
    properties: ['createDirectory', 'showOverwriteConfirmation'],
  });
  return canceled || filePath === '' ? null : filePath;
}
