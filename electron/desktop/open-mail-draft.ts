import { shell } from 'electron';
import { mayBeOpened } from './allowed-address.ts';
import { type SupportMail, supportMailUrl } from './support-mail.ts';

/** What became of a draft: it may be that nobody takes mail at the contact, or that no program does here. */
export type DraftOutcome = 'opened' | 'no-address' | 'no-program';

/**
 * Opens a draft in the person's own mail program. Nothing is sent: they read it, attach the report, and send it. Only a
 * `mailto:` address that was made here is ever opened.
 */
export async function openMailDraft(mail: SupportMail): Promise<DraftOutcome> {
  const url = supportMailUrl(mail);
  if (url === null || !mayBeOpened(url)) return 'no-address';
  return shell.openExternal(url).then(
    () => 'opened' as const,
    () => 'no-program' as const,
  );
}
