import type { Socket } from 'node:net';
import { formatEndpoint, sameEndpoint, type Endpoint } from '../../shared/endpoint.ts';
import { encodeMessage } from './encode.ts';
import type { StunMessage } from './message.ts';
import { OpenRequests } from './open-requests.ts';
import { streamSchedule } from './schedule.ts';
import { errorCodeOf } from './socket-errors.ts';
import type { DatagramListener, RequestOptions } from './socket-options.ts';
import { StreamFramer } from './stream-framer.ts';
import type { StunTransport } from './stun-transport.ts';
import { ClientTransaction, type TransactionOutcome } from './transaction.ts';

/** More than a call ever has waiting; what is sent beyond it while the server does not read is dropped. */
const maxWaitingBytes = 1024 * 1024;
/** What a last message gets to leave before the connection is torn down. */
const lastMessageMs = 500;

/**
 * STUN messages and ChannelData on one TCP or TLS connection, in the order in which they were sent (RFC 8489 section 6.2.2,
 * RFC 8656 section 12.5). ChannelData has to be padded by the caller. What the network does is told as data: a reset or
 * an end as `closed`, bytes that are no message as `malformed`; both end the connection.
 */
export class StunStream implements StunTransport {
  readonly transport: 'tcp' | 'tls';
  readonly localEndpoint: Endpoint;
  readonly #socket: Socket;
  readonly #peer: Endpoint;
  readonly #requests = new OpenRequests();
  readonly #listeners = new Set<DatagramListener>();
  readonly #framer = new StreamFramer();
  #errorCode: string | null = null;
  #hasReceivedMessage = false;
  #closed = false;

  /** `socket` is connected to `peer`, and over TLS the handshake is done. It belongs to the stream from now on. */
  constructor(
    socket: Socket,
    ends: { transport: 'tcp' | 'tls'; localEndpoint: Endpoint; peer: Endpoint },
  ) {
    this.transport = ends.transport;
    this.localEndpoint = ends.localEndpoint;
    this.#peer = ends.peer;
    this.#socket = socket;
    socket.setNoDelay(true);
    socket.on('error', (error) => {
      this.#errorCode ??= errorCodeOf(error);
    });
    socket.on('close', () => {
      this.#connectionEnded();
    });
    socket.on('end', () => {
      this.#connectionEnded();
    });
    socket.on('data', (chunk: Buffer) => {
      this.#receive(chunk);
    });
  }

  /** As for a `StunSocket`, but sent once: of a schedule only the end counts, and none ends before `streamSchedule`. */
  request(message: StunMessage | Buffer, options: RequestOptions): Promise<TransactionOutcome> {
    const { to, schedule = streamSchedule, signal, key } = options;
    this.#assertTarget(to);
    const request = Buffer.isBuffer(message) ? message : encodeMessage(message, options.encode);
    const closeAtMs = Math.max(schedule.closeAtMs, streamSchedule.closeAtMs);
    const transaction = new ClientTransaction({
      request,
      answerFrom: this.#peer,
      schedule: { sendAtMs: [0], closeAtMs },
      startMs: performance.now(),
      ...(key === undefined ? {} : { key }),
    });
    if (this.#closed) return Promise.resolve(transaction.cancel());
    if (this.#isOver()) return Promise.resolve(this.#endOf(transaction));
    const transmit = (onError: (code: string) => void) => {
      this.send(request, to, onError);
    };
    return this.#requests
      .run(transaction, transmit, signal)
      .then((outcome) =>
        outcome.status === 'timeout'
          ? this.#endOf(transaction, { ...outcome, waitedMs: closeAtMs })
          : outcome,
      );
  }

  send(bytes: Buffer, to: Endpoint, onError: (code: string) => void = () => undefined): void {
    this.#assertTarget(to);
    if (this.#closed) return;
    if (this.#isOver()) onError(this.#errorCode ?? 'EPIPE');
    else if (this.#socket.writableLength + bytes.length > maxWaitingBytes) onError('ENOBUFS');
    else this.#socket.write(bytes);
  }

  onDatagram(listener: DatagramListener): () => void {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  }

  /** What was sent before still leaves, within a moment. */
  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#requests.endAll((transaction) => transaction.cancel());
    this.#listeners.clear();
    this.#socket.destroySoon();
    setTimeout(() => this.#socket.destroy(), lastMessageMs).unref();
  }

  #assertTarget(to: Endpoint): void {
    if (sameEndpoint(to, this.#peer)) return;
    const peer = formatEndpoint(this.#peer);
    throw new Error(`The stream leads to ${peer}; open another one for ${formatEndpoint(to)}`);
  }

  #receive(chunk: Buffer): void {
    if (this.#closed) return;
    const nowMs = performance.now();
    for (const bytes of this.#framer.push(chunk)) {
      this.#hasReceivedMessage = true;
      if (this.#requests.take(bytes, this.#peer, nowMs)) continue;
      for (const listener of this.#listeners) listener(bytes, this.#peer);
    }
    if (this.#framer.error === null) return;
    this.#requests.endAll((transaction) => this.#endOf(transaction));
    this.#socket.destroy();
  }

  #connectionEnded(): void {
    this.#requests.endAll((transaction) => this.#endOf(transaction));
    this.#socket.destroySoon();
  }

  /** Nothing can be sent or will come any more. */
  #isOver(): boolean {
    return this.#framer.error !== null || this.#socket.destroyed || this.#socket.readableEnded;
  }

  /** What came and was no message says more than the silence or the end after it. */
  #endOf(
    transaction: ClientTransaction,
    outcome: TransactionOutcome = transaction.onClosed(this.#errorCode),
  ): TransactionOutcome {
    const { error, pendingBytes } = this.#framer;
    if (error !== null) return transaction.onBrokenStream(error.reason);
    // "HTTP/1.1" reads like the header of a ChannelData message that never ends.
    if (this.#hasReceivedMessage || pendingBytes === 0) return outcome;
    return transaction.onBrokenStream('begins a message that does not end');
  }
}
