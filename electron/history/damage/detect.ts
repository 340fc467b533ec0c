import { rmSync, statSync, writeFileSync } from 'node:fs';
import type { Database } from 'better-sqlite3';

/**
 * Up to this size a whole file is checked each time it is opened: 64 MiB take a few tenths of a second, 1,500 sessions. Of a
 * larger one only the tables that the list is made of are; the rest is read by `history verify`, and where a check or a
 * person comes upon damage in it, the next start checks it all.
 */
const wholeFileBytes = 64 * 1024 * 1024;
const tablesOfTheList = ['setting', 'term', 'remark'];

/** Throws SQLITE_CORRUPT where the file of an open database is found damaged. */
export function checkFile(database: Database): void {
  const isSmall = statSync(database.name).size <= wholeFileBytes;
  if (isSmall || isMarkedDamaged(database.name)) return checkPart(database, 'quick_check(1)');
  for (const table of tablesOfTheList) checkPart(database, `quick_check(${table})`);
}

function checkPart(database: Database, pragma: string): void {
  const found = String(database.pragma(pragma, { simple: true }));
  if (found !== 'ok') throw new FoundDamage(found);
}

/** As SQLite's own error, from a check that it answers instead of failing. */
class FoundDamage extends Error {
  readonly code = 'SQLITE_CORRUPT';
}

/** Remembers, in an empty file beside it, that a history was found damaged while it was in use. */
export function markDamaged(path: string): void {
  try {
    writeFileSync(markOf(path), '');
  } catch {
    // What cannot be written cannot be repaired either: it will be found again.
  }
}

export function unmarkDamaged(path: string): void {
  rmSync(markOf(path), { force: true });
}

function isMarkedDamaged(path: string): boolean {
  return statSync(markOf(path), { throwIfNoEntry: false }) !== undefined;
}

function markOf(path: string): string {
  return `${path}.check`;
}
