import { Rejection } from '../attribute-codec.ts';
import type { AttributeCodec } from '../attribute-codec.ts';

const notEmpty = new Rejection('has a value, but is a flag without one');

/** An attribute that says something by being there: DONT-FRAGMENT, USE-CANDIDATE. */
export const flag: AttributeCodec<null> = {
  decode: (_message, start, end) => (start === end ? null : notEmpty),
  encode: (_message, at) => at,
};

const notOneByte = new Rejection('does not have its 1 byte');

/** EVEN-PORT: the top bit asks for the next higher port to be kept (RFC 8656 section 18.7). */
export const evenPort: AttributeCodec<{ reserve: boolean }> = {
  decode(message, start, end) {
    if (end - start !== 1) return notOneByte;
    return { reserve: ((message[start] ?? 0) & 0x80) !== 0 };
  },
  encode(message, at, value) {
    message[at] = value.reserve ? 0x80 : 0;
    return at + 1;
  },
};

const notFourBytes = new Rejection('does not have its 4 bytes');
const changeIpBit = 0x04;
const changePortBit = 0x02;

/** CHANGE-REQUEST: from where the server shall answer (RFC 5780 section 7.2). */
export const changeRequest: AttributeCodec<{ changeIp: boolean; changePort: boolean }> = {
  decode(message, start, end) {
    if (end - start !== 4) return notFourBytes;
    const flags = message[start + 3] ?? 0;
    return { changeIp: (flags & changeIpBit) !== 0, changePort: (flags & changePortBit) !== 0 };
  },
  encode(message, at, value) {
    const flags = (value.changeIp ? changeIpBit : 0) | (value.changePort ? changePortBit : 0);
    return message.writeUInt32BE(flags, at);
  },
};
