import { describe, expect, it } from 'vitest';
import { attribute, type StunAttribute } from '../../stun/index.ts';
import {
  alice,
  bob,
  errorCode,
  ipv4,
  requestedTransport,
  VirtualClient,
  VirtualRelay,
} from '../testing/virtual-relay.ts';

const evenPort: StunAttribute = { name: 'EVEN-PORT', value: { reserve: false } };
const evenPortPair: StunAttribute = { name: 'EVEN-PORT', value: { reserve: true } };
const ipv4Family: StunAttribute = { name: 'REQUESTED-ADDRESS-FAMILY', value: 'IPv4' };
const additionalIpv6: StunAttribute = { name: 'ADDITIONAL-ADDRESS-FAMILY', value: 'IPv6' };

function token(value: Buffer): StunAttribute {
  return { name: 'RESERVATION-TOKEN', value };
}

function lifetime(value: number): StunAttribute {
  return { name: 'LIFETIME', value };
}

function allocateError(attributes: StunAttribute[]): number | undefined {
  const client = new VirtualClient(new VirtualRelay());
  return errorCode(client.request('Allocate', attributes));
}

it('answers with the relayed address, the client as it sees it, and the lifetime', () => {
  const client = new VirtualClient(new VirtualRelay(), 40_123);
  const answer = client.request('Allocate', [requestedTransport, ipv4Family]);
  expect(answer.class).toBe('success');
  expect(attribute(answer, 'XOR-RELAYED-ADDRESS')).toEqual(ipv4(50_000));
  expect(attribute(answer, 'XOR-MAPPED-ADDRESS')).toEqual(ipv4(40_123));
  expect(attribute(answer, 'LIFETIME')).toBe(600);
  expect(attribute(answer, 'SOFTWARE')).toBe('virtual relay');
});

it.each([
  [1, 600],
  [777, 777],
  [3600, 3600],
  [4_000_000_000, 3600],
  [0, 600],
])('grants a wish for %d s a lifetime of %d s', (wish, granted) => {
  const client = new VirtualClient(new VirtualRelay());
  const answer = client.request('Allocate', [requestedTransport, lifetime(wish)]);
  expect(attribute(answer, 'LIFETIME')).toBe(granted);
});

it.each([
  ['no transport', [], 400],
  ['TCP', [{ name: 'REQUESTED-TRANSPORT', value: 6 }], 442],
  ['IPv6', [requestedTransport, { name: 'REQUESTED-ADDRESS-FAMILY', value: 'IPv6' }], 440],
  ['both families', [requestedTransport, ipv4Family, additionalIpv6], 400],
  [
    'IPv4 as the additional family',
    [requestedTransport, { name: 'ADDITIONAL-ADDRESS-FAMILY', value: 'IPv4' }],
    400,
  ],
  ['a pair of ports and two families', [requestedTransport, evenPortPair, additionalIpv6], 400],
  ['a token and an even port', [requestedTransport, token(Buffer.alloc(8)), evenPort], 400],
  ['a token and a family', [requestedTransport, token(Buffer.alloc(8)), ipv4Family], 400],
  ['a token and another family', [requestedTransport, token(Buffer.alloc(8)), additionalIpv6], 400],
  ['a token that nobody has', [requestedTransport, token(Buffer.alloc(8))], 508],
] satisfies [string, StunAttribute[], number][])(
  'refuses a request for %s',
  (_what, attributes, code) => {
    expect(allocateError(attributes)).toBe(code);
  },
);

it('names what it does not understand before it looks at anything else', () => {
  const client = new VirtualClient(new VirtualRelay());
  const unknown: StunAttribute = { name: 'UNKNOWN', type: 0x7abc, value: Buffer.alloc(4) };
  const answer = client.request('Allocate', [unknown, { name: 'USE-CANDIDATE', value: null }]);
  expect(errorCode(answer)).toBe(420);
  expect(attribute(answer, 'UNKNOWN-ATTRIBUTES')?.sort((a, b) => a - b)).toEqual([0x0025, 0x7abc]);
});

it('ignores optional attributes that it does not know', () => {
  const client = new VirtualClient(new VirtualRelay());
  const optional: StunAttribute = { name: 'UNKNOWN', type: 0xfabc, value: Buffer.alloc(4) };
  expect(client.request('Allocate', [requestedTransport, optional]).class).toBe('success');
});

it('allocates IPv4 alone where IPv6 is wanted as well, and says so', () => {
  const client = new VirtualClient(new VirtualRelay());
  const answer = client.request('Allocate', [requestedTransport, additionalIpv6]);
  expect(attribute(answer, 'XOR-RELAYED-ADDRESS')?.family).toBe('IPv4');
  expect(attribute(answer, 'ADDRESS-ERROR-CODE')).toMatchObject({ family: 'IPv6', code: 440 });
});

it('refuses a second allocation of the same 5-tuple', () => {
  const client = new VirtualClient(new VirtualRelay());
  client.allocate();
  expect(errorCode(client.request('Allocate', [requestedTransport]))).toBe(437);
});

