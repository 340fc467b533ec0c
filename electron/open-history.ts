import fs from 'node:fs';
import path from 'node:path';
import type { Translate } from '../shared/messages/translate.ts';
import { failure, type Outcome, success } from '../shared/outcome.ts';
import { openDatabase } from './history/database.ts';
import { Sessions } from './history/sessions.ts';

export interface OpenedHistory {
  file: string;
  sessions: Sessions;
  close: () => void;
}

/** Opens the history at `file`, in a folder that exists. What cannot be opened is left as it is: the `Failure` says why. */
export function openHistory(file: string, t: Translate): Outcome<OpenedHistory> {
  const opened = openDatabase(file, t);
  if (!opened.ok) return opened;
  const database = opened.value;
  return success({
    file,
    sessions: new Sessions(database, t),
    close: () => {
      database.close();
    },
  });
}

/** Opens the user's own history in `folder`, which is made where it is missing. */
export function openOwnHistory(folder: string, t: Translate): Outcome<OpenedHistory> {
  try {
    fs.mkdirSync(folder, { recursive: true });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return failure('folder-not-made', t('terminal.history.noFolder', { folder, reason }));
  }
  return openHistory(path.join(folder, 'history.db'), t);
}
