import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { withNonceCookie } from '../stun/index.ts';
import { nonceSec } from './limits.ts';

const timeBytes = 6;
/** With the time 24 bytes: whole groups of base64, so that no two texts mean the same bytes. */
const proofBytes = 18;
const bodyLength = Math.ceil(((timeBytes + proofBytes) * 4) / 3);

/**
 * Nonces that need no table (RFC 8489 section 9.2): each carries the time of its making and an HMAC over that time and
 * the client's 5-tuple, under a key that lives as long as the relay.
 */
export class NonceIssuer {
  #key = randomBytes(32);

  /** A fresh nonce for that client. `nowMs` is the relay's monotonic clock. */
  issue(tupleKey: string, nowMs: number): string {
    const time = Buffer.alloc(timeBytes);
    time.writeUIntBE(Math.floor(nowMs), 0, timeBytes);
    return withCookie(Buffer.concat([time, this.#prove(time, tupleKey)]).toString('base64url'));
  }

  /** Whether the nonce was made here for that client and has not expired. */
  isFresh(nonce: string, tupleKey: string, nowMs: number): boolean {
    const text = nonce.slice(-bodyLength);
    // Without its cookie it was tampered with, to make a client fall back to MD5 (RFC 8489 section 9.2).
    if (nonce !== withCookie(text)) return false;
    const body = Buffer.from(text, 'base64url');
    if (body.length !== timeBytes + proofBytes) return false;
    const time = body.subarray(0, timeBytes);
    if (!timingSafeEqual(body.subarray(timeBytes), this.#prove(time, tupleKey))) return false;
    return nowMs - time.readUIntBE(0, timeBytes) < nonceSec * 1000;
  }

  #prove(time: Buffer, tupleKey: string): Buffer {
    const hmac = createHmac('sha256', this.#key).update(time).update(tupleKey);
    return hmac.digest().subarray(0, proofBytes);
  }
}

/** The cookie tells that PASSWORD-ALGORITHMS and USERHASH are understood (RFC 8489 section 9.2). */
function withCookie(body: string): string {
  return withNonceCookie(body, { passwordAlgorithms: true, usernameAnonymity: true });
}