describe('a repeated Allocate request', () => {
  it('is answered with the same bytes', () => {
    const relay = new VirtualRelay();
    const client = new VirtualClient(relay);
    const request = client.signed('Allocate', [requestedTransport]);
    const [first] = client.send(request);
    relay.passSeconds(30);
    expect(client.send(request)).toEqual([first]);
    expect(relay.open.size).toBe(1);
  });

  it('waits with the first one for the socket', () => {
    const relay = new VirtualRelay();
    relay.opensAtOnce = false;
    const client = new VirtualClient(relay);
    const request = client.signed('Allocate', [requestedTransport]);
    expect(client.send(request)).toEqual([]);
    expect(client.send(request)).toEqual([]);
    expect(relay.waiting).toHaveLength(1);
    const other = client.request('Allocate', [requestedTransport]);
    expect(errorCode(other)).toBe(437);
    relay.openWaiting();
    expect(relay.sent.at(-1)).toMatchObject({ type: 'send-to-client' });
    expect(relay.protocol.active).toBe(1);
  });

  it('makes no new allocation after the release', () => {
    const relay = new VirtualRelay();
    const client = new VirtualClient(relay);
    const request = client.signed('Allocate', [requestedTransport]);
    client.send(request);
    client.request('Refresh', [lifetime(0)]);
    client.send(request);
    expect(relay.protocol.active).toBe(0);
    expect(relay.open.size).toBe(0);
  });
});

it('answers 508 and forgets the client where no socket can be opened', () => {
  const relay = new VirtualRelay();
  relay.opensAtOnce = false;
  const client = new VirtualClient(relay);
  client.send(client.signed('Allocate', [requestedTransport]));
  const [action] = relay.waiting.splice(0);
  const before = relay.sent.length;
  relay.perform(relay.protocol.handleRelayFailed(action?.relay ?? -1));
  expect(relay.sent.length).toBe(before + 1);
  expect(relay.protocol.active).toBe(0);
  relay.opensAtOnce = true;
  expect(client.request('Allocate', [requestedTransport]).class).toBe('success');
});

it('has quotas for each user and for all', () => {
  const relay = new VirtualRelay({ maxRelays: 3, maxRelaysPerAccount: 2 });
  new VirtualClient(relay, 1, alice).allocate();
  new VirtualClient(relay, 2, alice).allocate();
  const third = new VirtualClient(relay, 3, alice);
  expect(errorCode(third.request('Allocate', [requestedTransport]))).toBe(486);
  new VirtualClient(relay, 4, bob).allocate();
  const fifth = new VirtualClient(relay, 5, bob);
  expect(errorCode(fifth.request('Allocate', [requestedTransport]))).toBe(508);
});

describe('EVEN-PORT', () => {
  it('asks for an even port', () => {
    const relay = new VirtualRelay();
    relay.opensAtOnce = false;
    const client = new VirtualClient(relay);
    client.send(client.signed('Allocate', [requestedTransport, evenPort]));
    expect(relay.waiting).toMatchObject([{ port: 'even', reserve: null }]);
  });

  it('reserves the next port for the one who has the token', () => {
    const relay = new VirtualRelay();
    const answer = new VirtualClient(relay, 1).request('Allocate', [
      requestedTransport,
      evenPortPair,
    ]);
    const port = attribute(answer, 'XOR-RELAYED-ADDRESS')?.port ?? 0;
    const secret = attribute(answer, 'RESERVATION-TOKEN') ?? Buffer.alloc(0);
    expect(secret).toHaveLength(8);
    expect(new VirtualClient(relay, 2).allocate([token(secret)])).toBe(port + 1);
    const late = new VirtualClient(relay, 3);
    expect(errorCode(late.request('Allocate', [requestedTransport, token(secret)]))).toBe(508);
  });

  it('keeps the token from other users', () => {
    const relay = new VirtualRelay();
    const answer = new VirtualClient(relay, 1).request('Allocate', [
      requestedTransport,
      evenPortPair,
    ]);
    const secret = attribute(answer, 'RESERVATION-TOKEN') ?? Buffer.alloc(0);
    const other = new VirtualClient(relay, 2, bob);
    expect(errorCode(other.request('Allocate', [requestedTransport, token(secret)]))).toBe(508);
  });

  it('closes the reserved port after 30 s', () => {
    const relay = new VirtualRelay();
    const client = new VirtualClient(relay, 1);
    const answer = client.request('Allocate', [requestedTransport, evenPortPair]);
    const secret = attribute(answer, 'RESERVATION-TOKEN') ?? Buffer.alloc(0);
    relay.passSeconds(29);
    relay.perform(relay.protocol.expire());
    expect(relay.open.size).toBe(2);
    relay.passSeconds(1);
    relay.perform(relay.protocol.expire());
    expect(relay.open.size).toBe(1);
    const late = new VirtualClient(relay, 2);
    expect(errorCode(late.request('Allocate', [requestedTransport, token(secret)]))).toBe(508);
  });
});
