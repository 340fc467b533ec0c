import type { AttributeCodec } from './attribute-codec.ts';
import {
  attributeTable,
  fingerprintType,
  integritySha256Type,
  integrityType,
} from './attributes.ts';
import type { StunAttribute } from './attributes.ts';
import type { IntegrityKey } from './credentials.ts';
import { fingerprintOf, writeHmac } from './integrity.ts';
import { headerLength, magicCookie, messageTypeOf } from './message-type.ts';
import type { StunMessage } from './message.ts';

/** What `encodeMessage` adds to a message. */
export interface EncodeOptions {
  /** Adds MESSAGE-INTEGRITY and/or MESSAGE-INTEGRITY-SHA256, computed with this key. */
  integrity?: IntegrityKey;
  /** Default SHA-1: every server knows it. SHA-256 once the server is known to (RFC 8489 section 9.2.3). */
  integrityAlgorithm?: 'SHA-1' | 'SHA-256' | 'both';
  /** Adds FINGERPRINT. */
  fingerprint?: boolean;
  /** The byte that fills attributes up to a multiple of 4; default 0 (RFC 8489 section 14). */
  padding?: number;
}

/** The length field holds multiples of 4 up to this (RFC 8489 section 5). */
const maxBodyLength = 65_532;

// Messages are put together here and copied out once at their final size. The room behind the longest message lets one
// attribute too many, itself at most 65,535 bytes, be written before it is found to be too long.
const scratch = Buffer.alloc(headerLength + 3 * 65_536);

/**
 * Bytes of a message (RFC 8489 section 5). Attributes keep their order. MESSAGE-INTEGRITY, MESSAGE-INTEGRITY-SHA256 and
 * FINGERPRINT among them are written as they are, unless the options ask for computed ones, which replace them.
 *
 * Throws RangeError for values that do not fit their attribute, and for messages over 65,552 bytes: bugs of the caller.
 */
export function encodeMessage(message: StunMessage, options: EncodeOptions = {}): Buffer {
  const { integrity, integrityAlgorithm = 'SHA-1', fingerprint = false, padding = 0 } = options;
  if (message.transactionId.length !== 12) {
    throw new RangeError('A transaction id has 12 bytes; make one with newTransactionId()');
  }
  scratch.writeUInt16BE(messageTypeOf(message.class, message.method), 0);
  scratch.writeUInt32BE(magicCookie, 4);
  scratch.set(message.transactionId, 8);
  let at = headerLength;
  for (const one of message.attributes) {
    if (!isReplaced(one, integrity !== undefined, fingerprint))
      at = writeAttribute(at, one, padding);
  }
  if (integrity !== undefined) {
    if (integrityAlgorithm !== 'SHA-256') at = writeIntegrity(at, integrityType, integrity);
    if (integrityAlgorithm !== 'SHA-1') at = writeIntegrity(at, integritySha256Type, integrity);
  }
  if (fingerprint) at = writeFingerprint(at);
  writeLength(at);
  const bytes = Buffer.allocUnsafe(at);
  scratch.copy(bytes, 0, 0, at);
  return bytes;
}

/** Whether a computed attribute takes the place of this one. A FINGERPRINT would be wrong behind a new integrity. */
function isReplaced(one: StunAttribute, integrity: boolean, fingerprint: boolean): boolean {
  if (one.name === 'FINGERPRINT') return integrity || fingerprint;
  return integrity && (one.name === 'MESSAGE-INTEGRITY' || one.name === 'MESSAGE-INTEGRITY-SHA256');
}

function writeAttribute(at: number, one: StunAttribute, padding: number): number {
  const start = at + 4;
  let type: number;
  let end: number;
  if (one.name === 'UNKNOWN') {
    type = one.type;
    scratch.set(one.value, start);
    end = start + one.value.length;
  } else {
    const row = attributeTable[one.name];
    type = row.type;
    // The union pairs a name with its row's type of value, which TypeScript cannot follow through the lookup.
    end = (row.codec as AttributeCodec<unknown>).encode(scratch, start, one.value);
  }
  const next = (end + 3) & ~3;
  if (next - headerLength > maxBodyLength) {
    throw new RangeError(`${one.name} makes the message longer than 65,552 bytes; send less`);
  }
  writeAttributeHeader(at, type, end - start);
  for (let index = end; index < next; index += 1) scratch[index] = padding;
  return next;
}

function writeAttributeHeader(at: number, type: number, length: number): void {
  scratch.writeUInt16BE(type, at);
  scratch.writeUInt16BE(length, at + 2);
}

function writeLength(end: number): void {
  if (end - headerLength > maxBodyLength) {
    throw new RangeError('The message is longer than 65,552 bytes; send less');
  }
  scratch.writeUInt16BE(end - headerLength, 2);
}

/** The length is set as if this attribute were the last one (RFC 8489 sections 14.5, 14.6). */
function writeIntegrity(at: number, type: number, key: IntegrityKey): number {
  const hash = type === integrityType ? 'sha1' : 'sha256';
  const digestLength = type === integrityType ? 20 : 32;
  writeAttributeHeader(at, type, digestLength);
  writeLength(at + 4 + digestLength);
  return writeHmac(scratch, at + 4, hash, key, scratch.subarray(0, at));
}

function writeFingerprint(at: number): number {
  writeAttributeHeader(at, fingerprintType, 4);
  writeLength(at + 8);
  return scratch.writeUInt32BE(fingerprintOf(scratch.subarray(0, at)), at + 4);
}
