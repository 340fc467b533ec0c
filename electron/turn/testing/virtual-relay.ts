import type { Endpoint } from '../../../shared/endpoint.ts';
import {
  attribute,
  decodeMessage,
  encodeMessage,
  longTermKey,
  newTransactionId,
  type DecodedMessage,
  type EncodeOptions,
  type IntegrityKey,
  type StunAttribute,
  type StunMethod,
} from '../../stun/index.ts';
import type { Action, FiveTuple, RelayId } from '../action.ts';
import { TurnProtocol, type ProtocolOptions } from '../protocol.ts';

export const alice = { username: 'alice', credential: 'correct horse' };
export const bob = { username: 'bob', credential: 'battery staple' };
export const realm = 'virtual.example';
/** What a client of RFC 8489 shows that it chose SHA-256. */
const chosenSha256: readonly StunAttribute[] = [
  {
    name: 'PASSWORD-ALGORITHMS',
    value: [2, 1].map((algorithm) => ({ algorithm, parameters: Buffer.alloc(0) })),
  },
  { name: 'PASSWORD-ALGORITHM', value: { algorithm: 2, parameters: Buffer.alloc(0) } },
];
export const requestedTransport: StunAttribute = { name: 'REQUESTED-TRANSPORT', value: 17 };

export function ipv4(port: number, address = '127.0.0.1'): Endpoint {
  return { address, port, family: 'IPv4' };
}

export function ipv6(port: number, address = '::1'): Endpoint {
  return { address, port, family: 'IPv6' };
}

export function peerAddress(value: Endpoint): StunAttribute {
  return { name: 'XOR-PEER-ADDRESS', value };
}

const firstPort = 50_000;

/** The protocol with a clock that the test turns and sockets that are only numbers. */
export class VirtualRelay {
  nowMs = 1000;
  /** The time of day when `nowMs` is 0. */
  startUnixSec = 1_800_000_000;
  readonly protocol: TurnProtocol;
  /** Open relay sockets: id to port. */
  readonly open = new Map<RelayId, number>();
  /** What was sent to clients and peers, in order. */
  readonly sent: Extract<Action, { type: 'send-to-client' | 'send-to-peer' }>[] = [];
  /** Whether sockets open at once. Where not, the test answers `waiting`. */
  opensAtOnce = true;
  /** TCP connections that were ended. */
  readonly closedClients: FiveTuple[] = [];
  readonly waiting: Extract<Action, { type: 'open-relay' }>[] = [];
  #nextPort = firstPort;

  constructor(options: Partial<ProtocolOptions> = {}) {
    this.protocol = new TurnProtocol({
      nowMs: () => this.nowMs,
      nowUnixSec: () => this.startUnixSec + this.nowMs / 1000,
      realm,
      accounts: [alice, bob],
      software: 'virtual relay',
      ...options,
    });
  }

  passSeconds(seconds: number): void {
    this.nowMs += seconds * 1000;
  }

  perform(actions: readonly Action[]): void {
    for (const action of actions) {
      if (action.type === 'open-relay') this.waiting.push(action);
      else if (action.type === 'close-relay') this.open.delete(action.relay);
      else if (action.type === 'close-client') this.closedClients.push(action.tuple);
      else this.sent.push(action);
    }
    if (this.opensAtOnce) this.openWaiting();
  }

  openWaiting(): void {
    for (const { relay, reserve, family } of this.waiting.splice(0)) {
      const port = this.#nextPort;
      // Ports come round again, like an operating system's.
      this.#nextPort = port >= 65_000 ? firstPort : port + 2;
      const address = family === 'IPv4' ? ipv4 : ipv6;
      this.open.set(relay, port);
      if (reserve !== null) this.open.set(reserve, port + 1);
      const reserved = reserve === null ? null : address(port + 1);
      this.perform(this.protocol.handleRelayOpened(relay, address(port), reserved));
    }
  }

  /** A peer's datagram to a relayed port. */
  fromPeer(relayedPort: number, from: Endpoint, data: string): void {
    const relay = this.relayOf(relayedPort);
    const bytes = Buffer.from(data);
    this.perform(this.protocol.handlePeerDatagram({ relay, from, bytes }));
  }

  /** The relay socket of that port; -1 where there is none. */
  relayOf(relayedPort: number): RelayId {
    const [relay] = [...this.open].find(([, port]) => port === relayedPort) ?? [-1];
    return relay;
  }
}

