import { randomFillSync } from 'node:crypto';

const idBytes = 12;
/** One call of the random generator costs as much as relaying a packet: it is asked for this many ids at once. */
const idsAtOnce = 512;

const pool = Buffer.alloc(idBytes * idsAtOnce);
let at = pool.length;

/** Writes 12 random bytes that were not used before, for a message that nobody answers (RFC 8489 section 5). */
export function writeTransactionId(target: Buffer, offset: number): void {
  if (at === pool.length) {
    randomFillSync(pool);
    at = 0;
  }
  pool.copy(target, offset, at, at + idBytes);
  at += idBytes;
}
