import { describe, expect, it } from 'vitest';
import type { Endpoint } from '../../shared/endpoint.ts';
import { attribute, type StunAttribute } from '../stun/index.ts';
import type { PeerErrorCode } from './icmp.ts';
import {
  ipv4,
  ipv6,
  messageOf,
  peerAddress,
  requestedTransport,
  VirtualClient,
  VirtualRelay,
} from './testing/virtual-relay.ts';

const dontFragment: StunAttribute = { name: 'DONT-FRAGMENT', value: null };
const dual: StunAttribute = { name: 'ADDITIONAL-ADDRESS-FAMILY', value: 'IPv6' };

function permitted(loopbackMtu?: number): { relay: VirtualRelay; client: VirtualClient } {
  const relay = new VirtualRelay({
    families: ['IPv4', 'IPv6'],
    ...(loopbackMtu && { loopbackMtu }),
  });
  const client = new VirtualClient(relay);
  client.allocate([dual]);
  client.request('CreatePermission', [peerAddress(ipv4(7000)), peerAddress(ipv6(7000))]);
  relay.sent.length = 0;
  return { relay, client };
}

function relayOf(relay: VirtualRelay, { family }: Endpoint): number {
  return relay.relayOf(family === 'IPv4' ? 50_000 : 50_002);
}

describe('an error of a datagram to a peer', () => {
  it.each([
    [ipv4(7000), 'ECONNREFUSED', 3, 3, 0],
    [ipv4(7000), 'EHOSTUNREACH', 3, 1, 0],
    [ipv4(7000), 'ENETUNREACH', 3, 0, 0],
    [ipv4(7000), 'EMSGSIZE', 3, 4, 16_384],
    [ipv6(7000), 'ECONNREFUSED', 1, 4, 0],
    [ipv6(7000), 'EHOSTUNREACH', 1, 3, 0],
    [ipv6(7000), 'ENETUNREACH', 1, 0, 0],
    [ipv6(7000), 'EMSGSIZE', 2, 0, 16_384],
  ] satisfies [Endpoint, PeerErrorCode, number, number, number][])(
    'to %o reaches the client: %s is ICMP type %d, code %d',
    (peer, code, type, icmpCode, value) => {
      const { relay } = permitted(16_384);
      const actions = relay.protocol.handlePeerError({ relay: relayOf(relay, peer), peer, code });
      relay.perform(actions);
      const message = messageOf(relay.sent);
      expect([message.class, message.method]).toEqual(['indication', 'Data']);
      expect(attribute(message, 'XOR-PEER-ADDRESS')).toEqual(peer);
      expect(attribute(message, 'DATA')).toBeUndefined();
      const icmp = attribute(message, 'ICMP');
      expect(icmp).toMatchObject({ type, code: icmpCode });
      expect(icmp?.data.readUInt32BE()).toBe(value);
    },
  );

  it('writes no number into IPv4’s 16 bits that they do not hold', () => {
    const { relay } = permitted(65_536);
    const peer = ipv4(7000);
    const error = { relay: relayOf(relay, peer), peer, code: 'EMSGSIZE' } as const;
    relay.perform(relay.protocol.handlePeerError(error));
    expect(attribute(messageOf(relay.sent), 'ICMP')?.data.readUInt32BE()).toBe(65_535);
  });

  it('is kept from a client that has no permission for that peer', () => {
    const { relay } = permitted();
    const peer = ipv4(7000, '127.0.0.9');
    const error = { relay: relayOf(relay, peer), peer, code: 'ECONNREFUSED' } as const;
    expect(relay.protocol.handlePeerError(error)).toEqual([]);
  });

  it('is nobody’s business when the allocation has gone', () => {
    const { relay, client } = permitted();
    client.request('Refresh', [{ name: 'LIFETIME', value: 0 }]);
    const error = { relay: 1, peer: ipv4(7000), code: 'ECONNREFUSED' } as const;
    expect(relay.protocol.handlePeerError(error)).toEqual([]);
  });
});

describe('DONT-FRAGMENT', () => {
  function sendOf(client: VirtualClient, peer: Endpoint, length: number) {
    const data: StunAttribute = { name: 'DATA', value: Buffer.alloc(length) };
    return client.send(client.indication('Send', [peerAddress(peer), dontFragment, data]));
  }

  it('is understood in an Allocate request', () => {
    const client = new VirtualClient(new VirtualRelay());
    const answer = client.request('Allocate', [requestedTransport, dontFragment]);
    expect(answer.class).toBe('success');
  });

  it.each([
    [ipv4(7000), 16_384 - 28],
    [ipv6(7000), 16_384 - 48],
  ])('lets pass what fits one packet to %o', (peer, longest) => {
    const { client } = permitted(16_384);
    expect(sendOf(client, peer, longest)).toMatchObject([
      { type: 'send-to-peer', peer, dontFragment: true },
    ]);
  });

  it.each([
    [ipv4(7000), 16_384 - 28, 3, 4],
    [ipv6(7000), 16_384 - 48, 2, 0],
  ])(
    'answers what does not fit one packet to %o as a router would',
    (peer, longest, type, code) => {
      const { client } = permitted(16_384);
      const answer = messageOf(sendOf(client, peer, longest + 1));
      expect(attribute(answer, 'ICMP')).toMatchObject({ type, code });
    },
  );

  it('needs a permission, whatever the length', () => {
    const { client } = permitted(16_384);
    expect(sendOf(client, ipv4(7000, '127.0.0.9'), 60_000)).toEqual([]);
  });

  it('does not hold back packets that may be fragmented', () => {
    const { client } = permitted(16_384);
    const data: StunAttribute = { name: 'DATA', value: Buffer.alloc(60_000) };
    const send = client.indication('Send', [peerAddress(ipv4(7000)), data]);
    const sent = client.send(send);
    expect(sent).toMatchObject([{ type: 'send-to-peer' }]);
    expect(sent).not.toMatchObject([{ dontFragment: true }]);
  });
});
