import { closeSync, openSync, readSync } from 'node:fs';

/** With the first bytes of the first page behind it, which tell whether there is a table. */
const headerBytes = 108;

/**
 * The start of a file that is an SQLite database, by its format (sections 1.3 and 1.6); shorter where the file is, and `null`
 * where it is something else. Throws what the disk is to blame for.
 */
export function readSqliteHeader(path: string): Buffer | null {
  const bytes = Buffer.alloc(headerBytes);
  const file = openSync(path, 'r');
  try {
    const header = bytes.subarray(0, readSync(file, bytes));
    return header.toString('latin1', 0, 16) === 'SQLite format 3\0' ? header : null;
  } finally {
    closeSync(file);
  }
}

/** Whether the header is whole: what is shorter was cut off. */
export function isWholeHeader(header: Buffer): boolean {
  return header.length === headerBytes;
}
