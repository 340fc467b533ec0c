import { describe, expect, it } from 'vitest';
import {
  attribute,
  checkFingerprint,
  decodeMessage,
  encodeChannelData,
  encodeMessage,
  newTransactionId,
  type StunAttribute,
} from '../stun/index.ts';
import {
  errorCode,
  ipv4,
  messageOf,
  peerAddress,
  requestedTransport,
  VirtualClient,
  VirtualRelay,
} from './testing/virtual-relay.ts';

const peer = ipv4(7000);
const hello: StunAttribute = { name: 'DATA', value: Buffer.from('hello') };

function channelNumber(value: number): StunAttribute {
  return { name: 'CHANNEL-NUMBER', value };
}

function allocated(): { relay: VirtualRelay; client: VirtualClient; port: number } {
  const relay = new VirtualRelay();
  const client = new VirtualClient(relay);
  return { relay, client, port: client.allocate() };
}

describe('Binding', () => {
  it('is answered without credentials, with the address that the request came from', () => {
    const client = new VirtualClient(new VirtualRelay(), 40_321);
    const answer = client.ask('Binding');
    expect(answer.class).toBe('success');
    expect(attribute(answer, 'XOR-MAPPED-ADDRESS')).toEqual(ipv4(40_321));
  });

  it('is answered with a fingerprint where it has one', () => {
    const client = new VirtualClient(new VirtualRelay());
    expect(checkFingerprint(client.ask('Binding'))).toBe('missing');
    const answer = client.answer(client.encode('Binding', [], { fingerprint: true }));
    expect(checkFingerprint(answer)).toBe('valid');
  });

  it.each([
    ['an attribute that nobody knows', { name: 'UNKNOWN', type: 0x7abc, value: Buffer.alloc(0) }],
    ['CHANGE-REQUEST', { name: 'CHANGE-REQUEST', value: { changeIp: true, changePort: true } }],
    ['an attribute of ICE', { name: 'USE-CANDIDATE', value: null }],
  ] satisfies [string, StunAttribute][])('is refused with %s', (_what, unknown) => {
    const answer = new VirtualClient(new VirtualRelay()).ask('Binding', [unknown]);
    expect(errorCode(answer)).toBe(420);
    expect(attribute(answer, 'UNKNOWN-ATTRIBUTES')).toHaveLength(1);
  });

  it('is not answered as an indication', () => {
    const client = new VirtualClient(new VirtualRelay());
    expect(client.send(client.indication('Binding', []))).toEqual([]);
  });

  it('is not answered with a wrong fingerprint', () => {
    const client = new VirtualClient(new VirtualRelay());
    const bytes = client.encode('Binding', [], { fingerprint: true });
    bytes.writeUInt32BE(0, bytes.length - 4);
    expect(client.send(bytes)).toEqual([]);
  });
});

it('does not answer responses', () => {
  const client = new VirtualClient(new VirtualRelay());
  const transactionId = newTransactionId();
  const bytes = encodeMessage({
    class: 'success',
    method: 'Binding',
    transactionId,
    attributes: [],
  });
  expect(client.send(bytes)).toEqual([]);
});

