import { app, dialog } from 'electron';
import { systemLocale } from './page-language.ts';
import { whyUnwritable } from './unwritable-folder.ts';

/**
 * Ends a start that did not get the lock of the data folder. Mostly another Callpath has it, and brings its window to the
 * front. Where the folder takes no lock, of another user or read-only, nobody else would say so.
 */
export async function endWithoutLock(userData: string): Promise<void> {
  const reason = whyUnwritable(userData);
  if (reason === null) {
    app.quit();
    return;
  }
  const { createTranslate } = await import('../../shared/messages/translate.ts');
  await app.whenReady();
  const t = createTranslate(systemLocale());
  const text = t('desktop.failure.unwritableFolder', { folder: userData, reason });
  process.stderr.write(`${text}\n`);
  dialog.showErrorBox(t('desktop.failure.notStarted'), text);
  app.exit(1);
}
