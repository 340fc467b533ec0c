import Sqlite, { type Database } from 'better-sqlite3';
import { copyBeforeMigration } from './backup.ts';
import { checkFile } from './damage/detect.ts';
import { migrate, migrations, userVersion } from './migrate.ts';
import { listUnlisted } from './stored-report.ts';

/** How long to wait for another process's transaction: a check in a terminal writes beside the application. */
export const busyTimeoutMs = 5_000;

export const newestVersion = migrations.at(-1)?.version ?? 0;

/** Opens a file that may be written, makes it where it is missing, and brings it to this version's format. */
export function openWritable(path: string): Database {
  const database = new Sqlite(path, { timeout: busyTimeoutMs });
  try {
    // Only before the first table: pages of what is removed can then be given back to the disk. Later it would only take a lock.
    const isNew = Number(database.pragma('page_count', { simple: true })) === 0;
    if (isNew) database.pragma('auto_vacuum = INCREMENTAL');
    database.pragma('journal_mode = WAL');
    database.pragma('synchronous = FULL');
    database.pragma('foreign_keys = ON');
    // What a person deletes is overwritten: addresses and names must not stay behind in free pages.
    database.pragma('secure_delete = ON');
    checkFile(database);
    bringUpToDate(database);
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

/** Several processes may do this at the same time: each step is one transaction that finds out whether it is still needed. */
function bringUpToDate(database: Database): void {
  const version = userVersion(database);
  if (version > 0 && version < newestVersion) copyBeforeMigration(database, version, new Date());
  migrate(database);
  listUnlisted(database);
}
