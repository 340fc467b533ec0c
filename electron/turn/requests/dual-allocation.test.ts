import { expect, it } from 'vitest';
import type { AddressFamily } from '../../../shared/endpoint.ts';
import { attribute, type DecodedMessage, type StunAttribute } from '../../stun/index.ts';
import {
  errorCode,
  ipv4,
  ipv6,
  messageOf,
  peerAddress,
  requestedTransport,
  VirtualClient,
  VirtualRelay,
} from '../testing/virtual-relay.ts';

const additionalIpv6: StunAttribute = { name: 'ADDITIONAL-ADDRESS-FAMILY', value: 'IPv6' };
const data: StunAttribute = { name: 'DATA', value: Buffer.from('hello') };

function family(value: AddressFamily): StunAttribute {
  return { name: 'REQUESTED-ADDRESS-FAMILY', value };
}

function lifetime(value: number): StunAttribute {
  return { name: 'LIFETIME', value };
}

function relayedAddresses(answer: DecodedMessage): unknown[] {
  return answer.attributes
    .filter(({ name }) => name === 'XOR-RELAYED-ADDRESS')
    .map(({ value }) => value);
}

function bothFamilies(): VirtualRelay {
  return new VirtualRelay({ families: ['IPv4', 'IPv6'] });
}

function dualClient(relay: VirtualRelay): { client: VirtualClient; answer: DecodedMessage } {
  const client = new VirtualClient(relay);
  return { client, answer: client.request('Allocate', [requestedTransport, additionalIpv6]) };
}

/** A dual request whose two sockets open when the test says so, and their ids. */
function openingBoth(relay: VirtualRelay): {
  client: VirtualClient;
  first: number;
  second: number;
} {
  relay.opensAtOnce = false;
  const client = new VirtualClient(relay);
  client.send(client.signed('Allocate', [requestedTransport, additionalIpv6]));
  const [first = -1, second = -1] = relay.waiting.splice(0).map((action) => action.relay);
  relay.sent.length = 0;
  return { client, first, second };
}

it('allocates an IPv6 address for who asks for one', () => {
  const client = new VirtualClient(bothFamilies());
  const answer = client.request('Allocate', [requestedTransport, family('IPv6')]);
  expect(relayedAddresses(answer)).toEqual([ipv6(50_000)]);
});

it('allocates an address of each family for one client', () => {
  const relay = bothFamilies();
  const { answer } = dualClient(relay);
  expect(relayedAddresses(answer)).toEqual([ipv4(50_000), ipv6(50_002)]);
  expect(attribute(answer, 'ADDRESS-ERROR-CODE')).toBeUndefined();
  expect(relay.protocol.active).toBe(1);
});

it('picks the relayed address by the family of the peer, both ways', () => {
  const relay = bothFamilies();
  const { client } = dualClient(relay);
  const both = [ipv4(7000), ipv6(7000)];
  client.request('CreatePermission', both.map(peerAddress));
  const ports = both.map((peer) => {
    const [sent] = client.send(client.indication('Send', [peerAddress(peer), data]));
    return sent?.type === 'send-to-peer' ? relay.open.get(sent.relay) : undefined;
  });
  expect(ports).toEqual([50_000, 50_002]);
  relay.sent.length = 0;
  relay.fromPeer(50_002, ipv6(7000), 'and back');
  expect(attribute(messageOf(relay.sent), 'XOR-PEER-ADDRESS')).toEqual(ipv6(7000));
});

it('binds channels to peers of both families', () => {
  const relay = bothFamilies();
  const { client } = dualClient(relay);
  for (const [number, peer] of [[0x4000, ipv4(7000)] as const, [0x4001, ipv6(7000)] as const]) {
    const bind = [{ name: 'CHANNEL-NUMBER', value: number } as const, peerAddress(peer)];
    expect(client.request('ChannelBind', bind).class).toBe('success');
    const [sent] = client.send(Buffer.of(0x40, number & 0xff, 0, 1, 42));
    expect(sent).toMatchObject({ type: 'send-to-peer', peer });
  }
});