describe('permissions', () => {
  it('let data pass both ways by Send and Data indications', () => {
    const { relay, client, port } = allocated();
    expect(client.request('CreatePermission', [peerAddress(peer)]).class).toBe('success');
    expect(client.send(client.indication('Send', [peerAddress(peer), hello]))).toMatchObject([
      { type: 'send-to-peer', peer, payload: Buffer.from('hello') },
    ]);
    relay.sent.length = 0;
    relay.fromPeer(port, peer, 'and back');
    const data = messageOf(relay.sent);
    expect([data.class, data.method]).toEqual(['indication', 'Data']);
    expect(attribute(data, 'XOR-PEER-ADDRESS')).toEqual(peer);
    expect(attribute(data, 'DATA')?.toString()).toBe('and back');
  });

  it('are needed in both directions', () => {
    const { relay, client, port } = allocated();
    expect(client.send(client.indication('Send', [peerAddress(peer), hello]))).toEqual([]);
    relay.sent.length = 0;
    relay.fromPeer(port, peer, 'knock');
    expect(relay.sent).toEqual([]);
    expect(relay.protocol.discarded).toBe(2);
  });

  it('are for addresses, whatever the port', () => {
    const { client } = allocated();
    client.request('CreatePermission', [peerAddress(ipv4(0))]);
    expect(client.send(client.indication('Send', [peerAddress(peer), hello]))).toHaveLength(1);
    const other = peerAddress(ipv4(7000, '127.0.0.2'));
    expect(client.send(client.indication('Send', [other, hello]))).toEqual([]);
  });

  it('can be made for several peers at once', () => {
    const { client } = allocated();
    const others = ['127.0.0.2', '127.0.0.3'].map((address) => peerAddress(ipv4(9, address)));
    expect(client.request('CreatePermission', others).class).toBe('success');
    for (const other of others) {
      expect(client.send(client.indication('Send', [other, hello]))).toHaveLength(1);
    }
  });

  it('are made for all peers of a request or for none', () => {
    const { client } = allocated();
    const peers = [peerAddress(peer), peerAddress(ipv4(9, '192.0.2.1'))];
    expect(errorCode(client.request('CreatePermission', peers))).toBe(403);
    expect(client.send(client.indication('Send', [peerAddress(peer), hello]))).toEqual([]);
  });

  it('end after 5 minutes, and a new request renews them', () => {
    const { relay, client } = allocated();
    const send = client.indication('Send', [peerAddress(peer), hello]);
    client.request('CreatePermission', [peerAddress(peer)]);
    relay.passSeconds(299);
    expect(client.send(send)).toHaveLength(1);
    client.request('CreatePermission', [peerAddress(peer)]);
    relay.passSeconds(299);
    expect(client.send(send)).toHaveLength(1);
    relay.passSeconds(1);
    expect(client.send(send)).toEqual([]);
  });

  it('are limited in number', () => {
    const { client } = allocated();
    const many = (count: number) =>
      Array.from({ length: count }, (_, n) => peerAddress(ipv4(9, `127.1.${n >> 8}.${n & 255}`)));
    expect(errorCode(client.request('CreatePermission', many(129)))).toBe(508);
    expect(client.request('CreatePermission', many(128)).class).toBe('success');
    expect(client.request('CreatePermission', many(1)).class).toBe('success');
    expect(errorCode(client.request('CreatePermission', [peerAddress(peer)]))).toBe(508);
  });

  it('need a peer', () => {
    expect(errorCode(allocated().client.request('CreatePermission'))).toBe(400);
  });
});

describe('peers', () => {
  it.each([
    ['192.0.2.1', 'IPv4'],
    ['10.0.0.1', 'IPv4'],
    ['169.254.169.254', 'IPv4'],
    ['0.0.0.0', 'IPv4'],
    ['128.0.0.1', 'IPv4'],
    ['255.255.255.255', 'IPv4'],
    ['2001:db8::1', 'IPv6'],
    ['::', 'IPv6'],
    ['fe80::1', 'IPv6'],
    ['::ffff:127.0.0.1', 'IPv6'],
    ['::127.0.0.1', 'IPv6'],
    ['64:ff9b::7f00:1', 'IPv6'],
  ] as const)('outside loopback are forbidden: %s', (address, family) => {
    const { client } = allocated();
    const outside = peerAddress({ address, port: 9, family });
    expect(errorCode(client.request('CreatePermission', [outside]))).toBe(403);
    expect(errorCode(client.request('ChannelBind', [channelNumber(0x4000), outside]))).toBe(403);
    expect(client.send(client.indication('Send', [outside, hello]))).toEqual([]);
  });

  it('of the other family are refused', () => {
    const { client } = allocated();
    const ipv6 = peerAddress({ address: '::1', port: 9, family: 'IPv6' });
    expect(errorCode(client.request('CreatePermission', [ipv6]))).toBe(443);
    expect(errorCode(client.request('ChannelBind', [channelNumber(0x4000), ipv6]))).toBe(443);
  });
});

