import type { Endpoint } from '../../shared/endpoint.ts';
import type { TlsResult } from '../../shared/report.ts';
import type { OpenedTransport, StunTransport } from '../stun/index.ts';
import type { Rejected, TurnResult } from './client-failure.ts';
import { ClientRedirects } from './client-redirects.ts';
import { ClientRequests } from './client-requests.ts';
import type { ClientSteps } from './client-steps.ts';

/** Opens what leads to a server. `domain`: the name of its certificate, where a redirection says one. */
export type Connect = (to: Endpoint, domain: string | null) => Promise<OpenedTransport>;

export type ConnectionOptions = {
  server: Endpoint;
  username: string;
  credential: string;
  signal?: AbortSignal;
} & (
  | {
      /** Open, and best connected to the server; redirections are then not followed. The client closes it. */
      socket: StunTransport;
    }
  | {
      /** Connects before the first request, and again to each server that a 300 names. */
      connect: Connect;
    }
);

/** One client's way to its server, and to the servers that it is sent on to. */
export class ClientConnection {
  readonly #options: ConnectionOptions;
  readonly #steps: ClientSteps;
  readonly #onMessage: (bytes: Buffer) => void;
  readonly #redirects = new ClientRedirects();
  #server: Endpoint;
  #domain: string | null = null;
  #tls: TlsResult | null = null;
  #socket: StunTransport | null = null;
  #requests: ClientRequests | null = null;

  constructor(options: ConnectionOptions, steps: ClientSteps, onMessage: (bytes: Buffer) => void) {
    this.#options = options;
    this.#steps = steps;
    this.#onMessage = onMessage;
    this.#server = options.server;
    if ('socket' in options) this.#use(options.socket);
  }

  get server(): Endpoint {
    return this.#server;
  }

  get localAddress(): Endpoint | null {
    return this.#socket?.localEndpoint ?? null;
  }

  get tls(): TlsResult | null {
    return this.#tls;
  }

  /** Null before it is open. */
  get requests(): ClientRequests | null {
    return this.#requests;
  }

  get padsChannelData(): boolean {
    return this.#socket !== null && this.#socket.transport !== 'udp';
  }

  /** Steps `connect` and `tls`, where they were not taken yet. */
  async open(): Promise<TurnResult<ClientRequests>> {
    if (this.#requests) return { ok: true, value: this.#requests };
    if ('socket' in this.#options)
      throw new Error('A client with a socket of its own has requests');
    const opened = await this.#options.connect(this.#server, this.#domain);
    this.#steps.addTransport(opened.steps, opened.ok ? null : opened.failure);
    this.#tls = opened.tls;
    if (!opened.ok) return { ok: false, failure: opened.failure };
    return { ok: true, value: this.#use(opened.transport) };
  }

  /** Step `redirect`: the next `open` leads to the server that a 300 names. */
  async follow(rejected: Rejected): Promise<TurnResult<Endpoint>> {
    const next = await this.#steps.run('redirect', () =>
      Promise.resolve(this.#redirects.next(rejected, this.#server)),
    );
    if (!next.ok) return next;
    this.#socket?.close();
    this.#socket = null;
    this.#requests = null;
    this.#server = next.value;
    this.#domain = rejected.alternateDomain ?? this.#domain;
    return next;
  }

  send(bytes: Buffer): void {
    this.#socket?.send(bytes, this.#server);
  }

  close(): void {
    this.#socket?.close();
  }

  #use(socket: StunTransport): ClientRequests {
    const { username, credential, signal } = this.#options;
    const server = this.#server;
    this.#socket = socket;
    socket.onDatagram(this.#onMessage);
    this.#requests = new ClientRequests({
      socket,
      server,
      username,
      credential,
      ...(signal && { signal }),
    });
    return this.#requests;
  }
}
