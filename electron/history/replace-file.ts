import { closeSync, fsyncSync, openSync, renameSync } from 'node:fs';
import { dirname } from 'node:path';

/** Gives a file that was written whole its name, so that after a power cut there is the whole file or none. */
export function settleFile(temporary: string, path: string): void {
  syncFile(temporary, 'r+');
  renameSync(temporary, path);
  // A name is in its folder's data. Windows knows no folders that can be opened, and writes them by itself.
  if (process.platform !== 'win32') syncFile(dirname(path), 'r');
}

function syncFile(path: string, flags: 'r' | 'r+'): void {
  const file = openSync(path, flags);
  try {
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

/** A time as names of files have it: `2026-03-02T14-02-11Z`, in UTC and without what some systems forbid. */
export function timeInName(time: Date): string {
  return `${time.toISOString().slice(0, 19).replaceAll(':', '-')}Z`;
}
