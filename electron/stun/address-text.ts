import { isIPv4, isIPv6 } from 'node:net';
import type { AddressFamily } from '../../shared/endpoint.ts';

/** Text of the IPv4 address at `at`: `192.0.2.1`. */
export function ipv4Text(bytes: Buffer, at: number): string {
  return `${bytes[at]}.${bytes[at + 1]}.${bytes[at + 2]}.${bytes[at + 3]}`;
}

/**
 * Canonical text of the IPv6 address at `at` (RFC 5952): lower case, the first of the longest runs of zeros shortened,
 * IPv4-mapped addresses with a dotted tail. The operating systems write it like this, so texts can be compared.
 */
export function ipv6Text(bytes: Buffer, at: number): string {
  const words = Array.from({ length: 8 }, (_, index) => bytes.readUInt16BE(at + 2 * index));
  if (words[5] === 0xffff && words.slice(0, 5).every((word) => word === 0)) {
    return `::ffff:${ipv4Text(bytes, at + 12)}`;
  }
  const { start, length } = longestZeroRun(words);
  const hex = words.map((word) => word.toString(16));
  if (length < 2) return hex.join(':');
  return `${hex.slice(0, start).join(':')}::${hex.slice(start + length).join(':')}`;
}

function longestZeroRun(words: number[]): { start: number; length: number } {
  let best = { start: 0, length: 0 };
  let length = 0;
  for (const [index, word] of words.entries()) {
    length = word === 0 ? length + 1 : 0;
    if (length > best.length) best = { start: index + 1 - length, length };
  }
  return best;
}

/**
 * Writes the 4 or 16 bytes of an address at `at`; returns the offset behind them. A zone (`%eth0`) has no place in a
 * message and is left out. Throws RangeError where the text is not an address of that family.
 */
export function writeAddress(
  bytes: Buffer,
  at: number,
  address: string,
  family: AddressFamily,
): number {
  if (family === 'IPv4' && isIPv4(address)) return writeIpv4(bytes, at, address);
  if (family === 'IPv6' && isIPv6(address)) return writeIpv6(bytes, at, withoutZone(address));
  throw new RangeError(
    `"${address}" is not an ${family} address; give a textual ${family} address`,
  );
}

function writeIpv4(bytes: Buffer, at: number, address: string): number {
  let value = 0;
  let offset = at;
  for (let index = 0; index < address.length; index += 1) {
    const digit = address.charCodeAt(index) - 48;
    if (digit >= 0) {
      value = value * 10 + digit;
    } else {
      bytes[offset] = value;
      offset += 1;
      value = 0;
    }
  }
  bytes[offset] = value;
  return offset + 1;
}

function writeIpv6(bytes: Buffer, at: number, address: string): number {
  const [head = '', tail] = address.split('::');
  const headWords = wordsOf(head);
  const tailWords = tail === undefined ? [] : wordsOf(tail);
  bytes.fill(0, at, at + 16);
  headWords.forEach((word, index) => bytes.writeUInt16BE(word, at + 2 * index));
  const tailStart = at + 16 - 2 * tailWords.length;
  tailWords.forEach((word, index) => bytes.writeUInt16BE(word, tailStart + 2 * index));
  return at + 16;
}

/** 16-bit words of one side of `::`; a dotted tail counts as two. */
function wordsOf(part: string): number[] {
  if (part === '') return [];
  return part.split(':').flatMap((group) => {
    if (!group.includes('.')) return [Number.parseInt(group, 16)];
    const dotted = Buffer.alloc(4);
    writeIpv4(dotted, 0, group);
    return [dotted.readUInt16BE(0), dotted.readUInt16BE(2)];
  });
}

function withoutZone(address: string): string {
  const zone = address.indexOf('%');
  return zone < 0 ? address : address.slice(0, zone);
}

/** Canonical text of an address, without a zone: what two spellings of one address have in common. */
export function canonicalAddress(address: string): string {
  if (!isIPv6(address)) return address;
  const bytes = Buffer.alloc(16);
  writeIpv6(bytes, 0, withoutZone(address));
  return ipv6Text(bytes, 0);
}
