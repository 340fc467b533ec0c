import { expect, it } from 'vitest';
import { attribute, encodeChannelData, type StunAttribute } from '../stun/index.ts';
import { failedLoginsInAll, failedLoginsPerClient } from './limits.ts';
import {
  alice,
  bob,
  errorCode,
  ipv4,
  messageOf,
  peerAddress,
  requestedTransport,
  VirtualClient,
  VirtualRelay,
} from './testing/virtual-relay.ts';

const guess = { username: 'alice', credential: 'a guess' };
const channel: StunAttribute[] = [
  { name: 'CHANNEL-NUMBER', value: 0x4001 },
  peerAddress(ipv4(7000)),
];

/** How many of so many wrong logins of this client are answered. */
function answeredGuesses(client: VirtualClient, count: number): number {
  let answered = 0;
  for (let n = 0; n < count; n++) {
    answered += client.send(client.signed('Allocate', [requestedTransport])).length;
  }
  return answered;
}

/** A relay on which logins of many clients have failed until wrong ones are not answered any more. */
function relayUnderAttack(): VirtualRelay {
  const relay = new VirtualRelay();
  for (let port = 1; port <= failedLoginsInAll.capacity; port++) {
    answeredGuesses(new VirtualClient(relay, port, guess), 1);
  }
  return relay;
}

it('hears a client that guesses only so often', () => {
  const guesser = new VirtualClient(new VirtualRelay(), 1, guess);
  expect(answeredGuesses(guesser, 100)).toBe(failedLoginsPerClient.capacity);
});

it('does not hear the right password either while it does not listen, and does later', () => {
  const relay = new VirtualRelay();
  const guesser = new VirtualClient(relay, 1, guess);
  answeredGuesses(guesser, 100);
  const { nonce } = guesser;
  const lucky = new VirtualClient(relay, 1, alice);
  lucky.nonce = nonce;
  expect(lucky.send(lucky.signed('Allocate', [requestedTransport]))).toEqual([]);
  relay.passSeconds(1 / failedLoginsPerClient.refillPerSec);
  expect(lucky.request('Allocate', [requestedTransport]).class).toBe('success');
});

it('still says what is needed for a login to who has not tried one', () => {
  const guesser = new VirtualClient(new VirtualRelay(), 1, guess);
  answeredGuesses(guesser, 100);
  expect(errorCode(guesser.ask('Allocate'))).toBe(401);
});

it('ends the TCP connection of a client that guesses too often', () => {
  const relay = new VirtualRelay();
  const guesser = new VirtualClient(relay, 1, guess, 'tcp');
  answeredGuesses(guesser, failedLoginsPerClient.capacity);
  expect(relay.closedClients).toEqual([]);
  answeredGuesses(guesser, 1);
  expect(relay.closedClients).toEqual([guesser.tuple]);
});

it('disturbs neither a client beside it nor one that comes, when one client guesses', () => {
  const relay = new VirtualRelay();
  const good = new VirtualClient(relay, 40_000, bob);
  good.allocate();
  answeredGuesses(new VirtualClient(relay, 1, guess), 1000);
  expect(good.request('ChannelBind', channel).class).toBe('success');
  expect(
    new VirtualClient(relay, 40_001, alice).request('Allocate', [requestedTransport]).class,
  ).toBe('success');
});

it('answers no more wrong logins than so many in all, from however many ports they come', () => {
  const relay = relayUnderAttack();
  expect(answeredGuesses(new VirtualClient(relay, 50_000, guess), 10)).toBe(0);
  relay.passSeconds(1);
  let answered = 0;
  for (let port = 51_000; port < 51_200; port++) {
    answered += answeredGuesses(new VirtualClient(relay, port, guess), 1);
  }
  expect(answered).toBe(failedLoginsInAll.refillPerSec);
});

it('disturbs neither a client beside it nor one that comes, when many ports guess', () => {
  const relay = relayUnderAttack();
  const good = new VirtualClient(relay, 40_000, bob);
  good.allocate();
  expect(good.request('ChannelBind', channel).class).toBe('success');
  expect(good.send(encodeChannelData(0x4001, Buffer.from('a call')))).toHaveLength(1);
});

it('counts no stale nonce as a guess', () => {
  const relay = new VirtualRelay();
  const client = new VirtualClient(relay);
  client.nonce = 'stale';
  for (let n = 0; n < 100; n++) {
    const stale = messageOf(client.send(client.signed('Allocate', [requestedTransport])));
    expect(errorCode(stale)).toBe(438);
  }
  client.nonce = '';
  expect(attribute(client.request('Allocate', [requestedTransport]), 'LIFETIME')).toBe(600);
});
