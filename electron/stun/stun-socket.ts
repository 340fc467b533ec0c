import { createSocket } from 'node:dgram';
import type { RemoteInfo, Socket } from 'node:dgram';
import { once } from 'node:events';
import { formatEndpoint, sameEndpoint } from '../../shared/endpoint.ts';
import type { AddressFamily, Endpoint } from '../../shared/endpoint.ts';
import { failure, success } from '../../shared/outcome.ts';
import type { Outcome } from '../../shared/outcome.ts';
import { canonicalAddress } from './address-text.ts';
import { encodeMessage } from './encode.ts';
import type { StunMessage } from './message.ts';
import { OpenRequests } from './open-requests.ts';
import { diagnosingSchedule } from './schedule.ts';
import { bindFailureMessage, errorCodeOf } from './socket-errors.ts';
import type { BindOptions, DatagramListener, RequestOptions } from './socket-options.ts';
import type { StunTransport } from './stun-transport.ts';
import { ClientTransaction } from './transaction.ts';
import type { TransactionOutcome } from './transaction.ts';

/**
 * One fresh UDP socket with its STUN transactions; many may be open at once. Nothing that the network does is thrown.
 * Close it in the end: an open socket keeps the process alive.
 */
export class StunSocket implements StunTransport {
  readonly transport = 'udp';
  readonly #socket: Socket;
  readonly #family: AddressFamily;
  readonly #connectedTo: Endpoint | undefined;
  readonly #requests = new OpenRequests();
  readonly #listeners = new Set<DatagramListener>();
  #localEndpoint: Endpoint;
  #closed = false;

  private constructor(options: BindOptions) {
    const { family, connectTo } = options;
    this.#family = family;
    this.#connectedTo = connectTo;
    this.#localEndpoint = { address: '', port: 0, family };
    this.#socket = createSocket({
      type: family === 'IPv4' ? 'udp4' : 'udp6',
      ipv6Only: family === 'IPv6',
      // Endpoints are textual addresses: no name is ever looked up, and a packet leaves at once.
      lookup: (address, _options, callback) => {
        callback(null, address, family === 'IPv4' ? 4 : 6);
      },
    });
    this.#socket.on('error', (error) => {
      this.#handleError(error);
    });
    this.#socket.on('message', (bytes, remote) => {
      this.#handlePacket(bytes, remote, performance.now());
    });
  }

  /** Opens a socket. Fails with Node's error code, for example EADDRINUSE or EADDRNOTAVAIL. */
  static async bind(options: BindOptions): Promise<Outcome<StunSocket>> {
    const opened = new StunSocket(options);
    try {
      await opened.#open(options);
      return success(opened);
    } catch (error) {
      opened.close();
      const code = errorCodeOf(error);
      return failure(code, bindFailureMessage(code, options));
    }
  }

  async #open({ address, port, connectTo }: BindOptions): Promise<void> {
    // Listened to beforehand: with the lookup above, both events come before the calls return.
    const listening = once(this.#socket, 'listening');
    this.#socket.bind({ port: port ?? 0, ...(address === undefined ? {} : { address }) });
    await listening;
    if (connectTo !== undefined) {
      const connected = once(this.#socket, 'connect');
      this.#socket.connect(connectTo.port, connectTo.address);
      await connected;
    }
    const local = this.#socket.address();
    this.#localEndpoint = { address: local.address, port: local.port, family: this.#family };
  }

  /** Where the socket is bound. Its address is `0.0.0.0` or `::` unless one was given or the socket is connected. */
  get localEndpoint(): Endpoint {
    return this.#localEndpoint;
  }

  /**
   * Sends a request by its schedule until it is answered or fails; never rejects for what the network does. Throws for
   * bugs: a message that cannot be encoded, or another target than the one that the socket is connected to.
   */
  request(message: StunMessage | Buffer, options: RequestOptions): Promise<TransactionOutcome> {
    const { to, answerFrom = to, schedule = diagnosingSchedule, signal, key } = options;
    this.#assertTarget(to);
    const request = Buffer.isBuffer(message) ? message : encodeMessage(message, options.encode);
    const transaction = new ClientTransaction({
      request,
      answerFrom: { ...answerFrom, address: canonicalAddress(answerFrom.address) },
      schedule,
      startMs: performance.now(),
      ...(key === undefined ? {} : { key }),
    });
    if (this.#closed) return Promise.resolve(transaction.cancel());
    const transmit = (onError: (code: string) => void) => {
      this.send(request, to, onError);
    };
    return this.#requests.run(transaction, transmit, signal);
  }

  /** Sends one packet without waiting for anything. `onError` gets Node's error code. */
  send(bytes: Buffer, to: Endpoint, onError: (code: string) => void = () => undefined): void {
    this.#assertTarget(to);
    if (this.#closed) return;
    // Servers name endpoints too, and dgram throws for port 0.
    if (to.port === 0 || to.family !== this.#family) {
      onError('EINVAL');
      return;
    }
    const sent = (error: Error | null) => {
      if (error !== null) onError(errorCodeOf(error));
    };
    if (this.#connectedTo === undefined) this.#socket.send(bytes, to.port, to.address, sent);
    else this.#socket.send(bytes, sent);
  }

  /** Listens to packets that are no answers; returns its own unsubscribe. */
  onDatagram(listener: DatagramListener): () => void {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  }

  /** Closes the socket; open requests end as cancelled. May be called again. */
  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#requests.endAll((transaction) => transaction.cancel());
    this.#socket.close();
  }

  #assertTarget(to: Endpoint): void {
    if (this.#connectedTo !== undefined && !sameEndpoint(to, this.#connectedTo)) {
      const target = formatEndpoint(this.#connectedTo);
      throw new Error(
        `The socket is connected to ${target}; open another one for ${formatEndpoint(to)}`,
      );
    }
  }

  #handlePacket(bytes: Buffer, remote: RemoteInfo, nowMs: number): void {
    const address = remote.family === 'IPv6' ? canonicalAddress(remote.address) : remote.address;
    const from: Endpoint = { address, port: remote.port, family: remote.family };
    if (this.#requests.take(bytes, from, nowMs)) return;
    for (const listener of this.#listeners) listener(bytes, from);
  }

  /** An error that belongs to no sending is an ICMP message; only on a connected socket is it known whose. */
  #handleError(error: Error): void {
    if (this.#connectedTo === undefined) return;
    const code = errorCodeOf(error);
    this.#requests.endAll((transaction) => transaction.onSocketError(code));
  }
}
