import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import type { AddressFamily, Endpoint } from '../../shared/endpoint.ts';
import { errorCodeOf } from '../stun/socket-errors.ts';

/** Takes a datagram. Both are the receiver's to keep: Node makes new ones for each datagram. */
export type DatagramHandler = (bytes: Buffer, from: Endpoint) => void;

/**
 * Bytes that wait for the operating system before further datagrams are dropped. It takes nearly every datagram at once;
 * where it does not, a queue without an end would only make all of them late.
 */
const maxQueuedBytes = 1_048_576;

/** So many wait for the end of the event loop's turn at most: as many as libuv reads from one socket in a turn. */
const maxWaiting = 32;

/** Longer ones may be more than the operating system sends in one piece: 9,216 bytes on macOS, 65,507 elsewhere. */
export const maxSurelySentBytes = 8192;

interface WaitingDatagram {
  payload: Buffer;
  to: Endpoint;
}

/**
 * A bound UDP socket of the relay. An error never ends it: on UDP each one concerns a single datagram.
 *
 * What is sent in one turn of the event loop leaves together at its end. A receiver that sleeps between two datagrams has to
 * be woken for each of them, and waking it costs the relay more than receiving and sending do.
 */
export class UdpSocket {
  readonly endpoint: Endpoint;
  readonly #socket: Socket;
  #waiting: WaitingDatagram[] = [];
  readonly #sendWaiting = () => {
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const { payload, to } of waiting) this.#socket.send(payload, to.port, to.address);
  };
  #closed = false;

  private constructor(socket: Socket, family: AddressFamily) {
    this.#socket = socket;
    const { address, port } = socket.address();
    this.endpoint = { address, port, family };
  }

  /**
   * Binds; port 0 takes any free one. `recvBufferSize` in bytes is asked for; the operating system may give less.
   * Rejects with Node's error, whose `code` says why.
   */
  static async bind(
    { address, port, family }: Endpoint,
    onDatagram: DatagramHandler,
    options: { recvBufferSize?: number } = {},
  ): Promise<UdpSocket> {
    const socket = createSocket({
      type: family === 'IPv4' ? 'udp4' : 'udp6',
      ipv6Only: family === 'IPv6',
      // Only addresses are ever given: answered at once, a datagram leaves without a turn of the event loop.
      lookup: (literal, _options, callback) => {
        callback(null, literal, family === 'IPv4' ? 4 : 6);
      },
    });
    try {
      // The lookup above answers at once, so the event can come before bind returns.
      const listening = once(socket, 'listening');
      socket.bind({ address, port });
      await listening;
    } catch (error) {
      // A second error of a socket that could not be bound says nothing new.
      socket.on('error', () => undefined);
      socket.close();
      throw error;
    }
    socket.on('error', () => undefined);
    if (options.recvBufferSize !== undefined) askForBuffer(socket, options.recvBufferSize);
    socket.on('message', onDatagram);
    return new UdpSocket(socket, family);
  }

  /**
   * Sends one datagram, or drops it like a network would; false where that is known at once. `onError` gets Node's error
   * code later. Give it only where it matters: being asked costs Node a third of the whole sending.
   */
  send(payload: Buffer, to: Endpoint, onError?: (code: string) => void): boolean {
    // Port 0 is what dgram throws for, and a peer's port is whatever the client says.
    if (this.#closed || to.port === 0) return false;
    // Asked once for what leaves together.
    if (this.#waiting.length === 0 && this.#socket.getSendQueueSize() > maxQueuedBytes)
      return false;
    if (onError === undefined) {
      if (this.#waiting.length === 0) setImmediate(this.#sendWaiting);
      const waiting = this.#waiting.push({ payload, to });
      if (waiting === maxWaiting) this.#sendWaiting();
    } else {
      this.#sendWaiting();
      this.#socket.send(payload, to.port, to.address, (error) => {
        if (error) onError(errorCodeOf(error));
      });
    }
    return true;
  }

  /** May be called again. */
  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    this.#sendWaiting();
    const closed = once(this.#socket, 'close');
    this.#socket.close();
    await closed;
  }
}

/** Linux gives what it allows, others give all or nothing: the relay works with any size. */
function askForBuffer(socket: Socket, recvBufferSize: number): void {
  try {
    socket.setRecvBufferSize(recvBufferSize);
  } catch {
    // The size that the system gives by itself is the next best.
  }
}
