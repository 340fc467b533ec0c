import { createServer, type Server, type Socket } from 'node:net';
import { once } from 'node:events';
import type { Endpoint } from '../../shared/endpoint.ts';
import { fiveTupleKey, type FiveTuple } from './action.ts';
import type { ClientEvents } from './client-events.ts';
import { TcpClient } from './tcp-client.ts';
import { maxConnections } from './tcp-limits.ts';

/** The relay's TCP port (RFC 8656 section 2.1) with its connections. */
export class TcpListener {
  readonly endpoint: Endpoint;
  readonly #server: Server;
  readonly #events: ClientEvents;
  readonly #clients = new Map<string, TcpClient>();

  private constructor(server: Server, endpoint: Endpoint, events: ClientEvents) {
    this.#server = server;
    this.endpoint = endpoint;
    this.#events = events;
    server.maxConnections = maxConnections;
    server.on('error', () => undefined);
    server.on('connection', (socket) => {
      this.#accept(socket);
    });
  }

  /** Rejects with Node's error, whose `code` says why. */
  static async listen(endpoint: Endpoint, events: ClientEvents): Promise<TcpListener> {
    // A client that ends its half gets the answers that are on their way, then the connection ends as well.
    const server = createServer({ allowHalfOpen: false, keepAlive: true, noDelay: true });
    const listening = once(server, 'listening');
    server.listen({ host: endpoint.address, port: endpoint.port, ipv6Only: true });
    await listening;
    const address = server.address();
    const port = typeof address === 'object' ? (address?.port ?? 0) : 0;
    return new TcpListener(server, { ...endpoint, port }, events);
  }

  /** Connections that are open. */
  get size(): number {
    return this.#clients.size;
  }

  /** Sends one message to a client; false where it is dropped. */
  send(tuple: FiveTuple, payload: Buffer): boolean {
    return this.#clients.get(fiveTupleKey(tuple))?.send(payload) === true;
  }

  closeClient(tuple: FiveTuple): void {
    this.#clients.get(fiveTupleKey(tuple))?.close();
  }

  /** Ends connections that are held for nothing. */
  closeStale(nowMs: number, isUsed: (tuple: FiveTuple) => boolean): void {
    for (const client of this.#clients.values()) {
      if (client.isStale(nowMs, isUsed(client.tuple))) client.close();
    }
  }

  /** Ends all connections and the port. May be called again. */
  async close(): Promise<void> {
    if (!this.#server.listening) return;
    const closed = once(this.#server, 'close');
    this.#server.close();
    for (const client of this.#clients.values()) client.close();
    await closed;
  }

  #accept(socket: Socket): void {
    // It may be gone again already, and then has no address.
    if (socket.remotePort === undefined) {
      socket.on('error', () => undefined);
      socket.destroy();
      return;
    }
    const client = new TcpClient(socket, this.endpoint, performance.now(), this.#events);
    this.#clients.set(client.tuple.key, client);
    socket.on('close', () => {
      this.#clients.delete(client.tuple.key);
      this.#events.onGone(client.tuple);
    });
  }
}
