import { Notification } from 'electron';
import type { Translate } from '../../shared/messages/translate.ts';

/** Kept: a notification that is collected loses its click. */
let shown: Notification | null = null;

/** Tells, where the system can, that a newer Callpath was found. Nothing is downloaded by it. */
export function notifyUpdate(version: string, t: Translate, onClick: () => void): void {
  if (!Notification.isSupported()) return;
  shown?.close();
  shown = new Notification({
    title: t('updates.notice.title', { version }),
    body: t('updates.notice.body'),
    silent: true,
  });
  shown.on('click', onClick);
  shown.show();
}
