import { expect, it } from 'vitest';
import type { Endpoint } from '../../../shared/endpoint.ts';
import { attribute, decodeMessage, type StunAttribute } from '../../stun/index.ts';
import type { ClientDatagram } from '../action.ts';
import {
  errorCode,
  ipv4,
  messageOf,
  VirtualClient,
  VirtualRelay,
} from '../testing/virtual-relay.ts';

const primary = ipv4(3478);
const alternate = ipv4(3479, '127.0.0.2');
const padding: StunAttribute = { name: 'PADDING', value: Buffer.alloc(1000) };

function natRelay(): VirtualRelay {
  return new VirtualRelay({ natBehaviour: { primary, alternate } });
}

function change(changeIp: boolean, changePort: boolean): StunAttribute {
  return { name: 'CHANGE-REQUEST', value: { changeIp, changePort } };
}

/** What the relay does with a Binding request that came to that listener. */
function askAt(
  server: Endpoint,
  attributes: StunAttribute[],
  transport: 'udp' | 'tcp' = 'udp',
): VirtualRelay['sent'][number] & { type: 'send-to-client' } {
  const relay = natRelay();
  const client = new VirtualClient(relay);
  const datagram: ClientDatagram = {
    tuple: { transport, client: ipv4(40_000), server },
    bytes: client.encode('Binding', attributes),
  };
  relay.perform(relay.protocol.handleDatagram(datagram));
  const [sent] = relay.sent;
  if (sent?.type !== 'send-to-client') throw new Error('no answer');
  return sent;
}

function answerAt(server: Endpoint, attributes: StunAttribute[], transport?: 'udp' | 'tcp') {
  return messageOf([askAt(server, attributes, transport)]);
}

/** RFC 5780 section 6.1, table 1, at each of the four listeners. */
it.each([
  [false, false, 0, 0],
  [true, false, 1, 0],
  [false, true, 0, 1],
  [true, true, 1, 1],
])('answers CHANGE-REQUEST %s %s from the listener that it asks for', (ip, port, other, next) => {
  const addresses = ['127.0.0.1', '127.0.0.2'];
  const ports = [3478, 3479];
  for (const at of [0, 1]) {
    for (const on of [0, 1]) {
      const listener = (a: number, p: number) => ipv4(ports[p % 2] ?? 0, addresses[a % 2]);
      const server = listener(at, on);
      const sent = askAt(server, [change(ip, port)]);
      const expected = listener(at + other, on + next);
      expect(sent.from ?? server).toEqual(expected);
      const answer = messageOf([sent]);
      expect(attribute(answer, 'RESPONSE-ORIGIN')).toEqual(expected);
      expect(attribute(answer, 'OTHER-ADDRESS')).toEqual(listener(at + 1, on + 1));
    }
  }
});

it('names its origin, the other address and the mapped one, plain and XOR-ed', () => {
  const answer = answerAt(primary, []);
  expect(attribute(answer, 'MAPPED-ADDRESS')).toEqual(ipv4(40_000));
  expect(attribute(answer, 'XOR-MAPPED-ADDRESS')).toEqual(ipv4(40_000));
  expect(attribute(answer, 'RESPONSE-ORIGIN')).toEqual(primary);
  expect(attribute(answer, 'OTHER-ADDRESS')).toEqual(alternate);
});

it('sends to the port of RESPONSE-PORT, and to no other address', () => {
  const { to } = askAt(primary, [{ name: 'RESPONSE-PORT', value: 40_777 }]);
  expect(to.client).toEqual(ipv4(40_777));
});

it('still tells the port that the request came from', () => {
  const answer = answerAt(primary, [{ name: 'RESPONSE-PORT', value: 40_777 }]);
  expect(attribute(answer, 'XOR-MAPPED-ADDRESS')).toEqual(ipv4(40_000));
});

it.each([
  ['with PADDING', [{ name: 'RESPONSE-PORT', value: 40_777 } as const, padding]],
  ['to port 0', [{ name: 'RESPONSE-PORT', value: 0 } as const]],
])('answers 400 to RESPONSE-PORT %s, and to the sender', (_what, attributes) => {
  const sent = askAt(primary, attributes);
  expect(sent.to.client).toEqual(ipv4(40_000));
  expect(errorCode(messageOf([sent]))).toBe(400);
});

it.each([0, 1, 40, 1000, 60_000])(
  'answers %d bytes of PADDING with no more than came',
  (length) => {
    const client = new VirtualClient(natRelay());
    const request = client.encode('Binding', [{ name: 'PADDING', value: Buffer.alloc(length) }], {
      fingerprint: true,
    });
    const answer = client.answer(request);
    expect(answer.class).toBe('success');
    const unpadded = client.answer(client.encode('Binding', [], { fingerprint: true }));
    expect(answer.bytes.length).toBeLessThanOrEqual(
      Math.max(request.length, unpadded.bytes.length),
    );
    if (length >= 1000) expect(answer.bytes.length).toBe(request.length);
  },
);

it.each([
  ['over TCP', primary, 'tcp'],
  ['at a listener that has no partner', ipv4(9999), 'udp'],
] as const)('answers 420 to CHANGE-REQUEST %s', (_what, server, transport) => {
  expect(errorCode(answerAt(server, [change(true, true)], transport))).toBe(420);
});

it('says nothing of other addresses without listeners for them', () => {
  const answer = new VirtualClient(new VirtualRelay()).ask('Binding');
  expect(answer.attributes.map(({ name }) => name)).toEqual(['XOR-MAPPED-ADDRESS']);
});

it('still refuses what it does not understand', () => {
  expect(errorCode(answerAt(primary, [{ name: 'USE-CANDIDATE', value: null }]))).toBe(420);
});

it('answers a client of IPv6 on listeners of IPv6', () => {
  const one: Endpoint = { address: '::1', port: 3478, family: 'IPv6' };
  const two: Endpoint = { address: '::2', port: 3479, family: 'IPv6' };
  const relay = new VirtualRelay({ natBehaviour: { primary: one, alternate: two } });
  const client: Endpoint = { address: '::1', port: 40_000, family: 'IPv6' };
  const bytes = new VirtualClient(relay).encode('Binding', [change(true, true)]);
  const tuple = { transport: 'udp', client, server: one } as const;
  relay.perform(relay.protocol.handleDatagram({ tuple, bytes }));
  expect(relay.sent).toMatchObject([{ from: two }]);
  const decoded = decodeMessage(relay.sent[0]?.payload as Buffer);
  expect(decoded.ok && attribute(decoded.message, 'OTHER-ADDRESS')).toEqual(two);
});
