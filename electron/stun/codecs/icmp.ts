import { Rejection } from '../attribute-codec.ts';
import type { AttributeCodec } from '../attribute-codec.ts';

/** An ICMP message that a relay received for a packet of its client. */
export interface Icmp {
  /** 0-127 */
  type: number;
  /** 0-511 */
  code: number;
  /** 4 bytes: the next hop's MTU for "packet too big", else zero. */
  data: Buffer;
}

const notEightBytes = new Rejection('does not have its 8 bytes');

/** ICMP: 7 bits of type, 9 bits of code, as the RFC draws them (RFC 8656 section 18.13). */
export const icmp: AttributeCodec<Icmp> = {
  decode(message, start, end) {
    if (end - start !== 8) return notEightBytes;
    const typeAndCode = message.readUInt16BE(start + 2);
    return {
      type: typeAndCode >> 9,
      code: typeAndCode & 0x1ff,
      data: message.subarray(start + 4, end),
    };
  },
  encode(message, at, { type, code, data }) {
    if (type < 0 || type > 127 || code < 0 || code > 511 || data.length !== 4) {
      throw new RangeError('ICMP needs a type of 0-127, a code of 0-511 and 4 bytes of data');
    }
    message.writeUInt16BE(0, at);
    message.writeUInt16BE((type << 9) | code, at + 2);
    message.set(data, at + 4);
    return at + 8;
  },
};
