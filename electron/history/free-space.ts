import type { Database } from 'better-sqlite3';

/** `PRAGMA auto_vacuum` of a file that can give back pages one by one. Files of the first version cannot. */
const incremental = 2;
/** A file without that is written anew once so much of it is free: it takes as long as copying the file. */
const worthwhilePart = 0.25;
const worthwhilePages = 1_000;

/** Gives the pages that removed sessions leave back to the disk, in the file and in its log. */
export function freeSpace(database: Database): void {
  const number = (name: string) => Number(database.pragma(name, { simple: true }));
  const free = number('freelist_count');
  if (number('auto_vacuum') === incremental) {
    if (free > 0) database.pragma('incremental_vacuum');
  } else if (free > worthwhilePages && free > number('page_count') * worthwhilePart) {
    database.pragma(`auto_vacuum = ${incremental}`);
    database.exec('VACUUM');
  }
  // The log still has the old pages. Where another process is reading it, the last one to close does this.
  database.pragma('wal_checkpoint(TRUNCATE)');
}
