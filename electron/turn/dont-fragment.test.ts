import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { afterEach, expect, it } from 'vitest';
import type { Endpoint } from '../../shared/endpoint.ts';
import {
  attribute,
  decodeMessage,
  encodeMessage,
  longTermKey,
  newTransactionId,
  type DecodedMessage,
  type StunAttribute,
  type StunMethod,
} from '../stun/index.ts';
import { startRelay, type RunningRelay } from './relay.ts';
import { UdpSocket } from './udp-socket.ts';

const closing: { close(): Promise<void> }[] = [];

afterEach(async () => {
  for (const one of closing.splice(0)) await one.close();
});

/** A client on a real socket that asks one thing at a time. */
class SocketClient {
  readonly #relay: RunningRelay;
  readonly #socket = createSocket('udp4');
  #nonce = '';

  constructor(relay: RunningRelay) {
    this.#relay = relay;
    closing.push(this);
  }

  async close(): Promise<void> {
    this.#socket.close();
    await once(this.#socket, 'close');
  }

  /** Sends a message and waits for the next one from the relay. */
  async exchange(bytes: Buffer): Promise<DecodedMessage> {
    const answer = once(this.#socket, 'message');
    this.send(bytes);
    const [received] = (await answer) as [Buffer];
    const decoded = decodeMessage(received);
    if (!decoded.ok) throw new Error(decoded.error.reason);
    return decoded.message;
  }

  send(bytes: Buffer): void {
    const { address, port } = this.#relay.endpoint;
    this.#socket.send(bytes, port, address);
  }

  async request(method: StunMethod, attributes: StunAttribute[]): Promise<DecodedMessage> {
    if (this.#nonce === '') {
      const challenge = await this.exchange(encode('request', method, attributes));
      this.#nonce = attribute(challenge, 'NONCE') ?? '';
    }
    const { username, credential, realm } = this.#relay;
    const signing: StunAttribute[] = [
      { name: 'USERNAME', value: username },
      { name: 'REALM', value: realm },
      { name: 'NONCE', value: this.#nonce },
    ];
    const integrity = longTermKey({ username, realm, password: credential });
    return this.exchange(encode('request', method, [...attributes, ...signing], { integrity }));
  }
}

function encode(
  stunClass: 'request' | 'indication',
  method: StunMethod,
  attributes: StunAttribute[],
  options = {},
): Buffer {
  const transactionId = newTransactionId();
  return encodeMessage({ class: stunClass, method, transactionId, attributes }, options);
}

const dontFragment: StunAttribute = { name: 'DONT-FRAGMENT', value: null };

function unfragmented(peer: Endpoint, length: number): Buffer {
  return encode('indication', 'Send', [
    { name: 'XOR-PEER-ADDRESS', value: peer },
    dontFragment,
    { name: 'DATA', value: Buffer.alloc(length, 7) },
  ]);
}

/** A client with an unfragmented allocation, and a peer that it may send to. */
async function prepared() {
  const started = await startRelay();
  if (!started.ok) throw new Error(started.message);
  closing.push(started.value);
  const client = new SocketClient(started.value);
  const received: Buffer[] = [];
  let arrived: () => void = () => undefined;
  const arrival = new Promise<void>((resolve) => {
    arrived = resolve;
  });
  const peer = await UdpSocket.bind({ address: '127.0.0.1', port: 0, family: 'IPv4' }, (bytes) => {
    received.push(bytes);
    arrived();
  });
  closing.push(peer);
  const transport: StunAttribute = { name: 'REQUESTED-TRANSPORT', value: 17 };
  const allocated = await client.request('Allocate', [transport, dontFragment]);
  expect(allocated.class).toBe('success');
  const permission: StunAttribute = { name: 'XOR-PEER-ADDRESS', value: peer.endpoint };
  expect((await client.request('CreatePermission', [permission])).class).toBe('success');
  return { client, peer: peer.endpoint, received, arrival };
}

it('sends 16,000 bytes in one packet over real sockets', async () => {
  const { client, peer, received, arrival } = await prepared();
  client.send(unfragmented(peer, 16_000));
  await arrival;
  expect(received).toEqual([Buffer.alloc(16_000, 7)]);
});

it.runIf(process.platform === 'linux')(
  'sends 65,400 bytes in one packet where loopback carries them',
  async () => {
    const { client, peer, received, arrival } = await prepared();
    client.send(unfragmented(peer, 65_400));
    await arrival;
    expect(received[0]?.length).toBe(65_400);
  },
);
