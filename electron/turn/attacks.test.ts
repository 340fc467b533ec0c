import { describe, expect, it } from 'vitest';
import type { Endpoint } from '../../shared/endpoint.ts';
import { attribute, encodeChannelData, type StunAttribute } from '../stun/index.ts';
import {
  alice,
  bob,
  errorCode,
  ipv4,
  ipv6,
  messageOf,
  peerAddress,
  requestedTransport,
  VirtualClient,
  VirtualRelay,
} from './testing/virtual-relay.ts';

/** What issue 4 calls the relay's safety, attack by attack. Memory, logins and sizes have suites of their own. */

const peer = ipv4(7000);
const data: StunAttribute = { name: 'DATA', value: Buffer.from('attack') };
const release: StunAttribute = { name: 'LIFETIME', value: 0 };

function bind(number: number, to: Endpoint): StunAttribute[] {
  return [{ name: 'CHANNEL-NUMBER', value: number }, peerAddress(to)];
}

/** Alice with an allocation, a permission and a channel. */
function victim(relay = new VirtualRelay()): VirtualClient {
  const client = new VirtualClient(relay);
  client.allocate();
  client.request('ChannelBind', bind(0x4001, peer));
  return client;
}

describe('a client that wants to reach more than this computer’s loopback', () => {
  const outside = [
    ['a public address', ipv4(9, '192.0.2.1')],
    ['a private one', ipv4(9, '10.0.0.1')],
    ['the cloud’s metadata', ipv4(80, '169.254.169.254')],
    ['the wildcard, which reaches loopback', ipv4(9, '0.0.0.0')],
    ['the network above loopback', ipv4(9, '128.0.0.1')],
    ['the network below', ipv4(9, '126.255.255.255')],
    ['everybody', ipv4(9, '255.255.255.255')],
    ['a group', ipv4(9, '224.0.0.1')],
    ['the wildcard of IPv6', ipv6(9, '::')],
    ['the one behind ::1', ipv6(9, '::2')],
    ['a public IPv6 address', ipv6(9, '2001:db8::1')],
    ['a link-local one', ipv6(9, 'fe80::1')],
    ['a unique local one', ipv6(9, 'fd00::1')],
    ['a group of IPv6', ipv6(9, 'ff02::1')],
    ['IPv4-mapped', ipv6(9, '::ffff:192.0.2.1')],
    ['IPv4-mapped loopback', ipv6(9, '::ffff:127.0.0.1')],
    ['IPv4-compatible', ipv6(9, '::192.0.2.1')],
    ['IPv4-compatible loopback', ipv6(9, '::127.0.0.1')],
    ['IPv4-translated', ipv6(9, '::ffff:0:127.0.0.1')],
    ['NAT64', ipv6(9, '64:ff9b::7f00:1')],
    ['6to4', ipv6(9, '2002:7f00:1::1')],
    ['Teredo', ipv6(9, '2001:0:7f00:1::1')],
    ['ISATAP', ipv6(9, 'fe80::5efe:7f00:1')],
  ] as const;

  it.each(outside)('is refused: %s', (_what, to) => {
    const relay = new VirtualRelay({ families: ['IPv4', 'IPv6'] });
    const client = new VirtualClient(relay);
    client.allocate([{ name: 'ADDITIONAL-ADDRESS-FAMILY', value: 'IPv6' }]);
    expect(errorCode(client.request('CreatePermission', [peerAddress(to)]))).toBe(403);
    expect(
      errorCode(client.request('CreatePermission', [peerAddress(peer), peerAddress(to)])),
    ).toBe(403);
    expect(errorCode(client.request('ChannelBind', bind(0x4001, to)))).toBe(403);
    expect(client.send(client.indication('Send', [peerAddress(to), data]))).toEqual([]);
    expect(client.send(encodeChannelData(0x4001, Buffer.from('attack')))).toEqual([]);
  });

  it('gains nothing by an IPv6 peer in an IPv4 attribute, or the other way round', () => {
    const client = victim();
    const disguised = peerAddress({ ...peer, address: '192.0.2.1' });
    const bytes = client.indication('Send', [disguised, data]);
    // The family byte of XOR-PEER-ADDRESS, the first attribute.
    bytes[25] = 2;
    expect(client.send(bytes)).toEqual([]);
  });
});

