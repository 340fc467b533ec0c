import { expect, it } from 'vitest';
import type { StunAttribute } from '../stun/index.ts';
import {
  defaultMaxRelays,
  defaultMaxRelaysPerAccount,
  maxAnswers,
  maxChannels,
  maxFailingClients,
  maxPermissions,
  maxRestKeys,
} from './limits.ts';
import { restAccount, restSecret } from './testing/traffic.ts';
import {
  alice,
  bob,
  errorCode,
  ipv4,
  peerAddress,
  requestedTransport,
  VirtualClient,
  VirtualRelay,
} from './testing/virtual-relay.ts';

const evenPortPair: StunAttribute = { name: 'EVEN-PORT', value: { reserve: true } };
const release: StunAttribute = { name: 'LIFETIME', value: 0 };

function channel(number: number, port: number): StunAttribute[] {
  return [{ name: 'CHANNEL-NUMBER', value: number }, peerAddress(ipv4(port))];
}

it('holds so many permissions of a client and no more', () => {
  const relay = new VirtualRelay();
  const client = new VirtualClient(relay);
  client.allocate();
  const codes = Array.from({ length: maxPermissions + 50 }, (_, n) =>
    errorCode(
      client.request('CreatePermission', [peerAddress(ipv4(1, `127.2.${n >> 8}.${n & 255}`))]),
    ),
  );
  expect(codes.filter((code) => code === 508)).toHaveLength(50);
  expect(relay.protocol.held.permissions).toBe(maxPermissions);
});

it('makes room for new permissions when old ones have ended', () => {
  const relay = new VirtualRelay();
  const client = new VirtualClient(relay);
  client.allocate();
  const many = (second: number) =>
    Array.from({ length: maxPermissions }, (_, n) => peerAddress(ipv4(1, `127.${second}.0.${n}`)));
  expect(client.request('CreatePermission', many(1)).class).toBe('success');
  relay.passSeconds(300);
  expect(client.request('CreatePermission', many(2)).class).toBe('success');
  expect(relay.protocol.held.permissions).toBe(maxPermissions);
});

it('holds so many channels of a client and no more', () => {
  const relay = new VirtualRelay();
  const client = new VirtualClient(relay);
  client.allocate();
  const codes = Array.from({ length: maxChannels + 50 }, (_, n) =>
    errorCode(client.request('ChannelBind', channel(0x4000 + n, 1000 + n))),
  );
  expect(codes.filter((code) => code === 508)).toHaveLength(50);
  expect(client.request('ChannelBind', channel(0x4000, 1000)).class).toBe('success');
  expect(relay.protocol.held.channels).toBe(maxChannels);
});

it('has room for a thousand clients of one account, and for no more than it says', () => {
  const relay = new VirtualRelay();
  const codes = (account: typeof alice, from: number, count: number) =>
    Array.from({ length: count }, (_, n) => {
      const client = new VirtualClient(relay, from + n, account);
      return errorCode(client.request('Allocate', [requestedTransport]));
    });
  const ofAlice = codes(alice, 1, defaultMaxRelaysPerAccount + 1);
  expect(ofAlice.slice(0, -1).every((code) => code === undefined)).toBe(true);
  expect(ofAlice.at(-1)).toBe(486);
  codes(bob, 10_000, defaultMaxRelays - defaultMaxRelaysPerAccount);
  expect(relay.protocol.held.relays).toBe(defaultMaxRelays);
}, 20_000);

it('counts reserved ports and sockets that are being opened, too', () => {
  const relay = new VirtualRelay({ maxRelaysPerAccount: 4 });
  for (const port of [1, 2, 3]) {
    const client = new VirtualClient(relay, port);
    client.request('Allocate', [requestedTransport, evenPortPair]);
    client.request('Refresh', [release]);
  }
  // Three reservations are left of three clients that have gone.
  expect(relay.protocol.held).toMatchObject({ allocations: 0, relays: 3 });
  const fourth = new VirtualClient(relay, 4);
  expect(errorCode(fourth.request('Allocate', [requestedTransport, evenPortPair]))).toBe(486);
  relay.opensAtOnce = false;
  fourth.send(fourth.signed('Allocate', [requestedTransport]));
  const fifth = new VirtualClient(relay, 5);
  expect(errorCode(fifth.request('Allocate', [requestedTransport]))).toBe(486);
  relay.openWaiting();
  relay.passSeconds(30);
  relay.perform(relay.protocol.expire());
  expect(relay.protocol.held.relays).toBe(1);
  expect(relay.open.size).toBe(1);
});

it('keeps a bounded number of answers for repetition', () => {
  const relay = new VirtualRelay();
  const client = new VirtualClient(relay);
  for (let cycle = 0; cycle < maxAnswers; cycle++) {
    client.allocate();
    client.request('Refresh', [release]);
  }
  expect(relay.protocol.held).toMatchObject({ answers: maxAnswers, allocations: 0, relays: 0 });
}, 20_000);

it('counts the failures of a bounded number of clients', () => {
  const relay = new VirtualRelay();
  const guess = { username: 'alice', credential: 'a guess' };
  for (let port = 1; port <= maxFailingClients + 100; port++) {
    const client = new VirtualClient(relay, port, guess);
    client.send(client.signed('Allocate', [requestedTransport]));
  }
  expect(relay.protocol.held.failingClients).toBe(maxFailingClients);
});

it('keeps a bounded number of REST keys, and none of a guesser', () => {
  const relay = new VirtualRelay({ restSecret, maxRelays: 10_000 });
  const guess = { ...restAccount(10 ** 11, 'mallory'), credential: 'a guess' };
  const guesser = new VirtualClient(relay, 1, guess);
  guesser.request('Allocate', [requestedTransport]);
  expect(relay.protocol.held.restKeys).toBe(0);
  for (let n = 0; n < maxRestKeys + 10; n++) {
    new VirtualClient(relay, 2 + n, restAccount(10 ** 11, `user ${n}`)).allocate();
  }
  expect(relay.protocol.held.restKeys).toBe(maxRestKeys);
}, 20_000);
