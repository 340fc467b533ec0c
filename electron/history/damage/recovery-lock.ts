import { closeSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import Sqlite from 'better-sqlite3';
import { isOwnerAlive } from '../owner.ts';

const waitMs = 1_000;

/**
 * Runs `work` while no other process recovers or uses the history at `path`; `null`, without running it, where one does. A
 * process that has a history open goes on writing into the file that it opened, wherever that is moved.
 */
export function aloneWith<T>(path: string, work: () => T): T | null {
  const lock = `${path}.recovering`;
  if (!take(lock)) return null;
  try {
    return isInUse(path) ? null : work();
  } finally {
    rmSync(lock, { force: true });
  }
}

function take(lock: string): boolean {
  try {
    const file = openSync(lock, 'wx');
    writeSync(file, `${process.pid} ${new Date().toISOString()}`);
    closeSync(file);
    return true;
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  }
  const [pid = '', since = ''] = readFileSync(lock, 'utf8').split(' ');
  if (Number(pid) !== process.pid && isOwnerAlive(Number(pid), since)) return false;
  // Its process was killed in the middle: nothing had been changed yet, or all of it.
  rmSync(lock, { force: true });
  return take(lock);
}

/** Each connection to a history holds a shared lock on its file, so that nobody gets it exclusively meanwhile. */
function isInUse(path: string): boolean {
  let database: Sqlite.Database | null = null;
  try {
    database = new Sqlite(path, { timeout: waitMs, fileMustExist: true });
    database.pragma('locking_mode = EXCLUSIVE');
    database.exec('BEGIN EXCLUSIVE; ROLLBACK');
    return false;
  } catch (error) {
    // Too damaged to be locked: nobody else can have it open for long either.
    return (
      error instanceof Error && 'code' in error && String(error.code).startsWith('SQLITE_BUSY')
    );
  } finally {
    database?.close();
  }
}
