import { isUtf8 } from 'node:buffer';
import { Rejection } from '../attribute-codec.ts';
import type { AttributeCodec } from '../attribute-codec.ts';

const notUtf8 = new Rejection('is not UTF-8 text');
const replacementCharacter = '\uFFFD';

/** Writes UTF-8 text of at most `maxBytes` bytes; returns the offset behind it. */
export function writeText(message: Buffer, at: number, text: string, maxBytes: number): number {
  const end = at + message.write(text, at, 'utf8');
  if (end - at > maxBytes) {
    throw new RangeError(`The text has more than ${maxBytes} bytes as UTF-8; shorten it`);
  }
  return end;
}

/**
 * Text that is sent back or goes into a key (USERNAME, REALM, NONCE): must be UTF-8, since a replaced character would
 * become other bytes. `maxBytes` is the RFC's limit for senders; longer text is read all the same.
 */
export function exactText(maxBytes: number): AttributeCodec<string> {
  return {
    decode(message, start, end) {
      const text = message.toString('utf8', start, end);
      // Only a decoded replacement character can mean broken text: the exact check is for these few.
      if (!text.includes(replacementCharacter)) return text;
      return isUtf8(message.subarray(start, end)) ? text : notUtf8;
    },
    encode: (message, at, value) => writeText(message, at, value, maxBytes),
  };
}

/** Text for people only (SOFTWARE): broken characters are replaced. */
export function lenientText(maxBytes: number): AttributeCodec<string> {
  return {
    decode: (message, start, end) => message.toString('utf8', start, end),
    encode: (message, at, value) => writeText(message, at, value, maxBytes),
  };
}
