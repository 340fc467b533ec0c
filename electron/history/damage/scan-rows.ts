import { closeSync, existsSync, fstatSync, openSync, readFileSync, readSync } from 'node:fs';
import { readRecord, readVarint, type StoredValue } from './read-record.ts';
import { readWal } from './read-wal.ts';

/** Where no valid page size can be read, it is SQLite's own default, which every history has. */
const usualPageSize = 4096;
const headerBytes = 100;
const tableLeaf = 13;
/** A row of the longest report that can be imported has fewer. Broken chains may go in circles. */
const maxOverflowPages = 20_000;

/** Gives a page by its number, from 1; `null` beyond the file. */
type ReadPage = (number: number) => Buffer | null;

/**
 * Every row that can be read of any table in a database file and its log, whatever else is broken: header, schema, inner
 * pages. Only whole rows are given; which table they are of must be seen by what they hold. SQLite overwrites what is
 * deleted from a history (`secure_delete`), so that no row comes back.
 */
export function* scanRows(path: string): Generator<StoredValue[]> {
  const file = openSync(path, 'r');
  try {
    const pageSize = readPageSize(file);
    const walPath = `${path}-wal`;
    const newer = existsSync(walPath)
      ? readWal(readFileSync(walPath), pageSize)
      : new Map<number, Buffer>();
    const inFile = Math.ceil(fstatSync(file).size / pageSize);
    const last = Math.max(inFile, ...newer.keys());
    const readPage: ReadPage = (number) => {
      if (number < 1 || number > last) return null;
      const page = newer.get(number);
      if (page) return page;
      const bytes = Buffer.alloc(pageSize);
      readSync(file, bytes, 0, pageSize, (number - 1) * pageSize);
      return bytes;
    };
    for (let number = 1; number <= last; number += 1) yield* rowsOfPage(number, readPage);
  } finally {
    closeSync(file);
  }
}

function readPageSize(file: number): number {
  const header = Buffer.alloc(headerBytes);
  readSync(file, header, 0, headerBytes, 0);
  const size = header.readUInt16BE(16);
  const isValid = header.toString('latin1', 0, 15) === 'SQLite format 3' && size >= 512;
  return isValid && (size & (size - 1)) === 0 ? size : usualPageSize;
}

function* rowsOfPage(number: number, readPage: ReadPage): Generator<StoredValue[]> {
  const page = readPage(number);
  const start = number === 1 ? headerBytes : 0;
  if (page?.[start] !== tableLeaf) return;
  const cells = page.readUInt16BE(start + 3);
  for (let cell = 0; cell < cells; cell += 1) {
    const pointer = start + 8 + cell * 2;
    if (pointer + 2 > page.length) return;
    const record = readPayload(page, page.readUInt16BE(pointer), readPage);
    const values = record && readRecord(record);
    if (values && values.length > 0) yield values;
  }
}

/** The bytes of a row, the part on overflow pages included; `null` where they cannot be followed. */
function readPayload(page: Buffer, cell: number, readPage: ReadPage): Buffer | null {
  const length = readVarint(page, cell);
  const rowId = length && readVarint(page, length.end);
  if (!rowId) return null;
  const usable = page.length;
  const local = localBytes(length.value, usable);
  const parts = [page.subarray(rowId.end, rowId.end + local)];
  let missing = length.value - local;
  if (rowId.end + local + (missing > 0 ? 4 : 0) > usable) return null;
  let next = missing > 0 ? page.readUInt32BE(rowId.end + local) : 0;
  for (let n = 0; missing > 0 && n < maxOverflowPages; n += 1) {
    const overflow = readPage(next);
    if (!overflow) return null;
    const part = overflow.subarray(4, 4 + Math.min(missing, usable - 4));
    parts.push(part);
    missing -= part.length;
    next = overflow.readUInt32BE(0);
  }
  return missing > 0 ? null : Buffer.concat(parts);
}

/** How much of a payload stands on the leaf itself (section 1.6, "Cell payload overflow pages"). */
function localBytes(payload: number, usable: number): number {
  const most = usable - 35;
  if (payload <= most) return payload;
  const least = Math.floor(((usable - 12) * 32) / 255) - 23;
  const fitting = least + ((payload - least) % (usable - 4));
  return fitting <= most ? fitting : least;
}
