import { createHmac, createSecretKey, randomBytes, timingSafeEqual } from 'node:crypto';
import { withNonceCookie, type SecurityFeatures } from '../stun/index.ts';
import { nonceSec } from './limits.ts';

const timeBytes = 4;
/**
 * With the time 12 bytes: whole groups of base64, so that no two texts mean the same bytes, and a short challenge, which
 * goes to senders that are not known yet. 64 bits cannot be guessed within a nonce's life.
 */
const proofBytes = 8;
const bodyLength = ((timeBytes + proofBytes) * 4) / 3;

/**
 * Nonces that need no table (RFC 8489 section 9.2): each carries the time of its making and an HMAC over that time and
 * the client's 5-tuple, under a key that lives as long as the relay.
 */
export class NonceIssuer {
  readonly #key = createSecretKey(randomBytes(32));
  readonly #features: SecurityFeatures;

  /** `features` go into the nonce cookie, so that nobody on the way can take them out of the challenge. */
  constructor(features: SecurityFeatures) {
    this.#features = features;
  }

  /** A fresh nonce for that client. `nowMs` is the relay's monotonic clock. */
  issue(tupleKey: string, nowMs: number): string {
    const time = Buffer.alloc(timeBytes);
    time.writeUInt32BE(seconds(nowMs), 0);
    const body = Buffer.concat([time, this.#prove(time, tupleKey)]).toString('base64url');
    return withNonceCookie(body, this.#features);
  }

  /** Whether the nonce was made here for that client and has not expired. */
  isFresh(nonce: string, tupleKey: string, nowMs: number): boolean {
    const text = nonce.slice(-bodyLength);
    // Without its cookie it was tampered with, to make a client fall back to MD5 (RFC 8489 section 9.2).
    if (nonce !== withNonceCookie(text, this.#features)) return false;
    const body = Buffer.from(text, 'base64url');
    if (body.length !== timeBytes + proofBytes) return false;
    const time = body.subarray(0, timeBytes);
    if (!timingSafeEqual(body.subarray(timeBytes), this.#prove(time, tupleKey))) return false;
    return seconds(nowMs) - time.readUInt32BE(0) < nonceSec;
  }

  #prove(time: Buffer, tupleKey: string): Buffer {
    const hmac = createHmac('sha256', this.#key).update(time).update(tupleKey);
    return hmac.digest().subarray(0, proofBytes);
  }
}

/** Whole seconds since the clock's start, which 32 bits hold for 136 years. */
function seconds(nowMs: number): number {
  return Math.floor(nowMs / 1000) % 2 ** 32;
}
