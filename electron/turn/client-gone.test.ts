import { expect, it } from 'vitest';
import type { StunAttribute } from '../stun/index.ts';
import {
  alice,
  errorCode,
  ipv4,
  requestedTransport,
  VirtualClient,
  VirtualRelay,
} from './testing/virtual-relay.ts';

const evenPortPair: StunAttribute = { name: 'EVEN-PORT', value: { reserve: true } };
const nothing = { allocations: 0, relays: 0, opening: 0 };

function tcpClient(relay: VirtualRelay): VirtualClient {
  return new VirtualClient(relay, 40_000, alice, 'tcp');
}

it('ends the allocation of a TCP connection with it', () => {
  const relay = new VirtualRelay();
  const client = tcpClient(relay);
  client.allocate();
  relay.perform(relay.protocol.handleClientGone(client.tuple));
  expect(relay.open.size).toBe(0);
  expect(relay.protocol.held).toMatchObject(nothing);
});

it('leaves the client of the same address and port over UDP alone', () => {
  const relay = new VirtualRelay();
  const overUdp = new VirtualClient(relay);
  overUdp.allocate();
  const overTcp = tcpClient(relay);
  overTcp.allocate();
  relay.perform(relay.protocol.handleClientGone(overTcp.tuple));
  expect(relay.protocol.active).toBe(1);
  expect(overUdp.request('Refresh').class).toBe('success');
});

it('has nothing to do for a connection without an allocation', () => {
  const relay = new VirtualRelay();
  expect(relay.protocol.handleClientGone(tcpClient(relay).tuple)).toEqual([]);
});

it('closes relay sockets that open after their client has gone, and answers nobody', () => {
  const relay = new VirtualRelay();
  relay.opensAtOnce = false;
  const client = tcpClient(relay);
  client.send(client.signed('Allocate', [requestedTransport, evenPortPair]));
  relay.perform(relay.protocol.handleClientGone(client.tuple));
  relay.sent.length = 0;
  relay.openWaiting();
  expect(relay.open.size).toBe(0);
  expect(relay.sent).toEqual([]);
  expect(relay.protocol.held).toMatchObject(nothing);
});

it('forgets relay sockets that fail to open after their client has gone', () => {
  const relay = new VirtualRelay();
  relay.opensAtOnce = false;
  const client = tcpClient(relay);
  client.send(client.signed('Allocate', [requestedTransport, evenPortPair]));
  const [opening] = relay.waiting.splice(0);
  relay.perform(relay.protocol.handleClientGone(client.tuple));
  relay.sent.length = 0;
  relay.perform(relay.protocol.handleRelayFailed(opening?.relay ?? -1));
  expect(relay.sent).toEqual([]);
  expect(relay.protocol.held).toMatchObject(nothing);
});

it('closes a relay socket that took longer to open than its allocation lives', () => {
  const relay = new VirtualRelay();
  relay.opensAtOnce = false;
  const client = new VirtualClient(relay);
  client.send(client.signed('Allocate', [requestedTransport]));
  relay.passSeconds(601);
  relay.perform(relay.protocol.expire());
  relay.sent.length = 0;
  relay.openWaiting();
  expect(relay.open.size).toBe(0);
  expect(relay.sent).toEqual([]);
  expect(relay.protocol.held).toMatchObject(nothing);
});

it('closes a socket that nobody asked for', () => {
  const relay = new VirtualRelay();
  expect(relay.protocol.handleRelayOpened(99, ipv4(6000))).toEqual([
    { type: 'close-relay', relay: 99 },
  ]);
  expect(relay.protocol.handleRelayFailed(99)).toEqual([]);
});

it('answers a repeated Allocate request whose socket could not be opened with the same error', () => {
  const relay = new VirtualRelay();
  relay.opensAtOnce = false;
  const client = new VirtualClient(relay);
  const request = client.signed('Allocate', [requestedTransport]);
  client.send(request);
  const [opening] = relay.waiting.splice(0);
  relay.perform(relay.protocol.handleRelayFailed(opening?.relay ?? -1));
  const first = relay.sent.at(-1);
  relay.opensAtOnce = true;
  expect(errorCode(client.answer(request))).toBe(508);
  expect(relay.sent.at(-1)).toEqual(first);
  expect(relay.protocol.active).toBe(0);
});
