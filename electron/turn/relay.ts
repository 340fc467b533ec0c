import { randomBytes } from 'node:crypto';
import type { Endpoint } from '../../shared/endpoint.ts';
import { success, type Outcome } from '../../shared/outcome.ts';
import { hostFamily } from '../../shared/uri.ts';
import type { Action, Payload } from './action.ts';
import { isLoopbackAddress } from './loopback.ts';
import { TurnProtocol } from './protocol.ts';
import { badPort, credentialProblem, listenFailure, notLoopback } from './relay-failure.ts';
import { RelaySockets } from './relay-sockets.ts';
import { UdpSocket } from './udp-socket.ts';

export interface RelayOptions {
  /** A loopback address, default 127.0.0.1. */
  host?: string;
  /** 0, the default, takes a free port. */
  port?: number;
  /** Random where it is missing. */
  username?: string;
  /** Random where it is missing. */
  credential?: string;
  realm?: string;
}

/** What went through the relay since it started. Payload bytes, without headers. */
export interface RelayCounters {
  allocations: number;
  activeAllocations: number;
  packetsToPeers: number;
  bytesToPeers: number;
  /** Answers to requests included. */
  packetsToClients: number;
  bytesToClients: number;
  /** Datagrams that were no message, or had no allocation, permission or channel. */
  discarded: number;
}

export interface RunningRelay {
  endpoint: Endpoint;
  username: string;
  credential: string;
  realm: string;
  /** A snapshot. */
  readonly counters: RelayCounters;
  /** Ends all allocations and sockets. May be called again. */
  close(): Promise<void>;
}

const software = 'Callpath relay';
/** Allocations that nobody touches end within this time after their expiry. */
const sweepEveryMs = 1000;
/**
 * Starts the embedded relay: TURN over UDP (RFC 8656) on a loopback address, for loopback peers only. Fails with
 * `host-not-loopback`, `port-not-valid`, `bad-credentials`, `port-in-use`, `port-not-allowed` or `cannot-listen`.
 */
export async function startRelay(options: RelayOptions = {}): Promise<Outcome<RunningRelay>> {
  const { host = '127.0.0.1', port = 0, realm = 'callpath.local' } = options;
  const family = hostFamily(host);
  if (family === null || !isLoopbackAddress(host)) return notLoopback(host);
  // dgram would take the port modulo 65536.
  if (!Number.isInteger(port) || port < 0 || port > 65_535) return badPort(port);
  const username = options.username ?? randomBytes(9).toString('base64url');
  const credential = options.credential ?? randomBytes(24).toString('base64url');
  const problem = credentialProblem(username, credential, realm);
  if (problem) return problem;

  const relay = new SocketRelay({ username, credential, realm });
  try {
    await relay.listen({ address: host, port, family });
  } catch (error) {
    return listenFailure(error, { address: host, port });
  }
  return success(relay);
}

/** Performs the protocol's actions on sockets. */
class SocketRelay implements RunningRelay {
  readonly username: string;
  readonly credential: string;
  readonly realm: string;
  readonly #protocol: TurnProtocol;
  readonly #sockets: RelaySockets;
  readonly #opening = new Set<Promise<void>>();
  readonly #sent = { packetsToPeers: 0, bytesToPeers: 0, packetsToClients: 0, bytesToClients: 0 };
  #listener: UdpSocket | null = null;
  #sweeper: NodeJS.Timeout | undefined;
  #closing: Promise<void> | null = null;

  constructor(account: { username: string; credential: string; realm: string }) {
    this.username = account.username;
    this.credential = account.credential;
    this.realm = account.realm;
    this.#protocol = new TurnProtocol({
      nowMs: () => performance.now(),
      realm: account.realm,
      accounts: [account],
      software,
    });
    this.#sockets = new RelaySockets((relay, bytes, from) => {
      this.#perform(this.#protocol.handlePeerDatagram({ relay, from, bytes }));
    });
  }

  async listen(address: Endpoint): Promise<void> {
    const listener = await UdpSocket.bind(address, (bytes, client) => {
      const tuple = { transport: 'udp', client, server: listener.endpoint } as const;
      this.#perform(this.#protocol.handleDatagram({ tuple, bytes }));
    });
    this.#listener = listener;
    this.#sweeper = setInterval(() => {
      this.#perform(this.#protocol.expire());
    }, sweepEveryMs);
    // The listener keeps a process alive that wants to relay; the clock alone should not.
    this.#sweeper.unref();
  }

  get endpoint(): Endpoint {
    if (!this.#listener) throw new Error('The relay has no endpoint before it listens.');
    return this.#listener.endpoint;
  }

  get counters(): RelayCounters {
    const { granted, active, discarded } = this.#protocol;
    return { allocations: granted, activeAllocations: active, ...this.#sent, discarded };
  }

  close(): Promise<void> {
    this.#closing ??= this.#close();
    return this.#closing;
  }

  async #close(): Promise<void> {
    clearInterval(this.#sweeper);
    await this.#listener?.close();
    await Promise.all(this.#opening);
    await this.#sockets.closeAll();
  }

  #perform(actions: readonly Action[]): void {
    for (const action of actions) {
      switch (action.type) {
        case 'send-to-peer':
          this.#sent.packetsToPeers += 1;
          this.#sent.bytesToPeers += action.payload.length;
          this.#sockets.get(action.relay)?.send(action.payload, action.peer);
          break;
        case 'send-to-client':
          this.#sent.packetsToClients += 1;
          this.#sent.bytesToClients += payloadLength(action.payload);
          this.#listener?.send(action.payload, action.to.client);
          break;
        case 'open-relay':
          this.#open(action);
          break;
        case 'close-client':
          break;
        case 'close-relay':
          void this.#sockets.close(action.relay);
          break;
      }
    }
  }

  #open(action: Extract<Action, { type: 'open-relay' }>): void {
    const opening = this.#sockets.open(action).then((opened) => {
      this.#opening.delete(opening);
      const { relay } = action;
      const actions = opened
        ? this.#protocol.handleRelayOpened(relay, opened.address, opened.reserved)
        : this.#protocol.handleRelayFailed(relay);
      this.#perform(actions);
    });
    this.#opening.add(opening);
  }
}

function payloadLength(payload: Payload): number {
  return Buffer.isBuffer(payload) ? payload.length : payload[1].length;
}
