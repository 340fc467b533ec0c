import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { decodeMessage, encodeChannelData, encodeMessage } from '../stun/index.ts';
import { Allocation } from './allocation.ts';
import { dataIndication, relayToClient } from './relay-to-client.ts';
import { ipv4 } from './testing/virtual-relay.ts';

const endpoints = fc.oneof(
  fc.record({ address: fc.ipV4(), port: fc.nat(65_535), family: fc.constant('IPv4' as const) }),
  fc.constant({ address: '::1', port: 9, family: 'IPv6' as const }),
);

it('makes the Data indication that the codec makes', () => {
  fc.assert(
    fc.property(endpoints, fc.uint8Array({ maxLength: 70 }), (peer, array) => {
      const data = Buffer.from(array);
      const bytes = dataIndication(peer, data);
      const transactionId = bytes.subarray(8, 20);
      expect(bytes).toEqual(
        encodeMessage({
          class: 'indication',
          method: 'Data',
          transactionId,
          attributes: [
            { name: 'XOR-PEER-ADDRESS', value: peer },
            { name: 'DATA', value: data },
          ],
        }),
      );
      expect(decodeMessage(bytes).ok).toBe(true);
    }),
  );
});

it('gives each indication an id of its own', () => {
  const ids = Array.from({ length: 1500 }, () =>
    dataIndication(ipv4(9), Buffer.alloc(0)).toString('hex', 8, 20),
  );
  expect(new Set(ids).size).toBe(1500);
});

const from = ipv4(9);
const tuple = { transport: 'udp', client: ipv4(40_000), server: ipv4(3478) } as const;

function allocation(channel?: number): Allocation {
  const sides = [{ relay: 1, family: 'IPv4', address: ipv4(50_000), expiresAtMs: 1e9 } as const];
  const made = new Allocation({ tuple, tupleKey: 'key', username: 'a', account: 'a', sides });
  if (channel !== undefined) made.bindChannel(channel, from, 0);
  return made;
}

/** What another client sent, in the middle of bytes that are nobody's business. */
function surrounded(message: Buffer): { message: Buffer; around: () => Buffer } {
  const all = Buffer.concat([Buffer.alloc(9, 0xaa), message, Buffer.alloc(9, 0xbb)]);
  const end = all.length - 9;
  return {
    message: all.subarray(9, end),
    around: () => Buffer.concat([all.subarray(0, 9), all.subarray(end)]),
  };
}

it('writes over the message of the other client where it can, and over nothing else', () => {
  const untouched = Buffer.concat([Buffer.alloc(9, 0xaa), Buffer.alloc(9, 0xbb)]);
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 70 }), fc.boolean(), fc.boolean(), (array, a, b) => {
      const data = Buffer.from(array);
      const sent = a ? encodeChannelData(0x4005, data) : sendIndication(data);
      const { message, around } = surrounded(sent);
      const start = a ? 4 : 36;
      const bytes = message.subarray(start, start + data.length);
      const action = relayToClient(allocation(b ? 0x4001 : undefined), from, bytes, 1, message);
      if (action.type !== 'send-to-client') throw new Error(action.type);
      const { payload } = action;
      const expected = b ? encodeChannelData(0x4001, data) : dataIndication(from, data);
      if (!b) payload.copy(expected, 8, 8, 20);
      expect(payload).toEqual(expected);
      expect(around()).toEqual(untouched);
    }),
  );
});

function sendIndication(data: Buffer): Buffer {
  return encodeMessage({
    class: 'indication',
    method: 'Send',
    transactionId: Buffer.alloc(12, 1),
    attributes: [
      { name: 'XOR-PEER-ADDRESS', value: ipv4(50_000) },
      { name: 'DATA', value: data },
    ],
  });
}