/** A client of the virtual relay that signs like an RFC 5389 client, unless a test says otherwise. */
export class VirtualClient {
  readonly relay: VirtualRelay;
  readonly tuple: FiveTuple;
  readonly account: { username: string; credential: string };
  nonce = '';
  readonly #keys = new Map<'MD5' | 'SHA-256', IntegrityKey>();

  constructor(
    relay: VirtualRelay,
    port = 40_000,
    account = alice,
    transport: FiveTuple['transport'] = 'udp',
  ) {
    this.relay = relay;
    this.account = account;
    this.tuple = { transport, client: ipv4(port), server: ipv4(3478) };
  }

  /** Hands bytes in and returns what the relay sent because of them. */
  send(bytes: Buffer): VirtualRelay['sent'] {
    const before = this.relay.sent.length;
    this.relay.perform(this.relay.protocol.handleDatagram({ tuple: this.tuple, bytes }));
    return this.relay.sent.slice(before);
  }

  /** The one answer to a request without credentials. */
  ask(method: StunMethod, attributes: StunAttribute[] = []): DecodedMessage {
    return this.answer(this.encode(method, attributes));
  }

  /** The one answer to a signed request; fetches a nonce first where there is none. */
  request(method: StunMethod, attributes: StunAttribute[] = []): DecodedMessage {
    return this.answer(this.signed(method, attributes));
  }

  signed(method: StunMethod, attributes: StunAttribute[] = []): Buffer {
    const integrity = this.key('MD5');
    return this.encode(method, [...attributes, ...this.#signing()], { integrity });
  }

  /** Like `signed`, by a client of RFC 8489. */
  signedSha256(method: StunMethod, attributes: StunAttribute[] = []): Buffer {
    const integrity = this.key('SHA-256');
    const all = [...attributes, ...this.#signing(), ...chosenSha256];
    return this.encode(method, all, { integrity, integrityAlgorithm: 'SHA-256' });
  }

  key(algorithm: 'MD5' | 'SHA-256'): IntegrityKey {
    const { username, credential } = this.account;
    const kept = this.#keys.get(algorithm);
    const key = kept ?? longTermKey({ username, realm, password: credential, algorithm });
    this.#keys.set(algorithm, key);
    return key;
  }

  /** Fetches a nonce where there is none. */
  #signing(): StunAttribute[] {
    if (this.nonce === '') this.nonce = attribute(this.ask('Allocate'), 'NONCE') ?? '';
    return [
      { name: 'USERNAME', value: this.account.username },
      { name: 'REALM', value: realm },
      { name: 'NONCE', value: this.nonce },
    ];
  }

  encode(method: StunMethod, attributes: StunAttribute[], options: EncodeOptions = {}): Buffer {
    const transactionId = newTransactionId();
    return encodeMessage({ class: 'request', method, transactionId, attributes }, options);
  }

  indication(method: StunMethod, attributes: StunAttribute[]): Buffer {
    const transactionId = newTransactionId();
    return encodeMessage({ class: 'indication', method, transactionId, attributes });
  }

  /** The one message that these bytes are answered with. */
  answer(bytes: Buffer): DecodedMessage {
    return messageOf(this.send(bytes));
  }

  /** Allocates and returns the relayed port. */
  allocate(attributes: StunAttribute[] = []): number {
    const answer = this.request('Allocate', [requestedTransport, ...attributes]);
    const relayed = attribute(answer, 'XOR-RELAYED-ADDRESS');
    if (!relayed) throw new Error(`not allocated: ${errorCode(answer) ?? 'no error code'}`);
    return relayed.port;
  }
}

/** Reads the only thing that was sent as a STUN message to a client. */
export function messageOf(sent: VirtualRelay['sent']): DecodedMessage {
  const [only, ...more] = sent;
  if (only?.type !== 'send-to-client' || more.length > 0) {
    throw new Error(`one STUN message to a client was expected, not ${JSON.stringify(sent)}`);
  }
  const decoded = decodeMessage(only.payload);
  if (!decoded.ok) throw new Error(decoded.error.reason);
  return decoded.message;
}

export function errorCode(message: DecodedMessage): number | undefined {
  return attribute(message, 'ERROR-CODE')?.code;
}
