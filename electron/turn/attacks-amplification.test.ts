import { expect, it } from 'vitest';
import { attribute, type EncodeOptions, type StunAttribute } from '../stun/index.ts';
import type { StunMethod } from '../stun/index.ts';
import { realm, requestedTransport, VirtualClient, VirtualRelay } from './testing/virtual-relay.ts';
import { ipv4 } from './testing/virtual-relay.ts';

/** Bytes of an attribute: its header and its value, filled up to a multiple of 4 (RFC 8489 section 14). */
function attributeBytes(valueBytes: number): number {
  return 4 + ((valueBytes + 3) & ~3);
}

const header = 20;
const fingerprint = attributeBytes(4);
/** Class and number, without a reason phrase, which is for people. */
const errorCodeBytes = attributeBytes(4);
/** The nonce cookie with its features is 13 characters (RFC 8489 section 9.2), the time and the proof 16. */
const nonceBytes = attributeBytes(13 + 16);
/** Two algorithms without parameters (RFC 8489 section 14.11). */
const algorithmsBytes = attributeBytes(8);
const addressBytes = { IPv4: attributeBytes(8), IPv6: attributeBytes(20) };

/** What a client needs to log in (RFC 8489 section 9.2.4): no attribute of it can be left out. */
const challenge =
  header + errorCodeBytes + attributeBytes(realm.length) + nonceBytes + algorithmsBytes;
const bareError = header + errorCodeBytes;

const unknown: StunAttribute = { name: 'UNKNOWN', type: 0x7abc, value: Buffer.alloc(0) };
const guessed: StunAttribute = { name: 'MESSAGE-INTEGRITY', value: Buffer.alloc(20) };
const username: StunAttribute = { name: 'USERNAME', value: 'alice' };
const claimed: StunAttribute[] = [
  username,
  { name: 'REALM', value: realm },
  { name: 'NONCE', value: 'x' },
];

it.each([
  ['Binding', [], header + addressBytes.IPv4],
  ['Binding', [unknown], bareError + attributeBytes(2)],
  ['Allocate', [], challenge],
  ['Allocate', [requestedTransport, unknown], challenge],
  ['Refresh', [], challenge],
  ['CreatePermission', [], challenge],
  ['ChannelBind', [], challenge],
  ['Connect', [], challenge],
  ['ConnectionBind', [], challenge],
  ['Send', [], challenge],
  ['Data', [], challenge],
  // A signature without what belongs to it.
  ['Allocate', [guessed], bareError],
  ['Allocate', [username, guessed], bareError],
  // A wrong signature.
  ['Allocate', [...claimed, guessed], challenge],
] satisfies [StunMethod, StunAttribute[], number][])(
  'answers %s, not signed or not well (%j), in no more bytes than it must',
  (method, attributes, bound) => {
    for (const options of [{}, { fingerprint: true }] satisfies EncodeOptions[]) {
      const client = new VirtualClient(new VirtualRelay());
      const answer = client.answer(client.encode(method, attributes, options));
      const more = 'fingerprint' in options ? fingerprint : 0;
      expect(answer.bytes.length).toBeLessThanOrEqual(bound + more);
      expect(attribute(answer, 'SOFTWARE')).toBeUndefined();
    }
  },
);

it('answers a stale nonce in no more bytes than a challenge has', () => {
  const client = new VirtualClient(new VirtualRelay());
  client.nonce = 'stale';
  expect(client.request('Allocate').bytes.length).toBeLessThanOrEqual(challenge);
});

it('answers many unknown attributes with less than came', () => {
  const client = new VirtualClient(new VirtualRelay());
  const many = Array.from({ length: 2000 }, (_, n): StunAttribute => {
    return { name: 'UNKNOWN', type: 0x4000 + n, value: Buffer.alloc(0) };
  });
  const request = client.encode('Binding', many);
  const answer = client.answer(request);
  expect(attribute(answer, 'UNKNOWN-ATTRIBUTES')).toHaveLength(2000);
  expect(answer.bytes.length).toBeLessThan(request.length);
});

it('answers a NAT behaviour test with its four addresses and nothing more', () => {
  const natBehaviour = { primary: ipv4(3478), alternate: ipv4(3479, '127.0.0.2') };
  const answer = new VirtualClient(new VirtualRelay({ natBehaviour })).ask('Binding');
  expect(answer.bytes.length).toBe(header + 4 * addressBytes.IPv4);
});

it.each([
  ['an indication', (client: VirtualClient) => client.indication('Send', [])],
  ['a Binding indication', (client: VirtualClient) => client.indication('Binding', [])],
  ['ChannelData without an allocation', () => Buffer.of(0x40, 0x01, 0, 0)],
  ['nothing', () => Buffer.alloc(0)],
  ['a byte', () => Buffer.of(0)],
  ['RTP', () => Buffer.alloc(172, 0x80)],
  ['DTLS', () => Buffer.of(22, 254, 253, 0, 0, 0, 0)],
  ['DNS', () => Buffer.of(0x12, 0x34, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 1)],
])('answers %s with silence', (_what, bytes) => {
  const client = new VirtualClient(new VirtualRelay());
  expect(client.send(bytes(client))).toEqual([]);
});
