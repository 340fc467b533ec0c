import fs from 'node:fs';
import path from 'node:path';
import type { Translate } from '../shared/messages/translate.ts';
import { failure, type Outcome, success } from '../shared/outcome.ts';
import { attempt } from './history/attempt.ts';
import { unmarkDamaged } from './history/damage/detect.ts';
import { recover } from './history/damage/recover.ts';
import { aloneWith } from './history/damage/recovery-lock.ts';
import { openDatabase } from './history/database.ts';
import { Sessions } from './history/sessions.ts';
import { readSqliteHeader } from './history/sqlite-header.ts';
import { hashReport } from './report/json.ts';

export interface OpenedHistory {
  file: string;
  sessions: Sessions;
  /** What a person must know of how it was opened, in one sentence each. */
  notices: string[];
  close: () => void;
}

/**
 * Opens the history at `file`, in a folder that exists. A damaged one is set aside, and what can be read of it is moved to a
 * new one. What is no history, or one of a newer version, is left as it is: the `Failure` says why. `isOwn`: the file is
 * Callpath's by its place, even where nothing in it says so any more.
 */
export function openHistory(
  file: string,
  t: Translate,
  { isOwn = false }: { isOwn?: boolean } = {},
): Outcome<OpenedHistory> {
  const opened = openDatabase(file, t);
  if (opened.ok) return success(wrap(file, opened.value, t, []));
  // Another program's database is whole; what is left of a history may not even have its header.
  const mayRecover =
    opened.code === 'history-damaged' ||
    (opened.code === 'not-a-history' && readSqliteHeader(file) === null);
  if (!mayRecover) return opened;
  const isOurs = isOwn || opened.code === 'history-damaged';
  const notice = recoverFile(file, t, isOurs);
  if (!notice.ok) return notice;
  if (notice.value === null) return opened;
  const anew = openDatabase(file, t);
  return anew.ok ? success(wrap(file, anew.value, t, [notice.value])) : anew;
}

/** Opens the user's own history in `folder`, which is made where it is missing. */
export function openOwnHistory(folder: string, t: Translate): Outcome<OpenedHistory> {
  try {
    fs.mkdirSync(folder, { recursive: true });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return failure('folder-not-made', t('terminal.history.noFolder', { folder, reason }));
  }
  return openHistory(path.join(folder, 'history.db'), t, { isOwn: true });
}

/**
 * What a person must know of a history that was opened and cannot be written; `null` where it can. SQLite opens one without a
 * word, and complains only of the first check.
 */
export function readOnlyNotice(file: string, t: Translate): string | null {
  try {
    fs.accessSync(file, fs.constants.W_OK);
    return null;
  } catch {
    return t('storage.readOnly', { path: file });
  }
}

function wrap(
  file: string,
  database: ConstructorParameters<typeof Sessions>[0],
  t: Translate,
  notices: string[],
): OpenedHistory {
  return {
    file,
    sessions: new Sessions(database, t),
    notices,
    close: () => {
      database.close();
    },
  };
}

/** Gives the sentence that says what was done; `null`: nothing of a history is in the file. */
function recoverFile(file: string, t: Translate, isOurs: boolean): Outcome<string | null> {
  const options = { mustHaveSessions: !isOurs, now: new Date() };
  const worked = attempt(file, t, () =>
    aloneWith(file, () => ({ done: recover(file, hashReport, options) })),
  );
  if (!worked.ok) return worked;
  if (!worked.value) return failure('history-busy', t('storage.recoveryBusy', { path: file }));
  const { done } = worked.value;
  if (!done) return success(null);
  unmarkDamaged(file);
  const { sessions, lost, keptAs } = done;
  return success(
    sessions === 0
      ? t('storage.recoveredNothing', { path: keptAs })
      : t('storage.recovered', { sessions, lost, path: keptAs }),
  );
}
