import { type Endpoint, formatEndpoint } from '../../shared/endpoint.ts';
import type { TurnAllocateResult, TurnStep } from '../../shared/report.ts';
import { attribute } from '../stun/index.ts';
import type { DecodedMessage, StunAttribute } from '../stun/index.ts';
import { ClientRequests, type TurnClientOptions } from './client-requests.ts';
import { decodeFromPeer, encodeForPeer, type RelayedData } from './client-data.ts';
import { malformed, type TurnFailure, type TurnResult } from './client-failure.ts';
import { minChannel } from './limits.ts';

/** What the server granted. */
export interface GrantedAllocation {
  relayedAddress: Endpoint;
  mappedAddress: Endpoint | null;
  lifetimeSec: number | null;
}

const udp = 17;

/**
 * The diagnosing TURN client over UDP, TCP or TLS (RFC 8656): one allocation, each step timed and kept in `steps`. What the network
 * and the server do comes back as data. After `close` nothing is left open.
 */
export class TurnClient {
  readonly steps: TurnStep[] = [];
  readonly #options: TurnClientOptions;
  readonly #requests: ClientRequests;
  readonly #channels = new Map<string, number>();
  readonly #peers = new Map<number, Endpoint>();
  readonly #listeners = new Set<(received: RelayedData) => void>();
  #allocation: GrantedAllocation | null = null;
  /** From the first signed Allocate request on the server may hold an allocation, whether or not it was heard to say so. */
  #mayHoldAllocation = false;

  constructor(options: TurnClientOptions) {
    this.#options = options;
    this.#requests = new ClientRequests(options);
    options.socket.onDatagram((bytes) => {
      this.#receive(bytes);
    });
  }

  /** What is known so far, in the shape of the report. */
  get result(): TurnAllocateResult {
    return {
      steps: [...this.steps],
      relayedAddress: this.#allocation?.relayedAddress ?? null,
      mappedAddress: this.#allocation?.mappedAddress ?? null,
      lifetimeSec: this.#allocation?.lifetimeSec ?? null,
      software: this.#requests.software,
      tls: null,
    };
  }

  /** Steps `challenge` and `allocate` (RFC 8656 section 7). A server that asks for no credentials gets none. */
  async allocate(): Promise<TurnResult<GrantedAllocation>> {
    const attributes: StunAttribute[] = [{ name: 'REQUESTED-TRANSPORT', value: udp }];
    const challenge = await this.step('challenge', () =>
      this.#requests.challenge('Allocate', attributes),
    );
    if (!challenge.ok) return challenge;
    const open = challenge.value;
    if (open) return this.step('allocate', () => Promise.resolve(this.#granted(open)));
    this.#mayHoldAllocation = true;
    const allocated = await this.step('allocate', async () => {
      const response = await this.#requests.request('Allocate', attributes);
      return response.ok ? this.#granted(response.value) : response;
    });
    if (!allocated.ok && allocated.failure.status === 'rejected') this.#mayHoldAllocation = false;
    return allocated;
  }

  /** Step `permission`: lets packets from and to the peer's address pass for 5 minutes (RFC 8656 section 10). */
  createPermission(...peers: Endpoint[]): Promise<TurnResult<DecodedMessage>> {
    const attributes = peers.map((value) => ({ name: 'XOR-PEER-ADDRESS', value }) as const);
    return this.step('permission', () => this.#requests.request('CreatePermission', attributes));
  }

  /** Step `channel`: binds a channel, which `send` to that peer then uses (RFC 8656 section 12). */
  async bindChannel(
    peer: Endpoint,
    number = this.#channels.get(formatEndpoint(peer)) ?? minChannel + this.#channels.size,
  ): Promise<TurnResult<DecodedMessage>> {
    // The server may use the channel before its answer arrives here.
    this.#peers.set(number, peer);
    const bound = await this.step('channel', () =>
      this.#requests.request('ChannelBind', [
        { name: 'CHANNEL-NUMBER', value: number },
        { name: 'XOR-PEER-ADDRESS', value: peer },
      ]),
    );
    if (bound.ok) this.#channels.set(formatEndpoint(peer), number);
    else this.#peers.delete(number);
    return bound;
  }

  /** Step `refresh`, or `release` with 0, which ends the allocation (RFC 8656 section 8). Seconds granted. */
  refresh(lifetimeSec: number): Promise<TurnResult<number>> {
    return this.step(lifetimeSec === 0 ? 'release' : 'refresh', async () => {
      const value = lifetimeSec;
      const response = await this.#requests.request('Refresh', [{ name: 'LIFETIME', value }]);
      if (lifetimeSec === 0 && (response.ok || isGone(response.failure))) {
        this.#mayHoldAllocation = false;
        return { ok: true, value: 0 };
      }
      if (!response.ok) return response;
      return { ok: true, value: attribute(response.value, 'LIFETIME') ?? lifetimeSec };
    });
  }

  /** Sends data to a peer by its channel, or by a Send indication. Nobody tells whether it arrives. */
  send(peer: Endpoint, data: Buffer): void {
    const { socket, server } = this.#options;
    const bytes = encodeForPeer(peer, data, this.#channels.get(formatEndpoint(peer)), {
      padded: socket.transport !== 'udp',
    });
    socket.send(bytes, server);
  }

  /** Listens to data from peers; returns its own unsubscribe. */
  onData(listener: (received: RelayedData) => void): () => void {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  }

  /** Closes the socket. An allocation that was not released is ended by a last packet. May be called again. */
  close(): void {
    if (this.#mayHoldAllocation) {
      this.#mayHoldAllocation = false;
      this.#requests.sendOnly('Refresh', [{ name: 'LIFETIME', value: 0 }]);
    }
    this.#options.socket.close();
  }

  #receive(bytes: Buffer): void {
    const received = decodeFromPeer(bytes, (channel) => this.#peers.get(channel));
    if (received) for (const listener of this.#listeners) listener(received);
  }

  #granted(response: DecodedMessage): TurnResult<GrantedAllocation> {
    const relayedAddress = attribute(response, 'XOR-RELAYED-ADDRESS');
    this.#mayHoldAllocation = true;
    if (!relayedAddress) {
      const failure = malformed('attribute XOR-RELAYED-ADDRESS', 'is missing', 1);
      return { ok: false, failure };
    }
    this.#allocation = {
      relayedAddress,
      mappedAddress: attribute(response, 'XOR-MAPPED-ADDRESS') ?? null,
      lifetimeSec: attribute(response, 'LIFETIME') ?? null,
    };
    return { ok: true, value: this.#allocation };
  }

  /** Runs and times a step and keeps it in `steps`, under one of RFC 8656's requests or a name of the caller's. */
  async step<T>(name: string, run: () => Promise<TurnResult<T>>): Promise<TurnResult<T>> {
    const startedMs = performance.now();
    const result = await run();
    const rejected = !result.ok && result.failure.status === 'rejected' ? result.failure : null;
    this.steps.push({
      name,
      status: result.ok ? 'passed' : 'failed',
      durationMs: performance.now() - startedMs,
      stunErrorCode: rejected?.stunErrorCode ?? null,
    });
    return result;
  }
}

/** An allocation that the server does not have is released (RFC 8656 section 8.3). */
function isGone(failure: TurnFailure): boolean {
  return failure.status === 'rejected' && failure.stunErrorCode === 437;
}
