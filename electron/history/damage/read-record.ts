/** Rows as SQLite writes them (https://www.sqlite.org/fileformat2.html, sections 1.6 and 2.1). */

export type StoredValue = string | number | bigint | null | Buffer;

/** A number of one to nine bytes and where it ends; `null` where the bytes end before. */
export function readVarint(bytes: Buffer, start: number): { value: number; end: number } | null {
  let value = 0;
  for (let n = 0; n < 9; n += 1) {
    const byte = bytes[start + n];
    if (byte === undefined) return null;
    if (n === 8) return { value: value * 256 + byte, end: start + 9 };
    value = value * 128 + (byte & 0x7f);
    if (byte < 0x80) return { value, end: start + n + 1 };
  }
  return null;
}

/** The values of a row; `null` where the bytes are none. */
export function readRecord(record: Buffer): StoredValue[] | null {
  const header = readVarint(record, 0);
  if (!header || header.value > record.length) return null;
  const values: StoredValue[] = [];
  let at = header.value;
  for (let place = header.end; place < header.value;) {
    const type = readVarint(record, place);
    if (!type) return null;
    const length = lengthOf(type.value);
    if (length === null || at + length > record.length) return null;
    values.push(readValue(type.value, record.subarray(at, at + length)));
    at += length;
    place = type.end;
  }
  return values;
}

const fixedLengths: readonly (number | null)[] = [0, 1, 2, 3, 4, 6, 8, 8, 0, 0, null, null];

function lengthOf(type: number): number | null {
  return type < 12 ? (fixedLengths[type] ?? null) : Math.floor((type - 12) / 2);
}

function readValue(type: number, bytes: Buffer): StoredValue {
  if (type === 0) return null;
  if (type === 7) return bytes.readDoubleBE();
  if (type === 8 || type === 9) return type - 8;
  if (type === 6) {
    const whole = bytes.readBigInt64BE();
    return Number.isSafeInteger(Number(whole)) ? Number(whole) : whole;
  }
  if (type < 7) return bytes.readIntBE(0, bytes.length);
  return type % 2 === 1 ? bytes.toString('utf8') : bytes;
}
