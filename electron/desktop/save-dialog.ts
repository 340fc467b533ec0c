import { join } from 'node:path';
import { app, type BrowserWindow, dialog } from 'electron';
import type { ExportFormat } from '../../shared/ipc.ts';
import type { Translate } from '../../shared/messages/translate.ts';

/** Endings of a format, the usual one first. */
const extensions: Partial<Record<ExportFormat, string[]>> = { json: ['json', 'callpath'] };

/**
 * Asks where to save a report; `null` where the dialog was closed. The dialog itself asks before a file is replaced.
 */
export async function askWhereToSave(
  window: BrowserWindow,
  fileName: string,
  format: ExportFormat,
  t: Translate,
): Promise<string | null> {
  const { canceled, filePath } = await dialog.showSaveDialog(window, {
    title: t('desktop.export.title'),
    buttonLabel: t('desktop.export.button'),
    defaultPath: join(app.getPath('documents'), fileName),
    filters: [{ name: t(`desktop.export.${format}`), extensions: extensions[format] ?? [format] }],
    properties: ['createDirectory', 'showOverwriteConfirmation'],
  });
  return canceled || filePath === '' ? null : filePath;
}
