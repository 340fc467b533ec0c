import { createHmac } from 'node:crypto';
import type { Endpoint } from '../../../shared/endpoint.ts';
import { type Random } from '../../../shared/testing/random.ts';
import { encodeChannelData, encodeMessage, newTransactionId } from '../../stun/index.ts';
import type { StunAttribute, StunMethod } from '../../stun/index.ts';
import type { ClientDatagram } from '../action.ts';
import { below, oneOf } from './mutate.ts';
import { ipv4, ipv6, peerAddress, requestedTransport } from './virtual-relay.ts';
import type { VirtualClient } from './virtual-relay.ts';

export const restSecret = 'a secret of the relay';

/** A REST credential for that name, or for none, good until then. */
export function restAccount(expiresUnixSec: number, name?: string) {
  const username = name === undefined ? `${expiresUnixSec}` : `${expiresUnixSec}:${name}`;
  const hmac = createHmac('sha1', restSecret).update(username);
  return { username, credential: hmac.digest('base64') };
}

const data: StunAttribute = { name: 'DATA', value: Buffer.from('application data') };
const dontFragment: StunAttribute = { name: 'DONT-FRAGMENT', value: null };
const signedMethods: readonly StunMethod[] = [
  'Allocate',
  'Refresh',
  'CreatePermission',
  'ChannelBind',
  'Connect',
];

/** Peers of the traffic: on loopback, except for two. */
export const peers: readonly Endpoint[] = [
  ipv4(7000),
  ipv4(7001),
  ipv4(7000, '127.0.0.2'),
  ipv6(7000),
  ipv4(9, '192.0.2.1'),
  ipv6(9, '::ffff:127.0.0.1'),
];

function channelNumber(value: number): StunAttribute {
  return { name: 'CHANNEL-NUMBER', value };
}

/** Attributes that a request may have, sensible or not, with values drawn at random. */
function drawAttribute(random: Random): StunAttribute {
  const peer = oneOf(random, peers);
  const family = oneOf(random, ['IPv4', 'IPv6'] as const);
  return oneOf<StunAttribute>(random, [
    requestedTransport,
    { name: 'REQUESTED-TRANSPORT', value: below(random, 256) },
    { name: 'LIFETIME', value: oneOf(random, [0, 1, 600, 777, 3600, 0xffffffff]) },
    { name: 'EVEN-PORT', value: { reserve: random() < 0.5 } },
    { name: 'RESERVATION-TOKEN', value: Buffer.alloc(8, below(random, 256)) },
    { name: 'REQUESTED-ADDRESS-FAMILY', value: family },
    { name: 'ADDITIONAL-ADDRESS-FAMILY', value: family },
    channelNumber(oneOf(random, [0, 0x3fff, 0x4000, 0x4fff, 0x5000, 0x7fff, 0xffff])),
    peerAddress(peer),
    { name: 'CONNECTION-ID', value: below(random, 2 ** 32) },
    { name: 'UNKNOWN', type: below(random, 0x10000) | 0x4000, value: Buffer.alloc(4) },
    dontFragment,
    data,
  ]);
}

/** Signed requests of one client that mean something, and some that need not. */
function signedRequests(client: VirtualClient, random: Random): Buffer[] {
  const [peer = ipv4(0)] = peers;
  const additional: StunAttribute = { name: 'ADDITIONAL-ADDRESS-FAMILY', value: 'IPv6' };
  const drawn = Array.from({ length: 24 }, () => {
    const some = Array.from({ length: below(random, 7) }, () => drawAttribute(random));
    const method = oneOf(random, signedMethods);
    return random() < 0.3 ? client.signedSha256(method, some) : client.signed(method, some);
  });
  return [
    client.signed('Allocate', [requestedTransport]),
    client.signed('Allocate', [
      requestedTransport,
      { name: 'EVEN-PORT', value: { reserve: false } },
    ]),
    client.signed('Allocate', [requestedTransport, additional, dontFragment]),
    client.signedSha256('Allocate', [
      requestedTransport,
      { name: 'EVEN-PORT', value: { reserve: true } },
    ]),
    client.signed('CreatePermission', peers.slice(0, 4).map(peerAddress)),
    client.signed('ChannelBind', [channelNumber(0x4001), peerAddress(peer)]),
    client.signedSha256('ChannelBind', [channelNumber(0x4002), peerAddress(ipv6(7000))]),
    client.signed('Refresh', [{ name: 'LIFETIME', value: 1000 }]),
    client.signed('Refresh', [{ name: 'LIFETIME', value: 0 }]),
    ...drawn,
  ];
}

/** What needs no signature: Binding, indications, ChannelData, and messages that a client never sends. */
function unsignedMessages(client: VirtualClient, random: Random): Buffer[] {
  const peer = peerAddress(oneOf(random, peers));
  const padded = client.tuple.transport === 'tcp';
  const transactionId = newTransactionId();
  const attributes = [peer, data];
  return [
    client.encode('Binding', []),
    client.encode('Binding', [], { fingerprint: true }),
    client.encode('Binding', [
      { name: 'CHANGE-REQUEST', value: { changeIp: random() < 0.5, changePort: random() < 0.5 } },
    ]),
    client.encode('Binding', [{ name: 'RESPONSE-PORT', value: 41_999 }]),
    client.encode('Binding', [{ name: 'PADDING', value: Buffer.alloc(200) }]),
    client.encode('Allocate', [requestedTransport]),
    client.indication('Binding', []),
    client.indication('Send', [peer, data]),
    client.indication('Send', [peer, dontFragment, data]),
    client.indication('Data', [peer, data]),
    encodeChannelData(0x4001, Buffer.from('to the first peer'), { padded }),
    encodeChannelData(0x4002, Buffer.alloc(below(random, 300)), { padded }),
    encodeMessage({ class: 'success', method: 'Binding', transactionId, attributes }),
    encodeMessage({ class: 'error', method: 'Allocate', transactionId, attributes }),
  ];
}

/** Messages of all kinds from that client. It asks the relay for a nonce first. */
export function trafficOf(client: VirtualClient, random: Random): ClientDatagram[] {
  client.nonce = '';
  const all = [...signedRequests(client, random), ...unsignedMessages(client, random)];
  return all.map((bytes) => ({ tuple: client.tuple, bytes }));
}
