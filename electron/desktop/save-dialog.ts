import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { app, type BrowserWindow, dialog } from 'electron';
import type { ExportFormat } from '../../shared/ipc.ts';
import type { Translate } from '../../shared/messages/translate.ts';

/** Endings of a format, the usual one first. */
const extensions: Partial<Record<ExportFormat, string[]>> = { json: ['json', 'callpath'] };

export interface SaveQuestion {
  window: BrowserWindow;
  /** Where the dialog begins; in the documents where it is `null` or no folder. */
  folder: string | null;
  fileName: string;
  format: ExportFormat;
  t: Translate;
}

/**
 * Asks where to save a report; `null` where the dialog was closed. The dialog itself asks before a file is replaced.
 */
export async function askWhereToSave({
  window,
  folder,
  fileName,
  format,
  t,
}: SaveQuestion): Promise<string | null> {
  const { canceled, filePath } = await dialog.showSaveDialog(window, {
    title: t('desktop.export.title'),
    buttonLabel: t('desktop.export.button'),
    defaultPath: join((await usableFolder(folder)) ?? app.getPath('documents'), fileName),
    filters: [{ name: t(`desktop.export.${format}`), extensions: extensions[format] ?? [format] }],
    properties: ['createDirectory', 'showOverwriteConfirmation'],
  });
  return canceled || filePath === '' ? null : filePath;
}

/** A share may be out of reach at the moment, and say so late. */
async function usableFolder(folder: string | null): Promise<string | null> {
  if (folder === null) return null;
  const isFolder = await stat(folder).then(
    (found) => found.isDirectory(),
    () => false,
  );
  return isFolder ? folder : null;
}
