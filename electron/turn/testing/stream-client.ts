import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import type { Endpoint } from '../../../shared/endpoint.ts';
import {
  attribute,
  decodeMessage,
  encodeMessage,
  longTermKey,
  newTransactionId,
  StreamFramer,
  type DecodedMessage,
  type StunAttribute,
  type StunMethod,
} from '../../stun/index.ts';

interface Account {
  username: string;
  credential: string;
  realm: string;
}

/** A TURN client over TCP that does what a test says, right or wrong. */
export class StreamClient {
  readonly socket: Socket;
  /** Messages that came and were not asked for yet. */
  readonly received: Buffer[] = [];
  /** Resolves when the connection has ended, by an error as well. */
  readonly closed: Promise<void>;
  readonly #account: Account;
  readonly #framer = new StreamFramer();
  #nonce = '';

  private constructor(socket: Socket, account: Account) {
    this.socket = socket;
    this.#account = account;
    this.closed = new Promise((resolve) => {
      socket.once('close', () => resolve());
    });
    socket.on('error', () => undefined);
    socket.on('data', (chunk: Buffer) => {
      this.received.push(...this.#framer.push(chunk));
      socket.emit('messages');
    });
  }

  static async open(server: Endpoint, account: Account): Promise<StreamClient> {
    const socket = connect({ host: server.address, port: server.port });
    const client = new StreamClient(socket, account);
    await once(socket, 'connect');
    return client;
  }

  /** The next message that the relay sends. */
  async next(): Promise<Buffer> {
    for (;;) {
      const first = this.received.shift();
      if (first) return first;
      await once(this.socket, 'messages');
    }
  }

  /** A request without credentials, and the next message, which is its answer where nothing else is on its way. */
  async ask(method: StunMethod, attributes: StunAttribute[] = []): Promise<DecodedMessage> {
    this.socket.write(this.encode(method, attributes));
    return decoded(await this.next());
  }

  /** A signed request and the next message. Fetches a nonce first where there is none. */
  async request(method: StunMethod, attributes: StunAttribute[] = []): Promise<DecodedMessage> {
    this.socket.write(await this.signed(method, attributes));
    return decoded(await this.next());
  }

  async signed(method: StunMethod, attributes: StunAttribute[] = []): Promise<Buffer> {
    if (this.#nonce === '') this.#nonce = attribute(await this.ask('Allocate'), 'NONCE') ?? '';
    const { username, credential, realm } = this.#account;
    const key = longTermKey({ username, realm, password: credential });
    const signing: StunAttribute[] = [
      { name: 'USERNAME', value: username },
      { name: 'REALM', value: realm },
      { name: 'NONCE', value: this.#nonce },
    ];
    const transactionId = newTransactionId();
    return encodeMessage(
      { class: 'request', method, transactionId, attributes: [...attributes, ...signing] },
      { integrity: key },
    );
  }

  encode(method: StunMethod, attributes: StunAttribute[] = []): Buffer {
    const transactionId = newTransactionId();
    return encodeMessage({ class: 'request', method, transactionId, attributes });
  }

  /** Allocates and returns the relayed address. */
  async allocate(): Promise<Endpoint> {
    const answer = await this.request('Allocate', [{ name: 'REQUESTED-TRANSPORT', value: 17 }]);
    const relayed = attribute(answer, 'XOR-RELAYED-ADDRESS');
    if (!relayed) throw new Error(`not allocated: ${attribute(answer, 'ERROR-CODE')?.code}`);
    return relayed;
  }

  /** Binds a channel to the peer. */
  async bindChannel(channel: number, peer: Endpoint): Promise<void> {
    const answer = await this.request('ChannelBind', [
      { name: 'CHANNEL-NUMBER', value: channel },
      { name: 'XOR-PEER-ADDRESS', value: peer },
    ]);
    if (answer.class !== 'success') throw new Error('no channel');
  }

  close(): void {
    this.socket.destroy();
  }
}

function decoded(bytes: Buffer): DecodedMessage {
  const result = decodeMessage(bytes);
  if (!result.ok) throw new Error(result.error.reason);
  return result.message;
}
