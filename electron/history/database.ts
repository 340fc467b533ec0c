import { statSync } from 'node:fs';
import { dirname } from 'node:path';
import Sqlite, { type Database } from 'better-sqlite3';
import type { Translate } from '../../shared/messages/translate.ts';
import { type Failure, failure, type Outcome } from '../../shared/outcome.ts';
import { attempt } from './attempt.ts';
import { applicationId, userVersion } from './migrate.ts';
import { busyTimeoutMs, newestVersion, openWritable } from './open-writable.ts';
import { isWholeHeader, readSqliteHeader } from './sqlite-header.ts';

/**
 * Opens the history at `path`, makes it where there is none, and brings it to this version's format. Its folder must
 * exist. Several processes may have the same file open.
 *
 * A file that a newer version wrote, that is not a history or that cannot be read is refused and not changed. Failure
 * codes: `folder-missing`, `is-a-folder`, `not-a-history`, `newer-version`, and those of `attempt`.
 */
export function openDatabase(path: string, t: Translate): Outcome<Database> {
  const opened = attempt(path, t, () => refusal(path, t) ?? openWritable(path));
  if (!opened.ok) return opened;
  return 'ok' in opened.value ? opened.value : { ok: true, value: opened.value };
}

/** Why the file must not be opened for writing; `null` where it may be. Nothing is written to find out. */
function refusal(path: string, t: Translate): Failure | null {
  const folder = dirname(path);
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) {
    return failure('folder-missing', t('report.history.folderMissing', { folder }));
  }
  const file = statSync(path, { throwIfNoEntry: false });
  if (file?.isDirectory()) {
    return failure('is-a-folder', t('report.history.isAFolder', { path }));
  }
  if (!file || file.size === 0) return null;

  const origin = readOrigin(path);
  if (!origin || !(origin.empty || origin.applicationId === applicationId)) {
    return failure('not-a-history', t('report.history.notAHistory', { path }));
  }
  const { version } = origin;
  if (version <= newestVersion) return null;
  return failure(
    'newer-version',
    t('report.history.newerVersion', { path, version, newest: newestVersion }),
  );
}

/** Whose file it is. `empty`: without a table, as a process leaves it that is killed before its first migration. */
interface Origin {
  applicationId: number;
  version: number;
  empty: boolean;
}

/** `null`: no SQLite database. */
function readOrigin(path: string): Origin | null {
  const log = statSync(`${path}-wal`, { throwIfNoEntry: false });
  // A connection, even one that only reads, would leave a log beside the file. Where there is one already, only SQLite
  // can say what counts: the file, or pages of the log.
  return log && log.size > 0 ? readOriginBySqlite(path) : readHeader(path);
}

function readOriginBySqlite(path: string): Origin {
  const database = new Sqlite(path, {
    readonly: true,
    fileMustExist: true,
    timeout: busyTimeoutMs,
  });
  try {
    return {
      applicationId: Number(database.pragma('application_id', { simple: true })),
      version: userVersion(database),
      empty: database.prepare('SELECT 1 FROM sqlite_schema').get() === undefined,
    };
  } finally {
    database.close();
  }
}

function readHeader(path: string): Origin | null {
  const header = readSqliteHeader(path);
  if (!header || !isWholeHeader(header)) return null;
  return {
    version: header.readUInt32BE(60),
    applicationId: header.readUInt32BE(68),
    // The first page is the root of the schema table: a leaf (13) without cells.
    empty: header[100] === 13 && header.readUInt16BE(103) === 0,
  };
}
