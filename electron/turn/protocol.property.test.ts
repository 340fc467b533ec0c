import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import {
  decodeMessage,
  encodeMessage,
  type StunAttribute,
  type StunMethod,
} from '../stun/index.ts';
import { attributeNamed, attributeNames, message } from '../stun/testing/arbitraries.ts';
import { isLoopbackAddress } from './loopback.ts';
import {
  errorCode,
  ipv4,
  messageOf,
  peerAddress,
  VirtualClient,
  VirtualRelay,
} from './testing/virtual-relay.ts';

const peer = ipv4(7000);
const attributes = fc.array(fc.constantFrom(...attributeNames).chain(attributeNamed), {
  maxLength: 8,
});
const methods = fc.constantFrom<StunMethod>(
  'Binding',
  'Allocate',
  'Refresh',
  'Send',
  'CreatePermission',
  'ChannelBind',
  'Connect',
);

/** A client with an allocation, a permission and a channel: more code to reach than without. */
function busyClient(): VirtualClient {
  const client = new VirtualClient(new VirtualRelay());
  client.allocate();
  const number: StunAttribute = { name: 'CHANNEL-NUMBER', value: 0x4001 };
  client.request('ChannelBind', [number, peerAddress(peer)]);
  return client;
}

/** The datagram with one byte changed or its end cut off. */
const mutation = fc.record({ at: fc.nat(), value: fc.nat(255), cut: fc.boolean() });

function mutate(bytes: Buffer, { at, value, cut }: { at: number; value: number; cut: boolean }) {
  const place = at % Math.max(bytes.length, 1);
  if (cut) return bytes.subarray(0, place);
  const changed = Buffer.from(bytes);
  changed[place] = value;
  return changed;
}

function isAlive(client: VirtualClient): boolean {
  return client.ask('Binding').class === 'success';
}

it('survives any bytes', () => {
  const client = busyClient();
  fc.assert(
    fc.property(
      fc.uint8Array({ maxLength: 200 }),
      fc.constantFrom(null, 0x40, 0x00),
      (array, first) => {
        const bytes = Buffer.from(array);
        if (first !== null && bytes.length > 0) bytes[0] = first;
        client.send(bytes);
        client.relay.fromPeer(50_000, peer, bytes.toString('latin1'));
      },
    ),
    { numRuns: 2000 },
  );
  expect(isAlive(client)).toBe(true);
});

it('survives any message, whole or broken', () => {
  const client = busyClient();
  fc.assert(
    fc.property(message, fc.option(mutation), (one, change) => {
      const bytes = encodeMessage(one);
      client.send(change ? mutate(bytes, change) : bytes);
    }),
    { numRuns: 1000 },
  );
  expect(isAlive(client)).toBe(true);
});

it('survives signed requests with any attributes, and never sends to a peer outside loopback', () => {
  let client = busyClient();
  fc.assert(
    fc.property(methods, attributes, fc.option(mutation), (method, some, change) => {
      const bytes = client.signed(method, some);
      const sent = client.send(change ? mutate(bytes, change) : bytes);
      for (const one of sent) {
        if (one.type === 'send-to-peer') expect(isLoopbackAddress(one.peer.address)).toBe(true);
        else expect(decodeMessage(one.payload as Buffer).ok).toBe(true);
      }
      if (client.relay.protocol.active === 0) client = busyClient();
    }),
    { numRuns: 1000 },
  );
  expect(isAlive(client)).toBe(true);
});

it('accepts no request with a changed byte', () => {
  const client = busyClient();
  const request = client.signed('CreatePermission', [peerAddress(peer)]);
  fc.assert(
    fc.property(
      fc.integer({ min: 20, max: request.length - 1 }),
      fc.integer({ min: 1, max: 255 }),
      (at, flip) => {
        const changed = Buffer.from(request);
        changed[at] = (changed[at] ?? 0) ^ flip;
        const sent = client.send(changed);
        if (sent.length > 0) expect([400, 401]).toContain(errorCode(messageOf(sent)));
      },
    ),
    { numRuns: 500 },
  );
});
