import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  attribute,
  decodeMessage,
  encodeMessage,
  newTransactionId,
  type StunAttribute,
} from '../stun/index.ts';
import { attributeNamed, attributeNames } from '../stun/testing/arbitraries.ts';
import { PeerEndpoints } from './peer-endpoints.ts';
import { readPlainSend } from './send-indication.ts';
import { ipv4, peerAddress } from './testing/virtual-relay.ts';

function send(attributes: StunAttribute[], method: 'Send' | 'Data' = 'Send'): Buffer {
  const transactionId = newTransactionId();
  return encodeMessage({ class: 'indication', method, transactionId, attributes });
}

const peer = peerAddress(ipv4(7000, '127.0.0.9'));
const data: StunAttribute = { name: 'DATA', value: Buffer.from('hello') };
const dontFragment: StunAttribute = { name: 'DONT-FRAGMENT', value: null };
const ipv6Peer = peerAddress({ address: '::1', port: 7000, family: 'IPv6' });

describe('a plain Send indication', () => {
  it('is read with its peer and data, in any order', () => {
    const plain = { peer: ipv4(7000, '127.0.0.9'), data: Buffer.from('hello') };
    expect(readPlainSend(send([peer, data]), new PeerEndpoints())).toEqual(plain);
    expect(readPlainSend(send([data, peer]), new PeerEndpoints())).toEqual(plain);
  });

  it.each([
    ['another method', send([peer, data], 'Data')],
    ['no peer', send([data])],
    ['no data', send([peer])],
    ['two peers', send([peer, peer, data])],
    ['an IPv6 peer', send([ipv6Peer, data])],
    ['DONT-FRAGMENT', send([peer, dontFragment, data])],
    ['an attribute that nobody knows', send([peer, data, unknown(0x7abc)])],
    ['one that nobody needs to know', send([peer, data, unknown(0xfabc)])],
    ['a wrong cookie', withByte(send([peer, data]), 4, 0)],
    ['a wrong length', withByte(send([peer, data]), 3, 4)],
    ['an attribute longer than the message', withByte(send([peer, data]), 35, 200)],
    ['an end that is missing', send([peer, data]).subarray(0, -4)],
  ])('is not seen in a message with %s', (_what, bytes) => {
    expect(readPlainSend(bytes, new PeerEndpoints())).toBeNull();
  });
});

function unknown(type: number): StunAttribute {
  return { name: 'UNKNOWN', type, value: Buffer.alloc(0) };
}

function withByte(bytes: Buffer, at: number, value: number): Buffer {
  const changed = Buffer.from(bytes);
  changed[at] = value;
  return changed;
}

it('reads what the codec reads, or leaves the message to it', () => {
  const peers = new PeerEndpoints();
  const anyAttribute = fc.constantFrom(...attributeNames).chain(attributeNamed);
  const usual = fc.constantFrom(peer, data, ipv6Peer, dontFragment);
  const anyPeer = attributeNamed('XOR-PEER-ADDRESS');
  const anyData = attributeNamed('DATA');
  const mixed = fc.array(fc.oneof(usual, anyPeer, anyData, anyAttribute), { maxLength: 4 });
  const some = fc.oneof(mixed, fc.tuple(anyPeer, anyData));
  const change = fc.option(fc.record({ at: fc.nat(), value: fc.nat(255) }));
  let plain = 0;
  fc.assert(
    fc.property(some, change, (attributes, changed) => {
      const whole = send(attributes);
      const bytes = changed ? withByte(whole, changed.at % whole.length, changed.value) : whole;
      const read = readPlainSend(bytes, peers);
      if (read === null) return;
      plain += 1;
      const decoded = decodeMessage(bytes);
      if (!decoded.ok) throw new Error(decoded.error.reason);
      const { message } = decoded;
      expect([message.class, message.method, message.attributes.length]).toEqual([
        'indication',
        'Send',
        2,
      ]);
      expect(attribute(message, 'XOR-PEER-ADDRESS')).toEqual(read.peer);
      expect(attribute(message, 'DATA')).toEqual(read.data);
    }),
    { numRuns: 5000 },
  );
  expect(plain).toBeGreaterThan(100);
});

it('survives any bytes', () => {
  const peers = new PeerEndpoints();
  const start = Buffer.from('001600102112a442', 'hex');
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 60 }), fc.boolean(), (tail, isSend) => {
      const bytes = isSend ? Buffer.concat([start, tail]) : Buffer.from(tail);
      if (readPlainSend(bytes, peers) !== null) expect(decodeMessage(bytes).ok).toBe(true);
    }),
    { numRuns: 3000 },
  );
});
