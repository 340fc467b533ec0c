import type { Endpoint } from '../../shared/endpoint.ts';
import type { TurnStep } from '../../shared/report.ts';
import type { GrantedAllocation, TurnClient } from './client.ts';
import type { TurnFailure, TurnResult } from './client-failure.ts';

/** The other end of a relay test: it sends back what reaches it. */
export interface RelayPeer {
  /** `allocation`: a second one on the same server. `socket`: a UDP socket of this computer. */
  kind: 'allocation' | 'socket';
  /** Where the client sends to. */
  endpoint: Endpoint;
  /** What its own allocation took; of a socket, none. */
  readonly steps: readonly TurnStep[];
  /** Makes it use ChannelData on its side too; a socket has no channels. */
  bindChannel(): Promise<TurnResult<unknown>>;
  /** Ends its allocation. */
  release(): Promise<void>;
  /** May be called again. */
  close(): Promise<void>;
}

/** `peer-allocate` is the second allocation; the others are steps of the client. */
export type RelayTestStep =
  'allocate' | 'peer-allocate' | 'permission' | 'send-data' | 'channel' | 'channel-data';

/** Where and why a test ended early. */
export interface RelayTestStop {
  step: RelayTestStep;
  failure: TurnFailure;
  /** Steps of the second allocation that did not succeed. */
  peerSteps?: readonly TurnStep[];
}

export type FoundPeer = { ok: true; peer: RelayPeer } | { ok: false; stop: RelayTestStop };

/**
 * Finds a peer that the client is allowed to reach (step `permission`). Null: this kind of peer cannot be had here, which
 * says nothing about the server.
 */
export type FindPeer = (
  client: TurnClient,
  allocation: GrantedAllocation,
  signal: AbortSignal,
) => Promise<FoundPeer | null>;

/** What a peer without an allocation has nothing to do for. */
export const withoutAllocation = {
  steps: [],
  bindChannel: () => Promise.resolve({ ok: true, value: null } as const),
  release: () => Promise.resolve(),
} as const;
