import { type AddressFamily, type Endpoint, formatEndpoint } from '../../shared/endpoint.ts';
import type { TurnAllocateResult, TurnStep } from '../../shared/report.ts';
import { attribute } from '../stun/index.ts';
import type { DecodedMessage, StunAttribute, StunMethod } from '../stun/index.ts';
import {
  allocateAttributes,
  type GrantedAllocation,
  grantedBy,
  isGone,
} from './client-allocation.ts';
import { ClientConnection, type ConnectionOptions } from './client-connection.ts';
import { decodeFromPeer, encodeForPeer, type RelayedData } from './client-data.ts';
import {
  type Rejected,
  tryAlternate,
  type TurnFailure,
  type TurnResult,
} from './client-failure.ts';
import type { ClientRequests } from './client-requests.ts';
import { ClientSteps } from './client-steps.ts';
import { minChannel } from './limits.ts';
import { restExpiryMs } from './client-rest.ts';

export type { GrantedAllocation } from './client-allocation.ts';

export type TurnClientOptions = ConnectionOptions & {
  /** Steps that led to the client: `resolve`. */
  steps?: readonly TurnStep[];
  /** The family of the relayed address; default what the server chooses, which is IPv4 (RFC 8656 section 7.2). */
  relayedFamily?: AddressFamily;
};

/**
 * The diagnosing TURN client over UDP, TCP or TLS (RFC 8656): one allocation, each step timed and kept in `steps`. What
 * the network and the server do comes back as data. After `close` nothing is left open.
 */
export class TurnClient {
  readonly #options: TurnClientOptions;
  readonly #steps: ClientSteps;
  readonly #connection: ClientConnection;
  readonly #channels = new Map<string, number>();
  readonly #peers = new Map<number, Endpoint>();
  readonly #listeners = new Set<(received: RelayedData) => void>();
  #allocation: GrantedAllocation | null = null;
  /** From the first signed Allocate request on the server may hold an allocation, whether or not it was heard to say so. */
  #mayHoldAllocation = false;

  constructor(options: TurnClientOptions) {
    this.#options = options;
    this.#steps = new ClientSteps(options.steps ?? [], 'connect' in options);
    this.#connection = new ClientConnection(options, this.#steps, (bytes) => {
      this.#receive(bytes);
    });
  }

  /** The server that is asked: after redirections another one than at the beginning. */
  get server(): Endpoint {
    return this.#connection.server;
  }

  get steps(): readonly TurnStep[] {
    return this.#steps.taken;
  }

  /** What is known so far, in the shape of the report. */
  get result(): TurnAllocateResult {
    const { server, localAddress, tls, requests } = this.#connection;
    const expiryMs = restExpiryMs(this.#options.username, Date.now());
    return {
      steps: [...this.steps],
      relayedAddress: this.#allocation?.relayedAddress ?? null,
      mappedAddress: this.#allocation?.mappedAddress ?? null,
      lifetimeSec: this.#allocation?.lifetimeSec ?? null,
      software: requests?.software ?? null,
      tls,
      serverAddress: server,
      localAddress,
      realm: requests?.signature?.realm ?? null,
      passwordAlgorithm: requests?.signature?.algorithm ?? null,
      credentialExpiresAt: expiryMs === null ? null : new Date(expiryMs).toISOString(),
    };
  }

  /**
   * Steps `connect` and `tls` where they are needed, `challenge` and `allocate` (RFC 8656 section 7), and `redirect` with all of
   * them again where a 300 is followed. A server that asks for no credentials gets none.
   */
  async allocate(): Promise<TurnResult<GrantedAllocation>> {
    for (;;) {
      const opened = await this.#connection.open();
      if (!opened.ok) return opened;
      const allocated = await this.#allocateHere(opened.value);
      if (allocated.ok || !this.#isToFollow(allocated.failure)) return allocated;
      const moved = await this.#connection.follow(allocated.failure);
      if (!moved.ok) return moved;
    }
  }

  #isToFollow(failure: TurnFailure): failure is Rejected {
    const { status } = failure;
    return (
      'connect' in this.#options && status === 'rejected' && failure.stunErrorCode === tryAlternate
    );
  }

  async #allocateHere(requests: ClientRequests): Promise<TurnResult<GrantedAllocation>> {
    const attributes = allocateAttributes(this.#options.relayedFamily);
    const challenge = await this.step('challenge', () =>
      requests.challenge('Allocate', attributes),
    );
    if (!challenge.ok) return challenge;
    const open = challenge.value;
    if (open) return this.step('allocate', () => Promise.resolve(this.#granted(open)));
    this.#mayHoldAllocation = true;
    const allocated = await this.step('allocate', async () => {
      const response = await requests.request('Allocate', attributes);
      return response.ok ? this.#granted(response.value) : response;
    });
    if (!allocated.ok && allocated.failure.status === 'rejected') this.#mayHoldAllocation = false;
    return allocated;
  }

  /** Step `permission`: lets packets from and to the peer's address pass for 5 minutes (RFC 8656 section 10). */
  createPermission(...peers: Endpoint[]): Promise<TurnResult<DecodedMessage>> {
    const attributes = peers.map((value) => ({ name: 'XOR-PEER-ADDRESS', value }) as const);
    return this.step('permission', () => this.#request('CreatePermission', attributes));
  }

  /** Step `channel`: binds a channel, which `send` to that peer then uses (RFC 8656 section 12). */
  async bindChannel(
    peer: Endpoint,
    number = this.#channels.get(formatEndpoint(peer)) ?? minChannel + this.#channels.size,
  ): Promise<TurnResult<DecodedMessage>> {
    // The server may use the channel before its answer arrives here.
    this.#peers.set(number, peer);
    const bound = await this.step('channel', () =>
      this.#request('ChannelBind', [
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
      const response = await this.#request('Refresh', [{ name: 'LIFETIME', value }]);
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
    const bytes = encodeForPeer(peer, data, this.#channels.get(formatEndpoint(peer)), {
      padded: this.#connection.padsChannelData,
    });
    this.#connection.send(bytes);
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
      this.#connection.requests?.sendOnly('Refresh', [{ name: 'LIFETIME', value: 0 }]);
    }
    this.#connection.close();
  }

  #receive(bytes: Buffer): void {
    const received = decodeFromPeer(bytes, (channel) => this.#peers.get(channel));
    if (received) for (const listener of this.#listeners) listener(received);
  }

  #granted(response: DecodedMessage): TurnResult<GrantedAllocation> {
    this.#mayHoldAllocation = true;
    const granted = grantedBy(response);
    if (granted.ok) this.#allocation = granted.value;
    return granted;
  }

  /** Runs and times a step and keeps it in `steps`, under one of RFC 8656's requests or a name of the caller's. */
  step<T>(name: string, run: () => Promise<TurnResult<T>>): Promise<TurnResult<T>> {
    return this.#steps.run(name, run);
  }

  /** Before an allocation was tried nothing is open, and to ask is a mistake. */
  #request(method: StunMethod, attributes: StunAttribute[]): Promise<TurnResult<DecodedMessage>> {
    const { requests } = this.#connection;
    if (!requests) throw new Error('Allocate first: there is no connection yet');
    return requests.request(method, attributes);
  }
}
