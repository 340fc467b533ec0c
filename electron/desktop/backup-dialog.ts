import type { BrowserWindow } from 'electron';
import type { Translate } from '../../shared/messages/translate.ts';
import { askWhere } from './ask-where.ts';

/** Asks where to save a copy of the history; `null` where the dialog was closed. */
export function askWhereToBackUp(window: BrowserWindow, t: Translate): Promise<string | null> {
  const day = new Date().toISOString().slice(0, 10);
  const target = { title: t('storage.backupDialog'), fileName: `callpath-history-${day}.db` };
  return askWhere(window, target, t);
}
