import { app, type BrowserWindow, dialog } from 'electron';
import type { Translate } from '../../shared/messages/translate.ts';

/** Asks where reports are saved from now on; `null` where the dialog was closed. */
export async function askForExportFolder(
  window: BrowserWindow,
  current: string | null,
  t: Translate,
): Promise<string | null> {
  const { canceled, filePaths } = await dialog.showOpenDialog(window, {
    title: t('locked.folderTitle'),
    defaultPath: current ?? app.getPath('documents'),
    properties: ['openDirectory', 'createDirectory'],
  });
  return canceled ? null : (filePaths[0] ?? null);
}
