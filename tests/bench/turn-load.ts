import type { Endpoint } from '../../shared/endpoint.ts';
import {
  attribute,
  longTermKey,
  newTransactionId,
  StunSocket,
  type DecodedMessage,
  type StunAttribute,
  type StunMethod,
} from '../../electron/stun/index.ts';

const realm = 'callpath.local';

/** A TURN client for counting: no steps, no diagnosis. Throws where the server does not do what it is asked. */
export class LoadClient {
  readonly #socket: StunSocket;
  readonly #server: Endpoint;
  readonly #account: { username: string; credential: string };
  #nonce = '';

  private constructor(
    socket: StunSocket,
    server: Endpoint,
    account: { username: string; credential: string },
  ) {
    this.#socket = socket;
    this.#server = server;
    this.#account = account;
  }

  static async open(
    port: number,
    account: { username: string; credential: string },
  ): Promise<LoadClient> {
    const server: Endpoint = { address: '127.0.0.1', port, family: 'IPv4' };
    const socket = await StunSocket.bind({ family: 'IPv4', connectTo: server });
    if (!socket.ok) throw new Error(socket.message);
    return new LoadClient(socket.value, server, account);
  }

  async allocate(): Promise<void> {
    const transport: StunAttribute = { name: 'REQUESTED-TRANSPORT', value: 17 };
    if (this.#nonce === '') {
      this.#nonce = attribute(await this.#ask('Allocate', [transport], false), 'NONCE') ?? '';
    }
    this.#expect(await this.#ask('Allocate', [transport], true), 'Allocate');
  }

  async release(): Promise<void> {
    this.#expect(await this.#ask('Refresh', [{ name: 'LIFETIME', value: 0 }], true), 'Refresh');
  }

  close(): void {
    this.#socket.close();
  }

  #expect(answer: DecodedMessage, method: StunMethod): void {
    if (answer.class === 'success') return;
    // A nonce lives 10 minutes: the next request takes the new one.
    throw new Error(`${method} was refused with ${attribute(answer, 'ERROR-CODE')?.code}`);
  }

  async #ask(
    method: StunMethod,
    attributes: StunAttribute[],
    isSigned: boolean,
  ): Promise<DecodedMessage> {
    const { username, credential } = this.#account;
    const key = longTermKey({ username, realm, password: credential });
    const signing: StunAttribute[] = [
      { name: 'USERNAME', value: username },
      { name: 'REALM', value: realm },
      { name: 'NONCE', value: this.#nonce },
    ];
    const outcome = await this.#socket.request(
      {
        class: 'request',
        method,
        transactionId: newTransactionId(),
        attributes: isSigned ? [...attributes, ...signing] : attributes,
      },
      { to: this.#server, ...(isSigned && { encode: { integrity: key } }) },
    );
    if (outcome.status !== 'answered') throw new Error(`${method}: ${outcome.status}`);
    return outcome.message;
  }
}

/** Binding requests on their way at one time. */
const window = 64;
const bindingMs = 2000;

/** Sends Binding requests for 2 s, each when one was answered, and returns the answers (or echoes) a second. */
export async function answersPerSec(port: number): Promise<number> {
  const { createSocket } = await import('node:dgram');
  const socket = createSocket({
    type: 'udp4',
    lookup: (literal, _options, callback) => callback(null, literal, 4),
  });
  const request = Buffer.from('000100002112a442000000000000000000000000', 'hex');
  let answers = 0;
  socket.on('message', () => {
    answers += 1;
    socket.send(request, port, '127.0.0.1');
  });
  const startMs = performance.now();
  for (let count = 0; count < window; count += 1) socket.send(request, port, '127.0.0.1');
  await new Promise((resolve) => setTimeout(resolve, bindingMs));
  const elapsedMs = performance.now() - startMs;
  socket.close();
  return Math.round((answers / elapsedMs) * 1000);
}
