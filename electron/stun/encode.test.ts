import { describe, expect, it } from 'vitest';
import type { StunAttribute } from './attributes.ts';
import { shortTermKey } from './credentials.ts';
import { decodeMessage } from './decode.ts';
import { encodeMessage } from './encode.ts';
import type { EncodeOptions } from './encode.ts';
import { newTransactionId } from './message.ts';
import type { StunMessage } from './message.ts';

const key = shortTermKey('a password');

function messageOf(...attributes: StunAttribute[]): StunMessage {
  return { class: 'request', method: 'Binding', transactionId: Buffer.alloc(12, 1), attributes };
}

function namesAfter(message: StunMessage, options: EncodeOptions): string[] {
  const result = decodeMessage(encodeMessage(message, options));
  return result.ok ? result.message.attributes.map(({ name }) => name) : [result.error.reason];
}

describe('encodeMessage', () => {
  it('writes an empty request as its header', () => {
    expect(encodeMessage(messageOf()).toString('hex')).toBe(`000100002112a442${'01'.repeat(12)}`);
  });

  it('pads with the wanted byte and leaves padding out of the length', () => {
    const bytes = encodeMessage(messageOf({ name: 'SOFTWARE', value: 'a' }), { padding: 0x20 });
    expect(bytes.subarray(20).toString('hex')).toBe('8022000161202020');
  });

  it('puts both integrity attributes and the fingerprint last, in the order of the RFC', () => {
    const options = { integrity: key, integrityAlgorithm: 'both', fingerprint: true } as const;
    expect(namesAfter(messageOf({ name: 'SOFTWARE', value: 'a' }), options)).toEqual([
      'SOFTWARE',
      'MESSAGE-INTEGRITY',
      'MESSAGE-INTEGRITY-SHA256',
      'FINGERPRINT',
    ]);
  });

  it('replaces given integrity and fingerprint by computed ones', () => {
    const signed = messageOf(
      { name: 'MESSAGE-INTEGRITY', value: Buffer.alloc(20) },
      { name: 'FINGERPRINT', value: 0 },
    );
    expect(namesAfter(signed, { integrity: key })).toEqual(['MESSAGE-INTEGRITY']);
    expect(namesAfter(signed, { fingerprint: true })).toEqual(['MESSAGE-INTEGRITY', 'FINGERPRINT']);
  });

  it('gives every message bytes of its own', () => {
    const first = encodeMessage(messageOf({ name: 'LIFETIME', value: 1 }));
    const before = first.toString('hex');
    encodeMessage(messageOf({ name: 'LIFETIME', value: 2 }));
    expect(first.toString('hex')).toBe(before);
  });

  it('takes messages up to the 65,532 bytes that the length field can say', () => {
    const bytes = encodeMessage(messageOf({ name: 'DATA', value: Buffer.alloc(65_528) }));
    expect(bytes.length).toBe(65_552);
    expect(decodeMessage(bytes).ok).toBe(true);
  });

  it.each<[string, StunAttribute]>([
    ['data over 65,528 bytes', { name: 'DATA', value: Buffer.alloc(65_529) }],
    ['text over its limit', { name: 'USERNAME', value: 'x'.repeat(509) }],
    ['text over any limit', { name: 'SOFTWARE', value: 'x'.repeat(300_000) }],
    [
      'an address of another family',
      { name: 'MAPPED-ADDRESS', value: { address: '::1', port: 1, family: 'IPv4' } },
    ],
    [
      'a host name as an address',
      { name: 'MAPPED-ADDRESS', value: { address: 'localhost', port: 1, family: 'IPv6' } },
    ],
    [
      'a port over 65,535',
      { name: 'MAPPED-ADDRESS', value: { address: '::1', port: 65_536, family: 'IPv6' } },
    ],
    ['an error code below 300', { name: 'ERROR-CODE', value: { code: 200, reason: '' } }],
    [
      'an error code that is no integer',
      { name: 'ERROR-CODE', value: { code: 400.5, reason: '' } },
    ],
    ['a lifetime over 32 bits', { name: 'LIFETIME', value: 2 ** 32 }],
    ['a token of another length', { name: 'RESERVATION-TOKEN', value: Buffer.alloc(4) }],
    ['a digest of another length', { name: 'MESSAGE-INTEGRITY-SHA256', value: Buffer.alloc(12) }],
    [
      'an ICMP code over 9 bits',
      { name: 'ICMP', value: { type: 3, code: 512, data: Buffer.alloc(4) } },
    ],
  ])('throws RangeError for %s', (_what, attribute) => {
    expect(() => encodeMessage(messageOf(attribute))).toThrow(RangeError);
  });

  it('throws RangeError where integrity no longer fits', () => {
    const full = messageOf({ name: 'DATA', value: Buffer.alloc(65_528) });
    expect(() => encodeMessage(full, { integrity: key })).toThrow(RangeError);
    expect(() => encodeMessage(full, { fingerprint: true })).toThrow(RangeError);
  });

  it('throws RangeError for a transaction id that has not 12 bytes', () => {
    const short = { ...messageOf(), transactionId: Buffer.alloc(11) };
    expect(() => encodeMessage(short)).toThrow(RangeError);
  });
});

it('makes transaction ids of 12 bytes that differ', () => {
  const ids = new Set(Array.from({ length: 100 }, () => newTransactionId().toString('hex')));
  expect(ids.size).toBe(100);
  expect([...ids].every((id) => id.length === 24)).toBe(true);
});
