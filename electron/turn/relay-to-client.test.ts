import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { decodeMessage, encodeMessage } from '../stun/index.ts';
import { dataIndication } from './relay-to-client.ts';
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