it('waits for both sockets before it answers', () => {
  const relay = bothFamilies();
  const { client, first, second } = openingBoth(relay);
  relay.perform(relay.protocol.handleRelayOpened(second, ipv6(6002)));
  expect(relay.sent).toEqual([]);
  expect(errorCode(client.request('Refresh'))).toBe(437);
  relay.sent.length = 0;
  relay.perform(relay.protocol.handleRelayOpened(first, ipv4(6000)));
  expect(relayedAddresses(messageOf(relay.sent))).toEqual([ipv4(6000), ipv6(6002)]);
});

it.each([0, 1])('gives the other address where socket %d cannot be opened', (at) => {
  const relay = bothFamilies();
  const { first, second } = openingBoth(relay);
  const addresses = [ipv4(6000), ipv6(6002)] as const;
  const opened = addresses[1 - at] ?? addresses[0];
  relay.perform(relay.protocol.handleRelayFailed([first, second][at] ?? -1));
  relay.perform(relay.protocol.handleRelayOpened([first, second][1 - at] ?? -1, opened));
  const answer = messageOf(relay.sent);
  expect(relayedAddresses(answer)).toEqual([opened]);
  const refused = addresses[at]?.family;
  expect(attribute(answer, 'ADDRESS-ERROR-CODE')).toMatchObject({ family: refused, code: 508 });
  expect(relay.protocol.held.relays).toBe(1);
});

it('answers 508 where neither socket can be opened', () => {
  const relay = bothFamilies();
  const { first, second } = openingBoth(relay);
  relay.perform(relay.protocol.handleRelayFailed(first));
  relay.perform(relay.protocol.handleRelayFailed(second));
  expect(errorCode(messageOf(relay.sent))).toBe(508);
  expect(relay.protocol.held).toMatchObject({ allocations: 0, relays: 0, opening: 0 });
});

it('says which family it does not have', () => {
  const { answer } = dualClient(new VirtualRelay({ families: ['IPv6'] }));
  expect(relayedAddresses(answer)).toEqual([ipv6(50_000)]);
  expect(attribute(answer, 'ADDRESS-ERROR-CODE')).toMatchObject({ family: 'IPv4', code: 440 });
});

it('answers a repeated dual request with the same bytes', () => {
  const relay = bothFamilies();
  const client = new VirtualClient(relay);
  const request = client.signed('Allocate', [requestedTransport, additionalIpv6]);
  const [first] = client.send(request);
  expect(client.send(request)).toEqual([first]);
  expect(relay.open.size).toBe(2);
});

it('refreshes and releases one of two addresses, and the other one stays', () => {
  const relay = bothFamilies();
  const { client } = dualClient(relay);
  client.request('Refresh', [lifetime(3600), family('IPv4')]);
  relay.passSeconds(600);
  relay.perform(relay.protocol.expire());
  expect([...relay.open.values()]).toEqual([50_000]);
  client.nonce = '';
  expect(errorCode(client.request('Refresh', [family('IPv6')]))).toBe(443);
  expect(errorCode(client.request('CreatePermission', [peerAddress(ipv6(7000))]))).toBe(443);
  expect(client.request('Refresh', [lifetime(0), family('IPv4')]).class).toBe('success');
  expect(relay.protocol.held).toMatchObject({ allocations: 0, relays: 0 });
  expect(errorCode(client.request('Refresh'))).toBe(437);
});

it('releases both addresses at once where no family is named', () => {
  const relay = bothFamilies();
  const { client } = dualClient(relay);
  expect(attribute(client.request('Refresh', [lifetime(0)]), 'LIFETIME')).toBe(0);
  expect(relay.open.size).toBe(0);
});

it('counts both addresses against the quota', () => {
  const relay = new VirtualRelay({ families: ['IPv4', 'IPv6'], maxRelaysPerAccount: 3 });
  dualClient(relay);
  const second = new VirtualClient(relay, 2);
  const wish = [requestedTransport, additionalIpv6];
  expect(errorCode(second.request('Allocate', wish))).toBe(486);
  expect(second.request('Allocate', [requestedTransport]).class).toBe('success');
});
