import { type BrowserWindow, dialog } from 'electron';
import type { Translate } from '../../shared/messages/translate.ts';

/** Asks the person, outside of the page, whether Callpath may be replaced now. */
export async function askToInstall(
  window: BrowserWindow,
  version: string,
  t: Translate,
): Promise<boolean> {
  const { response } = await dialog.showMessageBox(window, {
    type: 'question',
    message: t('updates.ask.title', { version }),
    detail: t('updates.ask.detail'),
    buttons: [t('updates.ask.install'), t('updates.ask.later')],
    defaultId: 0,
    cancelId: 1,
    noLink: true,
  });
  return response === 0;
}
