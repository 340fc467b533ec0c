import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalAddress, ipv6Text, writeAddress } from './address-text.ts';

describe('canonicalAddress', () => {
  it.each([
    ['2001:DB8:0:0:0:0:2:1', '2001:db8::2:1'],
    ['2001:db8:0:1:1:1:1:1', '2001:db8:0:1:1:1:1:1'],
    ['2001:db8:0:0:1:0:0:1', '2001:db8::1:0:0:1'],
    ['2001:0:0:1:0:0:0:1', '2001:0:0:1::1'],
    ['0:0:0:0:0:0:0:0', '::'],
    ['0:0:0:0:0:0:0:1', '::1'],
    ['1:0:0:0:0:0:0:0', '1::'],
    ['::ffff:c000:201', '::ffff:192.0.2.1'],
    ['::ffff:192.0.2.1', '::ffff:192.0.2.1'],
    ['64:ff9b::192.0.2.33', '64:ff9b::c000:221'],
    ['fe80::1%eth0', 'fe80::1'],
    ['192.0.2.1', '192.0.2.1'],
  ])('writes %s as %s', (text, expected) => {
    expect(canonicalAddress(text)).toBe(expected);
  });

  it('agrees with the URL parser on every IPv6 address', () => {
    // The URL standard writes IPv4-mapped addresses in hexadecimal.
    const text = fc.ipV6().filter((one) => !canonicalAddress(one).startsWith('::ffff:'));
    fc.assert(
      fc.property(text, (one) => {
        expect(`[${canonicalAddress(one)}]`).toBe(new URL(`http://[${one}]/`).hostname);
      }),
    );
  });

  it('keeps the 16 bytes of any address', () => {
    const word = fc.oneof(fc.constant(0), fc.constant(0xffff), fc.nat(0xffff));
    fc.assert(
      fc.property(fc.array(word, { minLength: 8, maxLength: 8 }), (words) => {
        const bytes = Buffer.alloc(16);
        words.forEach((one, index) => bytes.writeUInt16BE(one, 2 * index));
        const copy = Buffer.alloc(16);
        writeAddress(copy, 0, ipv6Text(bytes, 0), 'IPv6');
        expect(copy).toEqual(bytes);
      }),
    );
  });
});