describe('somebody who is after another client’s allocation', () => {
  it.each(['Refresh', 'CreatePermission', 'ChannelBind'] as const)(
    'on the same 5-tuple with another account gets 441 to %s, and it stays as it was',
    (method) => {
      const relay = new VirtualRelay();
      const owner = victim(relay);
      const thief = new VirtualClient(relay, 40_000, bob);
      const wish = [release, ...bind(0x4002, ipv4(7001))];
      expect(errorCode(thief.request(method, wish))).toBe(441);
      expect(relay.protocol.held).toMatchObject({ allocations: 1, permissions: 1, channels: 1 });
      expect(owner.request('Refresh').class).toBe('success');
    },
  );

  it.each(['Refresh', 'CreatePermission', 'ChannelBind'] as const)(
    'from another port gets 437 to %s, even with the owner’s password',
    (method) => {
      const relay = new VirtualRelay();
      victim(relay);
      const other = new VirtualClient(relay, 40_001, alice);
      expect(errorCode(other.request(method, [release, ...bind(0x4001, peer)]))).toBe(437);
      expect(relay.protocol.active).toBe(1);
    },
  );

  it('cannot replay what it overheard from a port of its own', () => {
    const relay = new VirtualRelay();
    const owner = victim(relay);
    const overheard = owner.signed('Refresh', [release]);
    const thief = new VirtualClient(relay, 40_001);
    expect(errorCode(thief.answer(overheard))).toBe(438);
    expect(relay.protocol.active).toBe(1);
  });

  it('cannot send through it', () => {
    const relay = new VirtualRelay();
    victim(relay);
    const thief = new VirtualClient(relay, 40_001, bob);
    thief.allocate();
    expect(thief.send(thief.indication('Send', [peerAddress(peer), data]))).toEqual([]);
    expect(thief.send(encodeChannelData(0x4001, Buffer.from('attack')))).toEqual([]);
  });

  it('does not get its packets', () => {
    const relay = new VirtualRelay();
    const owner = victim(relay);
    const thief = new VirtualClient(relay, 40_001, bob);
    const port = thief.allocate();
    thief.request('ChannelBind', bind(0x4001, peer));
    relay.sent.length = 0;
    relay.fromPeer(50_000, peer, 'for alice');
    expect(relay.sent).toMatchObject([{ to: owner.tuple }]);
    relay.sent.length = 0;
    relay.fromPeer(port, peer, 'for bob');
    expect(relay.sent).toMatchObject([{ to: thief.tuple }]);
  });

  it('does not get the port that was reserved for its owner', () => {
    const relay = new VirtualRelay();
    const owner = new VirtualClient(relay);
    const pair: StunAttribute = { name: 'EVEN-PORT', value: { reserve: true } };
    const answer = owner.request('Allocate', [requestedTransport, pair]);
    const value = attribute(answer, 'RESERVATION-TOKEN') ?? Buffer.alloc(8);
    const thief = new VirtualClient(relay, 40_001, bob);
    const token: StunAttribute = { name: 'RESERVATION-TOKEN', value };
    expect(errorCode(thief.request('Allocate', [requestedTransport, token]))).toBe(508);
    expect(new VirtualClient(relay, 40_002).allocate([token])).toBe(50_001);
  });
});

describe('a peer', () => {
  it('without a permission reaches nobody, however much it sends, and costs no memory', () => {
    const relay = new VirtualRelay();
    victim(relay);
    const before = relay.protocol.held;
    relay.sent.length = 0;
    for (let n = 0; n < 10_000; n++) relay.fromPeer(50_000, ipv4(n, '127.9.9.9'), 'flood');
    expect(relay.sent).toEqual([]);
    expect(relay.protocol.held).toEqual(before);
    expect(relay.protocol.discarded).toBe(10_000);
  });

  it('with a permission gets each packet forwarded once, to the one client', () => {
    const relay = new VirtualRelay();
    const owner = victim(relay);
    relay.sent.length = 0;
    for (let n = 0; n < 1000; n++) relay.fromPeer(50_000, peer, 'flood');
    expect(relay.sent).toHaveLength(1000);
    expect(relay.sent.every((one) => 'to' in one && one.to === owner.tuple)).toBe(true);
  });

  it('cannot make the relay believe that it is a client', () => {
    const relay = new VirtualRelay();
    const owner = victim(relay);
    relay.sent.length = 0;
    const bytes = owner.signed('Refresh', [release]);
    relay.perform(relay.protocol.handlePeerDatagram({ relay: 1, from: peer, bytes }));
    expect(relay.protocol.active).toBe(1);
    const payload = encodeChannelData(0x4001, bytes);
    expect(relay.sent).toMatchObject([{ type: 'send-to-client', payload }]);
  });
});

it('lets two clients with one name live beside each other', () => {
  const relay = new VirtualRelay();
  const first = victim(relay);
  const second = new VirtualClient(relay, 40_001, alice);
  second.allocate();
  second.request('Refresh', [release]);
  expect(first.request('Refresh').class).toBe('success');
  expect(first.send(encodeChannelData(0x4001, Buffer.from('still here')))).toHaveLength(1);
});

it('ends what a client that vanished has left', () => {
  const relay = new VirtualRelay();
  victim(relay);
  relay.passSeconds(600);
  relay.perform(relay.protocol.expire());
  expect(relay.open.size).toBe(0);
  const { allocations, relays, permissions, channels } = relay.protocol.held;
  expect({ allocations, relays, permissions, channels }).toEqual({
    allocations: 0,
    relays: 0,
    permissions: 0,
    channels: 0,
  });
});

it('gives unknown names and wrong passwords the same answer', () => {
  const answerTo = (account: typeof alice) =>
    new VirtualClient(new VirtualRelay(), 40_000, account).request('Allocate');
  const wrong = answerTo({ ...alice, credential: 'a guess' });
  const unknown = answerTo({ username: 'ecila', credential: 'a guess' });
  expect(unknown.bytes.length).toBe(wrong.bytes.length);
  expect(unknown.attributes.map(({ name }) => name)).toEqual(
    wrong.attributes.map(({ name }) => name),
  );
  expect(errorCode(unknown)).toBe(401);
});

it('answers only with what a client has to understand', () => {
  const relay = new VirtualRelay();
  const message = messageOf(victim(relay).send(new VirtualClient(relay).encode('Binding', [])));
  expect(message.unknownRequired).toEqual([]);
});
