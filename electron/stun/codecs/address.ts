import type { AddressFamily, Endpoint } from '../../../shared/endpoint.ts';
import { ipv4Text, ipv6Text, writeAddress } from '../address-text.ts';
import { Rejection } from '../attribute-codec.ts';
import type { AttributeCodec } from '../attribute-codec.ts';

const tooShort = new Rejection('is shorter than an address with its family and port');
const badFamily = new Rejection('has an address family other than 1 (IPv4) and 2 (IPv6)');
const badIpv4Length = new Rejection('says IPv4 but does not have the 8 bytes of an IPv4 address');
const badIpv6Length = new Rejection('says IPv6 but does not have the 20 bytes of an IPv6 address');

/** Number of an address family in STUN (RFC 8489 section 14.1). */
export function familyNumber(family: AddressFamily): number {
  return family === 'IPv4' ? 1 : 2;
}

/** Address family of a number in STUN, undefined for others (RFC 8489 section 14.1). */
export function familyOfNumber(number: number | undefined): AddressFamily | undefined {
  if (number === 1) return 'IPv4';
  return number === 2 ? 'IPv6' : undefined;
}

function decodeAddress(message: Buffer, start: number, end: number): Endpoint | Rejection {
  const length = end - start;
  if (length < 4) return tooShort;
  const family = familyOfNumber(message[start + 1]);
  if (family === undefined) return badFamily;
  const port = message.readUInt16BE(start + 2);
  if (family === 'IPv4') {
    if (length !== 8) return badIpv4Length;
    return { address: ipv4Text(message, start + 4), port, family };
  }
  if (length !== 20) return badIpv6Length;
  return { address: ipv6Text(message, start + 4), port, family };
}

function encodeAddress(message: Buffer, at: number, value: Endpoint): number {
  message[at] = 0;
  message[at + 1] = familyNumber(value.family);
  message.writeUInt16BE(value.port, at + 2);
  return writeAddress(message, at + 4, value.address, value.family);
}

/** A transport address in clear (RFC 8489 section 14.1). */
export const address: AttributeCodec<Endpoint> = { decode: decodeAddress, encode: encodeAddress };

// A XOR-ed value is undone here and then read like a clear one. Decoding runs to its end before the next begins.
const clear = Buffer.alloc(20);

/** Copies a value of at most 20 bytes and XORs its port and address with the cookie and the transaction id. */
function xorInto(target: Buffer, at: number, message: Buffer, start: number, end: number): void {
  target[at + 1] = message[start + 1] ?? 0;
  for (let index = 2; start + index < end; index += 1) {
    // The port is XOR-ed with the first two bytes of the cookie, the address with the cookie from its start.
    const key = index < 4 ? message[2 + index] : message[index];
    target[at + index] = (message[start + index] ?? 0) ^ (key ?? 0);
  }
}

/** A transport address XOR-ed with the magic cookie and the transaction id (RFC 8489 section 14.2). */
export const xorAddress: AttributeCodec<Endpoint> = {
  decode(message, start, end) {
    const length = end - start;
    if (length > 20) return badIpv6Length;
    xorInto(clear, 0, message, start, end);
    return decodeAddress(clear, 0, length);
  },
  encode(message, at, value) {
    const end = encodeAddress(message, at, value);
    xorInto(message, at, message, at, end);
    return end;
  },
};
