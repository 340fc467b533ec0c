import { createHmac, timingSafeEqual } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { fingerprintType, integritySha256Type, integrityType } from './attributes.ts';
import type { IntegrityKey } from './credentials.ts';
import { headerLength } from './message-type.ts';
import type { DecodedMessage } from './message.ts';

export type IntegrityCheck = 'valid' | 'invalid' | 'missing';
export type FingerprintCheck = 'valid' | 'invalid' | 'missing';

/** Bytes of the attribute with its header. */
const fingerprintLength = 8;
/** "STUN" (RFC 8489 section 14.7): tells this CRC from one of another protocol on the same socket. */
const fingerprintXor = 0x5354554e;

// Digests are compared and messages are prepared here: no allocation a message. Nothing outlives the call.
const digestBytes = Buffer.alloc(32);
const signedBytes = Buffer.alloc(65_556);

/**
 * Writes the HMAC of `signed`, a message up to its integrity attribute, at `at` and returns the offset behind it. The
 * length field must already count the integrity attribute as the last one (RFC 8489 sections 14.5, 14.6).
 */
export function writeHmac(
  target: Buffer,
  at: number,
  hash: 'sha1' | 'sha256',
  key: IntegrityKey,
  signed: Buffer,
): number {
  // A digest as a binary (latin1) string costs two thirds of one as a Buffer of its own.
  return at + target.write(createHmac(hash, key).update(signed).digest('binary'), at, 'latin1');
}

/** FINGERPRINT of all that is before it, with a length field that already counts it (RFC 8489 section 14.7). */
export function fingerprintOf(before: Buffer): number {
  return (crc32(before) ^ fingerprintXor) >>> 0;
}

/**
 * Checks MESSAGE-INTEGRITY-SHA256 where the message has one, else MESSAGE-INTEGRITY (RFC 8489 sections 9.1.3, 9.2.4).
 * A SHA-256 digest may be truncated to 16 bytes or more. The comparison takes the same time for every digest.
 *
 * A message with both digests stays valid when somebody takes the SHA-256 one away. Who agreed on SHA-256 with the other
 * side must therefore also ask for the attribute MESSAGE-INTEGRITY-SHA256 itself (RFC 8489 section 16.1.4).
 */
export function checkIntegrity(message: DecodedMessage, key: IntegrityKey): IntegrityCheck {
  const { bytes } = message;
  const sha256At = offsetOf(bytes, integritySha256Type);
  const at = sha256At < 0 ? offsetOf(bytes, integrityType) : sha256At;
  if (at < 0) return 'missing';
  const digestLength = bytes.readUInt16BE(at + 2);
  bytes.copy(signedBytes, 0, 0, at);
  signedBytes.writeUInt16BE(at + 4 + digestLength - headerLength, 2);
  const hash = sha256At < 0 ? 'sha1' : 'sha256';
  writeHmac(digestBytes, 0, hash, key, signedBytes.subarray(0, at));
  const received = bytes.subarray(at + 4, at + 4 + digestLength);
  return timingSafeEqual(digestBytes.subarray(0, digestLength), received) ? 'valid' : 'invalid';
}

/** Checks FINGERPRINT; a decoded message has it at its end or not at all (RFC 8489 section 14.7). */
export function checkFingerprint(message: DecodedMessage): FingerprintCheck {
  const last = message.attributes.at(-1);
  if (last?.name !== 'FINGERPRINT') return 'missing';
  const { bytes } = message;
  const expected = fingerprintOf(bytes.subarray(0, bytes.length - fingerprintLength));
  return expected === last.value ? 'valid' : 'invalid';
}

/** Offset of the first integrity attribute of that type that counts, -1 for none. The message has been decoded. */
function offsetOf(bytes: Buffer, wanted: number): number {
  for (let at = headerLength; at < bytes.length;) {
    const type = bytes.readUInt16BE(at);
    if (type === wanted) return at;
    if (type === integritySha256Type || type === fingerprintType) return -1;
    at = (at + 4 + bytes.readUInt16BE(at + 2) + 3) & ~3;
  }
  return -1;
}
