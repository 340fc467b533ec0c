import type { AddressFamily } from '../../../shared/endpoint.ts';
import { Rejection } from '../attribute-codec.ts';
import type { AttributeCodec } from '../attribute-codec.ts';
import { familyNumber, familyOfNumber } from './address.ts';

const notFourBytes = new Rejection('does not have its 4 bytes');
const notEightBytes = new Rejection('does not have its 8 bytes');

/** An unsigned 32-bit number: LIFETIME (seconds), PRIORITY, FINGERPRINT, CONNECTION-ID. */
export const uint32: AttributeCodec<number> = {
  decode: (message, start, end) => (end - start === 4 ? message.readUInt32BE(start) : notFourBytes),
  encode: (message, at, value) => message.writeUInt32BE(value, at),
};

/** An unsigned 64-bit number: the tie-breakers of ICE (RFC 8445 section 16.1). */
export const uint64: AttributeCodec<bigint> = {
  decode: (message, start, end) =>
    end - start === 8 ? message.readBigUInt64BE(start) : notEightBytes,
  encode: (message, at, value) => message.writeBigUInt64BE(value, at),
};

/** CHANNEL-NUMBER: 16 bits, then 16 reserved ones that are ignored (RFC 8656 section 18.1). */
export const channelNumber: AttributeCodec<number> = {
  decode: (message, start, end) => (end - start === 4 ? message.readUInt16BE(start) : notFourBytes),
  encode: (message, at, value) => message.writeUInt16BE(0, message.writeUInt16BE(value, at)),
};

/** REQUESTED-TRANSPORT: an IP protocol number, 17 for UDP, then 3 reserved bytes (RFC 8656 section 18.8). */
export const transportProtocol: AttributeCodec<number> = {
  decode: (message, start, end) => (end - start === 4 ? message.readUInt8(start) : notFourBytes),
  encode(message, at, value) {
    message.writeUInt32BE(0, at);
    message.writeUInt8(value, at);
    return at + 4;
  },
};

const badFamily = new Rejection('has an address family other than 1 (IPv4) and 2 (IPv6)');

/** REQUESTED- and ADDITIONAL-ADDRESS-FAMILY: 1 byte, then 3 reserved ones (RFC 8656 sections 18.6, 18.11). */
export const addressFamily: AttributeCodec<AddressFamily> = {
  decode(message, start, end) {
    if (end - start !== 4) return notFourBytes;
    return familyOfNumber(message[start]) ?? badFamily;
  },
  encode(message, at, value) {
    message.writeUInt32BE(0, at);
    message[at] = familyNumber(value);
    return at + 4;
  },
};

const badPortLength = new Rejection('does not have the 2 or 4 bytes of a port');

/**
 * RESPONSE-PORT (RFC 5780 section 7.5): a port "followed by 2 bytes of padding". One known server counts those bytes in
 * the length and another does not, so both are read. Written with 4, as coturn does.
 */
export const responsePort: AttributeCodec<number> = {
  decode(message, start, end) {
    const length = end - start;
    return length === 2 || length === 4 ? message.readUInt16BE(start) : badPortLength;
  },
  encode: (message, at, value) => message.writeUInt16BE(0, message.writeUInt16BE(value, at)),
};

const oddLength = new Rejection('has an odd length, but lists 16-bit types');

/** UNKNOWN-ATTRIBUTES: types that the server did not understand (RFC 8489 section 14.13). */
export const typeList: AttributeCodec<number[]> = {
  decode(message, start, end) {
    if ((end - start) % 2 !== 0) return oddLength;
    const types: number[] = [];
    for (let at = start; at < end; at += 2) types.push(message.readUInt16BE(at));
    return types;
  },
  encode: (message, at, value) =>
    value.reduce((offset, type) => message.writeUInt16BE(type, offset), at),
};
