import { Rejection } from '../attribute-codec.ts';
import type { AttributeCodec } from '../attribute-codec.ts';

/** Registered algorithms: 1 is MD5, 2 is SHA-256 (RFC 8489 section 18.5). */
export interface PasswordAlgorithm {
  algorithm: number;
  parameters: Buffer;
}

const tooShort = new Rejection('ends inside a password algorithm');
const tooLong = new Rejection('goes on behind its password algorithm');

function padded(length: number): number {
  return (length + 3) & ~3;
}

/** Reads one algorithm; `next` is the offset behind its parameters and their padding. */
function decodeOne(message: Buffer, start: number, end: number) {
  if (end - start < 4) return tooShort;
  const parametersEnd = start + 4 + message.readUInt16BE(start + 2);
  if (parametersEnd > end) return tooShort;
  const value: PasswordAlgorithm = {
    algorithm: message.readUInt16BE(start),
    parameters: message.subarray(start + 4, parametersEnd),
  };
  // The last padding may be missing: some senders leave it to the attribute's own padding.
  return { value, next: Math.min(start + padded(parametersEnd - start), end) };
}

function encodeOne(message: Buffer, at: number, value: PasswordAlgorithm): number {
  message.writeUInt16BE(value.algorithm, at);
  message.writeUInt16BE(value.parameters.length, at + 2);
  message.set(value.parameters, at + 4);
  const end = at + 4 + value.parameters.length;
  const next = at + padded(end - at);
  message.fill(0, end, next);
  return next;
}

/** PASSWORD-ALGORITHM: the one that the client chose (RFC 8489 section 14.12). */
export const passwordAlgorithm: AttributeCodec<PasswordAlgorithm> = {
  decode(message, start, end) {
    const one = decodeOne(message, start, end);
    if (one instanceof Rejection) return one;
    return one.next === end ? one.value : tooLong;
  },
  encode: encodeOne,
};

/** PASSWORD-ALGORITHMS: those that the server takes, best first (RFC 8489 section 14.11). */
export const passwordAlgorithms: AttributeCodec<PasswordAlgorithm[]> = {
  decode(message, start, end) {
    const values: PasswordAlgorithm[] = [];
    for (let at = start; at < end;) {
      const one = decodeOne(message, at, end);
      if (one instanceof Rejection) return one;
      values.push(one.value);
      at = one.next;
    }
    return values;
  },
  encode: (message, at, values) =>
    values.reduce((offset, value) => encodeOne(message, offset, value), at),
};