describe('channels', () => {
  const bind = (number: number, to = peer) => [channelNumber(number), peerAddress(to)];

  it('carry data both ways', () => {
    const { relay, client, port } = allocated();
    expect(client.request('ChannelBind', bind(0x4001)).class).toBe('success');
    expect(client.send(encodeChannelData(0x4001, Buffer.from('hello')))).toMatchObject([
      { type: 'send-to-peer', peer, payload: Buffer.from('hello') },
    ]);
    relay.sent.length = 0;
    relay.fromPeer(port, peer, 'and back');
    expect(relay.sent).toMatchObject([
      { payload: encodeChannelData(0x4001, Buffer.from('and back')) },
    ]);
  });

  it('carry empty data', () => {
    const { client } = allocated();
    client.request('ChannelBind', bind(0x4001));
    expect(client.send(Buffer.of(0x40, 0x01, 0, 0))).toMatchObject([{ payload: Buffer.alloc(0) }]);
  });

  it('drop the padding that some clients add over UDP', () => {
    const { client } = allocated();
    client.request('ChannelBind', bind(0x4001));
    const padded = encodeChannelData(0x4001, Buffer.from('hello'), { padded: true });
    expect(client.send(padded)).toMatchObject([{ payload: Buffer.from('hello') }]);
  });

  it.each([
    ['an unbound channel', encodeChannelData(0x4002, Buffer.from('hello'))],
    ['a length beyond the datagram', Buffer.of(0x40, 0x01, 0, 2, 1)],
    ['half a header', Buffer.of(0x40, 0x01)],
  ])('discard %s', (_what, bytes) => {
    const { client } = allocated();
    client.request('ChannelBind', bind(0x4001));
    expect(client.send(bytes)).toEqual([]);
  });

  it('give the peer a permission, but only data by channel once that has ended', () => {
    const { relay, client, port } = allocated();
    client.request('ChannelBind', bind(0x4001));
    relay.passSeconds(300);
    expect(client.send(encodeChannelData(0x4001, Buffer.from('hello')))).toHaveLength(1);
    relay.sent.length = 0;
    relay.fromPeer(port, peer, 'too late');
    expect(relay.sent).toEqual([]);
  });

  it('end after 10 minutes, and a new request renews them', () => {
    const { relay, client } = allocated();
    const data = encodeChannelData(0x4001, Buffer.from('hello'));
    client.request('ChannelBind', bind(0x4001));
    client.request('Refresh', [{ name: 'LIFETIME', value: 3600 }]);
    relay.passSeconds(599);
    client.request('ChannelBind', bind(0x4001));
    relay.passSeconds(599);
    expect(client.send(data)).toHaveLength(1);
    relay.passSeconds(1);
    expect(client.send(data)).toEqual([]);
    client.nonce = '';
    expect(client.request('ChannelBind', bind(0x4001, ipv4(7001))).class).toBe('success');
  });

  it('belong to one peer, and a peer to one channel', () => {
    const { client } = allocated();
    client.request('ChannelBind', bind(0x4001));
    expect(client.request('ChannelBind', bind(0x4001)).class).toBe('success');
    expect(errorCode(client.request('ChannelBind', bind(0x4001, ipv4(7001))))).toBe(400);
    expect(errorCode(client.request('ChannelBind', bind(0x4002)))).toBe(400);
    expect(client.request('ChannelBind', bind(0x4002, ipv4(7001))).class).toBe('success');
  });

  it.each([
    ['no number', [peerAddress(peer)]],
    ['no peer', [channelNumber(0x4001)]],
    ['a number below the channels', bind(0x3fff)],
    ['a number above the channels', bind(0x8000)],
  ])('refuse a request with %s', (_what, attributes) => {
    expect(errorCode(allocated().client.request('ChannelBind', attributes))).toBe(400);
  });

  it('may have the numbers of RFC 5766 for a client that does not show that it is newer', () => {
    const { client } = allocated();
    expect(client.request('ChannelBind', bind(0x7fff)).class).toBe('success');
    const data = Buffer.of(0x7f, 0xff, 0, 1, 42);
    expect(client.send(data)).toMatchObject([{ payload: Buffer.of(42) }]);
  });
});

it('keeps clients apart', () => {
  const relay = new VirtualRelay();
  const first = new VirtualClient(relay, 40_000);
  const second = new VirtualClient(relay, 40_001);
  const port = first.allocate();
  second.allocate();
  first.request('ChannelBind', [channelNumber(0x4001), peerAddress(peer)]);
  expect(second.send(second.indication('Send', [peerAddress(peer), hello]))).toEqual([]);
  expect(second.send(encodeChannelData(0x4001, Buffer.from('hello')))).toEqual([]);
  relay.sent.length = 0;
  relay.fromPeer(port, peer, 'for the first');
  expect(relay.sent).toMatchObject([{ to: { client: ipv4(40_000) } }]);
});

it('signs answers to signed requests, errors included', () => {
  const { client } = allocated();
  const answer = client.request('Allocate', [requestedTransport]);
  expect(errorCode(answer)).toBe(437);
  expect(attribute(answer, 'MESSAGE-INTEGRITY')).toBeDefined();
});

it('discards a Send indication that asks for what the relay cannot do', () => {
  const { client } = allocated();
  client.request('CreatePermission', [peerAddress(peer)]);
  const unknown: StunAttribute = { name: 'UNKNOWN', type: 0x7abc, value: Buffer.alloc(4) };
  expect(client.send(client.indication('Send', [peerAddress(peer), hello, unknown]))).toEqual([]);
  expect(client.send(client.indication('Send', [peerAddress(peer)]))).toEqual([]);
  expect(client.send(client.indication('Send', [hello]))).toEqual([]);
  expect(client.send(client.indication('Data', [peerAddress(peer), hello]))).toEqual([]);
});

it('relays the largest datagram that UDP has', () => {
  const { relay, client, port } = allocated();
  client.request('CreatePermission', [peerAddress(peer)]);
  relay.sent.length = 0;
  relay.fromPeer(port, peer, 'x'.repeat(65_507));
  expect(decodeMessage(relay.sent[0]?.payload as Buffer).ok).toBe(true);
});
