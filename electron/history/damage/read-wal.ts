/**
 * The pages that stand only in the log of a history, by the file format of SQLite (https://www.sqlite.org/fileformat2.html,
 * section 4). For a file that SQLite itself does not read any more.
 */

const headerBytes = 32;
const frameHeaderBytes = 24;
/** The last bit says in which byte order the checksums were made. */
const magic = 0x377f0682;

/** The newest committed version of each page in the log, by page number. A frame that was not written whole ends it. */
export function readWal(wal: Buffer, pageSize: number): Map<number, Buffer> {
  const committed = new Map<number, Buffer>();
  if (wal.length < headerBytes || (wal.readUInt32BE(0) & ~1) >>> 0 !== magic) return committed;
  const isBigEndian = (wal.readUInt32BE(0) & 1) === 1;
  const sum: Checksum = [0, 0];
  add(sum, wal.subarray(0, 24), isBigEndian);
  if (!isSum(sum, wal, 24) || wal.readUInt32BE(8) !== pageSize) return committed;
  const pending = new Map<number, Buffer>();
  const frameBytes = frameHeaderBytes + pageSize;
  for (let at = headerBytes; at + frameBytes <= wal.length; at += frameBytes) {
    const header = wal.subarray(at, at + frameHeaderBytes);
    const page = wal.subarray(at + frameHeaderBytes, at + frameBytes);
    add(sum, header.subarray(0, 8), isBigEndian);
    add(sum, page, isBigEndian);
    // The salts of a log that was begun anew tell its frames from those of before.
    const isOfThisLog = header.subarray(8, 16).equals(wal.subarray(16, 24));
    if (!isOfThisLog || !isSum(sum, header, 16)) break;
    pending.set(header.readUInt32BE(0), page);
    if (header.readUInt32BE(4) === 0) continue;
    for (const [number, content] of pending) committed.set(number, content);
    pending.clear();
  }
  return committed;
}

type Checksum = [number, number];

function add(sum: Checksum, bytes: Buffer, isBigEndian: boolean): void {
  const word = (at: number) => (isBigEndian ? bytes.readUInt32BE(at) : bytes.readUInt32LE(at));
  for (let at = 0; at < bytes.length; at += 8) {
    sum[0] = (sum[0] + word(at) + sum[1]) >>> 0;
    sum[1] = (sum[1] + word(at + 4) + sum[0]) >>> 0;
  }
}

function isSum(sum: Checksum, bytes: Buffer, at: number): boolean {
  return bytes.readUInt32BE(at) === sum[0] && bytes.readUInt32BE(at + 4) === sum[1];
}
