import { Rejection } from './attribute-codec.ts';
import {
  attributeLabel,
  fingerprintType,
  integritySha256Type,
  integrityType,
  isComprehensionRequired,
  rowsByType,
} from './attributes.ts';
import type { StunAttribute } from './attributes.ts';
import { headerLength, magicCookie, messageTypes } from './message-type.ts';
import type { DecodedMessage, DecodeError } from './message.ts';

/** A message, or where and why its bytes are not one. */
export type DecodeResult =
  { ok: true; message: DecodedMessage } | { ok: false; error: DecodeError };

function refuse(place: string, reason: string): DecodeResult {
  return { ok: false, error: { place, reason } };
}

/**
 * Whether the bytes are a whole STUN message by their header: two zero bits, the magic cookie and a length that fits
 * (RFC 8489 section 5). Cheap; tells STUN from ChannelData and media on one socket. The attributes may still be broken.
 */
export function isStunMessage(bytes: Buffer): boolean {
  return (
    bytes.length >= headerLength &&
    bytes.readUInt8(0) < 0x40 &&
    bytes.readUInt32BE(4) === magicCookie &&
    bytes.readUInt16BE(2) === bytes.length - headerLength &&
    bytes.length % 4 === 0
  );
}

/** Why a header is not one, in the words of `DecodeError`; undefined where it is. */
function headerError(bytes: Buffer): DecodeError | undefined {
  if (bytes.length < headerLength) {
    return { place: 'header', reason: `has ${bytes.length} bytes; a STUN header has 20` };
  }
  if (bytes.readUInt8(0) >= 0x40) {
    return { place: 'header.type', reason: 'does not begin with two zero bits: not STUN' };
  }
  if (bytes.readUInt32BE(4) !== magicCookie) {
    return { place: 'header.cookie', reason: 'is not 0x2112a442' };
  }
  const length = bytes.readUInt16BE(2);
  if (length % 4 !== 0) {
    return { place: 'header.length', reason: `is ${length}; not a multiple of 4` };
  }
  if (length !== bytes.length - headerLength) {
    const rest = bytes.length - headerLength;
    return { place: 'header.length', reason: `is ${length}, but ${rest} bytes follow the header` };
  }
  return undefined;
}

/**
 * Reads one whole message (RFC 8489 section 5 and 14). Never throws, whatever the bytes. The result keeps `bytes` and
 * views of it: do not write into them afterwards.
 *
 * Attributes behind MESSAGE-INTEGRITY, except MESSAGE-INTEGRITY-SHA256 and FINGERPRINT, and those behind
 * MESSAGE-INTEGRITY-SHA256, except FINGERPRINT, do not count and are left out. Integrity and fingerprint are not
 * checked here: see `checkIntegrity` and `checkFingerprint`.
 */
export function decodeMessage(bytes: Buffer): DecodeResult {
  const error = headerError(bytes);
  if (error !== undefined) return { ok: false, error };
  const messageType = bytes.readUInt16BE(0);
  const type = messageTypes.get(messageType);
  if (type === undefined) {
    return refuse('header.type', `is 0x${messageType.toString(16)}, a method not known here`);
  }
  const message: DecodedMessage = {
    class: type.class,
    method: type.method,
    transactionId: bytes.subarray(8, headerLength),
    attributes: [],
    bytes,
    unknownRequired: [],
  };
  const attributeError = decodeAttributes(message);
  return attributeError === undefined
    ? { ok: true, message }
    : { ok: false, error: attributeError };
}

/** Fills in the attributes; returns the first error. */
function decodeAttributes(message: DecodedMessage): DecodeError | undefined {
  const { bytes } = message;
  let lastCounting = 0;
  for (let at = headerLength; at < bytes.length;) {
    const type = bytes.readUInt16BE(at);
    const start = at + 4;
    const end = start + bytes.readUInt16BE(at + 2);
    if (end > bytes.length)
      return attributeErrorAt(at, type, 'is cut off: it is longer than the message');
    if (lastCounting === fingerprintType) {
      return attributeErrorAt(at, type, 'follows FINGERPRINT, which must be the last attribute');
    }
    if (counts(type, lastCounting)) {
      const reason = decodeAttribute(message, type, start, end);
      if (reason !== undefined) return attributeErrorAt(at, type, reason);
      if (type === integrityType || type === integritySha256Type || type === fingerprintType) {
        lastCounting = type;
      }
    }
    // The header's length is a multiple of 4, so padding always lies inside the message. Its bytes may be anything.
    at = (end + 3) & ~3;
  }
  return undefined;
}

/** Whether a type counts behind the last of MESSAGE-INTEGRITY and MESSAGE-INTEGRITY-SHA256 (0 for none). */
function counts(type: number, last: number): boolean {
  if (last === 0 || type === fingerprintType) return true;
  return last === integrityType && type === integritySha256Type;
}

/** Adds one attribute; returns why its value is refused. */
function decodeAttribute(
  message: DecodedMessage,
  type: number,
  start: number,
  end: number,
): string | undefined {
  const { bytes } = message;
  const row = rowsByType.get(type);
  if (row === undefined) {
    message.attributes.push({ name: 'UNKNOWN', type, value: bytes.subarray(start, end) });
    if (isComprehensionRequired(type) && !message.unknownRequired.includes(type)) {
      message.unknownRequired.push(type);
    }
    return undefined;
  }
  const value = row.codec.decode(bytes, start, end);
  if (value instanceof Rejection) return value.reason;
  // A row's name and the type of its codec's values belong together by the table's construction.
  message.attributes.push({ name: row.name, value } as StunAttribute);
  return undefined;
}

function attributeErrorAt(at: number, type: number, reason: string): DecodeError {
  return { place: `attribute ${attributeLabel(type)} at ${at}`, reason };
}
