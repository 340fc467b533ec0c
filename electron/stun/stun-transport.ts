import type { Endpoint } from '../../shared/endpoint.ts';
import type { StunMessage } from './message.ts';
import type { DatagramListener, RequestOptions } from './socket-options.ts';
import type { TransactionOutcome } from './transaction.ts';

/**
 * What carries STUN messages to servers: a `StunSocket` (UDP), or a `StunStream` (TCP, TLS) that has one server. Nothing that
 * the network does is thrown. Close it in the end: an open one keeps the process alive.
 */
export interface StunTransport {
  readonly transport: 'udp' | 'tcp' | 'tls';
  /** Where the socket is bound; behind a stream the address that the system chose. */
  readonly localEndpoint: Endpoint;
  /** Sends a request and waits for its answer. Throws for bugs only, such as another target than the connected one. */
  request(message: StunMessage | Buffer, options: RequestOptions): Promise<TransactionOutcome>;
  /**
   * Sends bytes without waiting for anything, after those that were sent before. `onError` gets Node's error code;
   * ENOBUFS from a stream means that the bytes were dropped because too many wait to be sent.
   */
  send(bytes: Buffer, to: Endpoint, onError?: (code: string) => void): void;
  /** Listens to messages that are no answers; returns its own unsubscribe. */
  onDatagram(listener: DatagramListener): () => void;
  /** Open requests end as cancelled. May be called again. */
  close(): void;
}
