import type { AddressFamily } from '../../../shared/endpoint.ts';
import { Rejection } from '../attribute-codec.ts';
import type { AttributeCodec } from '../attribute-codec.ts';
import { familyNumber, familyOfNumber } from './address.ts';
import { writeText } from './text.ts';

/** An error's number (300-699) and its reason phrase. */
export interface ErrorCode {
  code: number;
  reason: string;
}

const tooShort = new Rejection('is shorter than the 4 bytes of an error code');
const badClass = new Rejection('has an error class outside 3 to 6');
const badNumber = new Rejection('has an error number above 99');
const badFamily = new Rejection('has an address family other than 1 (IPv4) and 2 (IPv6)');
const maxReasonBytes = 763;

function decodeErrorCode(message: Buffer, start: number, end: number): ErrorCode | Rejection {
  if (end - start < 4) return tooShort;
  // The other 5 bits of this byte are reserved and ignored.
  const errorClass = (message[start + 2] ?? 0) & 0x07;
  const number = message[start + 3] ?? 0;
  if (errorClass < 3 || errorClass > 6) return badClass;
  if (number > 99) return badNumber;
  return { code: errorClass * 100 + number, reason: message.toString('utf8', start + 4, end) };
}

function encodeErrorCode(message: Buffer, at: number, { code, reason }: ErrorCode): number {
  if (!Number.isInteger(code) || code < 300 || code > 699) {
    throw new RangeError(`${code} is not a STUN error code; give 300 to 699`);
  }
  message.writeUInt16BE(0, at);
  message[at + 2] = Math.floor(code / 100);
  message[at + 3] = code % 100;
  return writeText(message, at + 4, reason, maxReasonBytes);
}

/** ERROR-CODE: class 3-6, number 0-99, reason phrase (RFC 8489 section 14.8). */
export const errorCode: AttributeCodec<ErrorCode> = {
  decode: decodeErrorCode,
  encode: encodeErrorCode,
};

/** ADDRESS-ERROR-CODE: why one of two address families was not allocated (RFC 8656 section 18.12). */
export const addressErrorCode: AttributeCodec<ErrorCode & { family: AddressFamily }> = {
  decode(message, start, end) {
    const error = decodeErrorCode(message, start, end);
    if (error instanceof Rejection) return error;
    const family = familyOfNumber(message[start]);
    return family === undefined ? badFamily : { family, code: error.code, reason: error.reason };
  },
  encode(message, at, value) {
    const end = encodeErrorCode(message, at, value);
    message[at] = familyNumber(value.family);
    return end;
  },
};
