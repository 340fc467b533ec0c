import type { MessageKey, Translate } from '../../shared/messages/translate.ts';
import { type Failure, failure, type Outcome, success } from '../../shared/outcome.ts';

/** What is the computer's doing, not a mistake in Callpath, by SQLite's primary result code, and what to call it. */
const failures: Record<string, { code: string; key: MessageKey }> = {
  SQLITE_FULL: { code: 'disk-full', key: 'report.history.diskFull' },
  // A disk that is full or failing while SQLite grows its shared memory or its log shows as an I/O error.
  SQLITE_IOERR: { code: 'disk-full', key: 'report.history.diskFull' },
  SQLITE_BUSY: { code: 'history-busy', key: 'report.history.busy' },
  SQLITE_LOCKED: { code: 'history-busy', key: 'report.history.busy' },
  SQLITE_READONLY: { code: 'history-not-writable', key: 'report.history.notWritable' },
  SQLITE_PERM: { code: 'history-not-writable', key: 'report.history.notWritable' },
  SQLITE_CANTOPEN: { code: 'history-not-writable', key: 'report.history.notWritable' },
  // From looking at the file before SQLite opens it.
  EACCES: { code: 'history-not-writable', key: 'report.history.notWritable' },
  EPERM: { code: 'history-not-writable', key: 'report.history.notWritable' },
  EBUSY: { code: 'history-busy', key: 'report.history.busy' },
  SQLITE_CORRUPT: { code: 'history-damaged', key: 'report.history.damaged' },
  SQLITE_NOTADB: { code: 'not-a-history', key: 'report.history.notAHistory' },
};

/**
 * Runs work on the database. What the disk, the file or another process is to blame for becomes a Failure that says
 * what to do; anything else is a mistake in Callpath and is thrown.
 */
export function attempt<T>(path: string, t: Translate, work: () => T): Outcome<T> {
  try {
    return success(work());
  } catch (error) {
    const known = failureOf(error, path, t);
    if (known) return known;
    throw error;
  }
}

function failureOf(error: unknown, path: string, t: Translate): Failure | null {
  // Not `instanceof SqliteError`: an error's class is another one where the module was loaded twice.
  if (!(error instanceof Error) || !('code' in error)) return null;
  const reason = String(error.code);
  const primary = /^SQLITE_[A-Z]+/.exec(reason)?.[0] ?? reason;
  const known = failures[primary];
  return known ? failure(known.code, t(known.key, { path, reason })) : null;
}
