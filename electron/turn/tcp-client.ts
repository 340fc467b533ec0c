import type { Socket } from 'node:net';
import type { Endpoint } from '../../shared/endpoint.ts';
import { canonicalAddress } from '../stun/address-text.ts';
import { StreamFramer } from '../stun/index.ts';
import { fiveTupleKey, type FiveTuple } from './action.ts';
import type { ClientEvents } from './client-events.ts';
import { idleMs, unfinishedMs, maxQueuedBytes, maxQueuedDataBytes } from './tcp-limits.ts';

const dataIndicationType = 0x0017;
const padding = [Buffer.alloc(0), Buffer.alloc(3), Buffer.alloc(2), Buffer.alloc(1)];

/** One client's TCP connection. Whatever arrives, it ends in messages or in the end of the connection. */
export class TcpClient {
  readonly tuple: FiveTuple & { readonly key: string };
  readonly #socket: Socket;
  readonly #events: ClientEvents;
  readonly #framer = new StreamFramer();
  /** When the last whole message came, or the connection itself. */
  #lastMessageMs: number;
  /** When the message began that is not complete yet, or the client's end of the connection; null where neither is. */
  #unfinishedSinceMs: number | null = null;
  #isCorked = false;

  constructor(socket: Socket, server: Endpoint, nowMs: number, events: ClientEvents) {
    const tuple: FiveTuple = { transport: 'tcp', client: remoteEndpoint(socket, server), server };
    this.tuple = { ...tuple, key: fiveTupleKey(tuple) };
    this.#socket = socket;
    this.#events = events;
    this.#lastMessageMs = nowMs;
    socket.on('error', () => undefined);
    socket.on('end', () => {
      this.#unfinishedSinceMs ??= performance.now();
    });
    socket.on('data', (chunk: Buffer) => {
      this.#read(chunk, performance.now());
    });
  }

  /** Sends one message; false where it is dropped because the client does not read. */
  send(payload: Buffer): boolean {
    if (!this.#socket.writable) return false;
    const queued = this.#socket.writableLength;
    if (queued > maxQueuedDataBytes && isData(payload)) return false;
    if (queued > maxQueuedBytes) {
      this.close();
      return false;
    }
    this.#cork();
    this.#socket.write(payload);
    const { length } = payload;
    // ChannelData is filled up to a multiple of 4 in a stream (RFC 8656 section 12.5); STUN messages are one already.
    if (length % 4 !== 0) this.#socket.write(padding[length % 4] ?? '');
    return true;
  }

  /** Ends the connection now. May be called again. */
  close(): void {
    this.#socket.destroy();
  }

  /** Whether the connection is held for nothing. `isUsed`: the client has an allocation. */
  isStale(nowMs: number, isUsed: boolean): boolean {
    if (this.#unfinishedSinceMs !== null) {
      return nowMs - this.#unfinishedSinceMs >= unfinishedMs;
    }
    return !isUsed && nowMs - this.#lastMessageMs >= idleMs;
  }

  #read(chunk: Buffer, nowMs: number): void {
    const messages = this.#framer.push(chunk);
    if (messages.length > 0) {
      this.#lastMessageMs = nowMs;
      this.#unfinishedSinceMs = null;
    }
    for (const message of messages) {
      if (this.#socket.destroyed) return;
      this.#events.onMessage(this.tuple, message);
    }
    if (this.#framer.error) this.close();
    else if (this.#framer.pendingBytes > 0) this.#unfinishedSinceMs ??= nowMs;
  }

  /** What one turn of the event loop has for a client goes out at once: a system call costs more than a message. */
  #cork(): void {
    if (this.#isCorked) return;
    this.#isCorked = true;
    this.#socket.cork();
    setImmediate(() => {
      this.#isCorked = false;
      this.#socket.uncork();
    });
  }
}

function remoteEndpoint(socket: Socket, server: Endpoint): Endpoint {
  const { remoteAddress = '', remotePort = 0 } = socket;
  return { address: canonicalAddress(remoteAddress), port: remotePort, family: server.family };
}

/** ChannelData or a Data indication, and not an answer. */
function isData(payload: Buffer): boolean {
  const type = payload.readUInt16BE(0);
  return type >= 0x4000 || type === dataIndicationType;
}
