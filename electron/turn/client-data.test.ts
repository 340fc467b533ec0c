import { expect, it } from 'vitest';
import * as fc from 'fast-check';
import { encodeChannelData, encodeMessage, newTransactionId } from '../stun/index.ts';
import type { StunAttribute, StunMethod } from '../stun/index.ts';
import { decodeFromPeer, encodeForPeer } from './client-data.ts';

const peer = { address: '127.0.0.1', port: 7000, family: 'IPv4' } as const;
const data = Buffer.from('hello');
const fromPeer: StunAttribute = { name: 'XOR-PEER-ADDRESS', value: peer };
const carried: StunAttribute = { name: 'DATA', value: data };

function peerOfChannel(channel: number) {
  return channel === 0x4000 ? peer : undefined;
}

function indication(attributes: StunAttribute[], method: StunMethod = 'Data'): Buffer {
  const transactionId = newTransactionId();
  return encodeMessage({ class: 'indication', method, transactionId, attributes });
}

it('reads data of a bound channel and of Data indications', () => {
  const byChannel = decodeFromPeer(encodeForPeer(peer, data, 0x4000), peerOfChannel);
  expect(byChannel).toEqual({ peer, data, via: 'channel' });
  const byIndication = decodeFromPeer(indication([fromPeer, carried]), peerOfChannel);
  expect(byIndication).toEqual({ peer, data, via: 'indication' });
});

it.each([
  ['of an unbound channel', encodeChannelData(0x4001, data)],
  ['of a Send indication, which is for servers', encodeForPeer(peer, data, undefined)],
  ['without a peer', indication([carried])],
  ['without data', indication([fromPeer])],
  [
    'that requires what is not known',
    indication([fromPeer, carried, { name: 'UNKNOWN', type: 0x7abc, value: data }]),
  ],
  ['that is empty', Buffer.alloc(0)],
])('discards a packet %s', (_what, bytes) => {
  expect(decodeFromPeer(bytes, peerOfChannel)).toBeNull();
});

it('survives any bytes', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 80 }), (bytes) => {
      decodeFromPeer(Buffer.from(bytes), peerOfChannel);
    }),
  );
});
