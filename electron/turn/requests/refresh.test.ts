import { expect, it } from 'vitest';
import { attribute, type StunAttribute } from '../../stun/index.ts';
import { bob, errorCode, VirtualClient, VirtualRelay } from '../testing/virtual-relay.ts';

function lifetime(value: number): StunAttribute {
  return { name: 'LIFETIME', value };
}

it('ends an allocation that nobody refreshes, and its socket, after 10 minutes', () => {
  const relay = new VirtualRelay();
  const client = new VirtualClient(relay);
  client.allocate();
  relay.passSeconds(599);
  relay.perform(relay.protocol.expire());
  expect(relay.open.size).toBe(1);
  relay.passSeconds(1);
  relay.perform(relay.protocol.expire());
  expect(relay.open.size).toBe(0);
  expect(relay.protocol.active).toBe(0);
});

it('ends an expired allocation before it looks at a late request', () => {
  const relay = new VirtualRelay();
  const client = new VirtualClient(relay);
  client.allocate();
  relay.passSeconds(600);
  client.nonce = '';
  expect(errorCode(client.request('Refresh'))).toBe(437);
  expect(relay.open.size).toBe(0);
});

it('counts the lifetime from the refresh on', () => {
  const relay = new VirtualRelay();
  const client = new VirtualClient(relay);
  client.allocate();
  relay.passSeconds(500);
  expect(attribute(client.request('Refresh', [lifetime(1000)]), 'LIFETIME')).toBe(1000);
  relay.passSeconds(999);
  relay.perform(relay.protocol.expire());
  expect(relay.protocol.active).toBe(1);
  relay.passSeconds(1);
  relay.perform(relay.protocol.expire());
  expect(relay.protocol.active).toBe(0);
});

it('releases the allocation with a lifetime of 0, and answers a repetition alike', () => {
  const relay = new VirtualRelay();
  const client = new VirtualClient(relay);
  client.allocate();
  const release = client.signed('Refresh', [lifetime(0)]);
  const answer = client.answer(release);
  expect(answer.class).toBe('success');
  expect(attribute(answer, 'LIFETIME')).toBe(0);
  expect(relay.open.size).toBe(0);
  expect(client.answer(release).bytes).toEqual(answer.bytes);
  relay.passSeconds(40);
  expect(errorCode(client.answer(release))).toBe(437);
});

it.each(['Refresh', 'CreatePermission', 'ChannelBind'] as const)(
  'answers 437 to %s without an allocation',
  (method) => {
    expect(errorCode(new VirtualClient(new VirtualRelay()).request(method))).toBe(437);
  },
);

it.each(['Refresh', 'CreatePermission', 'ChannelBind'] as const)(
  "answers 441 to %s with another user's allocation",
  (method) => {
    const relay = new VirtualRelay();
    new VirtualClient(relay).allocate();
    expect(errorCode(new VirtualClient(relay, 40_000, bob).request(method))).toBe(441);
  },
);

it('answers 443 to the refresh of a family that the allocation does not have', () => {
  const client = new VirtualClient(new VirtualRelay());
  client.allocate();
  const family: StunAttribute = { name: 'REQUESTED-ADDRESS-FAMILY', value: 'IPv6' };
  expect(errorCode(client.request('Refresh', [family]))).toBe(443);
});

it('answers 400 to methods of TURN over TCP', () => {
  const client = new VirtualClient(new VirtualRelay());
  client.allocate();
  expect(errorCode(client.request('Connect'))).toBe(400);
});
