import { Rejection } from '../attribute-codec.ts';
import type { AttributeCodec } from '../attribute-codec.ts';

function copyInto(message: Buffer, at: number, value: Buffer): number {
  message.set(value, at);
  return at + value.length;
}

/** Bytes of any length, as a view of the message. */
export const bytes: AttributeCodec<Buffer> = {
  decode: (message, start, end) => message.subarray(start, end),
  encode: copyInto,
};

/** Exactly `length` bytes, as a view of the message. */
export function fixedBytes(length: number): AttributeCodec<Buffer> {
  const wrongLength = new Rejection(`does not have its ${length} bytes`);
  return {
    decode: (message, start, end) =>
      end - start === length ? message.subarray(start, end) : wrongLength,
    encode(message, at, value) {
      if (value.length !== length) {
        throw new RangeError(`The value has ${value.length} bytes; give exactly ${length}`);
      }
      return copyInto(message, at, value);
    },
  };
}

const badDigest = new Rejection('is not 16, 20, 24, 28 or 32 bytes long');

function isDigestLength(length: number): boolean {
  return length >= 16 && length <= 32 && length % 4 === 0;
}

/** A SHA-256 digest, possibly truncated to 16 bytes or more (RFC 8489 section 14.6). */
export const truncatedSha256: AttributeCodec<Buffer> = {
  decode: (message, start, end) =>
    isDigestLength(end - start) ? message.subarray(start, end) : badDigest,
  encode(message, at, value) {
    if (!isDigestLength(value.length)) {
      throw new RangeError(`The digest has ${value.length} bytes; give 16, 20, 24, 28 or 32`);
    }
    return copyInto(message, at, value);
  },
};
