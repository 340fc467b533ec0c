import type { AddressFamily, Endpoint } from '../../shared/endpoint.ts';
import { checkFingerprint, decodeMessage } from '../stun/index.ts';
import type { DecodedMessage } from '../stun/index.ts';
import type { Account } from './account-keys.ts';
import { fiveTupleKey } from './action.ts';
import type { Action, ClientDatagram, FiveTuple, PeerDatagram, RelayId } from './action.ts';
import { AllocationTable } from './allocation-table.ts';
import { Authenticator } from './auth.ts';
import { DataPath } from './data-path.ts';
import { held, type Held } from './held.ts';
import { icmpIndication, type PeerErrorCode } from './icmp.ts';
import { defaultLoopbackMtu, defaultMaxRelays, defaultMaxRelaysPerAccount } from './limits.ts';
import { isLoopbackAddress } from './loopback.ts';
import type { NatBehaviour } from './requests/binding.ts';
import { closeRelays } from './requests/close-relays.ts';
import { TurnRequests } from './requests/requests.ts';
import { SteadyClock } from './steady-clock.ts';
import { WallClock } from './wall-clock.ts';

export interface ProtocolOptions {
  /** A monotonic clock in milliseconds, not negative. Lifetimes know no other time. */
  nowMs: () => number;
  realm: string;
  accounts: readonly Account[];
  /** Accepts REST credentials made with this secret beside the accounts. */
  restSecret?: string | undefined;
  /** Seconds since 1970, for REST credentials only; default the computer's clock. */
  nowUnixSec?: () => number;
  /** What SOFTWARE says. */
  software: string;
  /** Families of the relayed addresses that can be had; default IPv4 only. */
  families?: readonly AddressFamily[];
  /** Relay sockets at one time, two for a dual allocation and reserved ones included; default 2048. */
  maxRelays?: number;
  /** Relay sockets of one account at one time; default 1024. */
  maxRelaysPerAccount?: number;
  /** Answers NAT behaviour tests (RFC 5780) on these listeners. Without it CHANGE-REQUEST is refused with 420. */
  natBehaviour?: NatBehaviour | undefined;
  /** The largest packet on loopback, for DONT-FRAGMENT; default 65,536. */
  loopbackMtu?: number;
}

/**
 * The server's side of TURN (RFC 8656) without sockets or timers: datagrams go in, actions come out. It relays to
 * loopback peers only. Nothing that arrives makes it throw; what is not worth an answer is counted in `discarded`.
 */
export class TurnProtocol {
  /** Datagrams that were thrown away: no message, no allocation, no permission or no channel. */
  discarded = 0;
  readonly #clock: SteadyClock;
  readonly #mtu: number;
  readonly #table = new AllocationTable();
  readonly #data: DataPath;
  readonly #requests: TurnRequests;

  constructor(options: ProtocolOptions) {
    const { realm, accounts, restSecret, software } = options;
    this.#clock = new SteadyClock(options.nowMs);
    this.#mtu = options.loopbackMtu ?? defaultLoopbackMtu;
    this.#data = new DataPath(this.#table, this.#mtu);
    const nowUnixSec = options.nowUnixSec ?? (() => Date.now() / 1000);
    const wallClock = new WallClock(nowUnixSec, this.#clock.nowMs());
    this.#requests = new TurnRequests({
      table: this.#table,
      policy: {
        families: options.families ?? ['IPv4'],
        maxRelays: options.maxRelays ?? defaultMaxRelays,
        maxRelaysPerAccount: options.maxRelaysPerAccount ?? defaultMaxRelaysPerAccount,
        isPeerAllowed: isLoopbackAddress,
      },
      auth: new Authenticator({ realm, accounts, restSecret, wallClock }),
      natBehaviour: options.natBehaviour ?? null,
      software,
    });
  }

  /** Allocations that are alive, those whose socket is being opened included. */
  get active(): number {
    return this.#table.size;
  }

  /** Allocations that were granted. */
  get granted(): number {
    return this.#requests.granted;
  }

  /** What the relay keeps in memory, counted: for tests of its bounds and for diagnosis. */
  get held(): Held {
    return held(this.#table, this.#requests);
  }

  /** Takes a datagram from a client, or a message that was cut out of its TCP stream. */
  handleDatagram({ tuple, bytes }: ClientDatagram): Action[] {
    const nowMs = this.#clock.nowMs();
    const expired = this.#expire(nowMs);
    const actions = this.#fromClient(tuple, bytes, nowMs);
    return expired.length === 0 ? actions : [...expired, ...actions];
  }

  /** Takes a datagram that arrived at a relay socket, for the client that owns it (RFC 8656 section 11.3). */
  handlePeerDatagram(datagram: PeerDatagram): Action[] {
    const nowMs = this.#clock.nowMs();
    const expired = this.#expire(nowMs);
    const passed = this.#passed(this.#data.fromPeer(datagram, nowMs));
    return expired.length === 0 ? passed : [...expired, ...passed];
  }

  /** A datagram to that peer could not be delivered: its client is told (RFC 8656 section 11.5). */
  handlePeerError({ relay, peer, code }: PeerError): Action[] {
    const nowMs = this.#clock.nowMs();
    const allocation = this.#table.byRelay(relay);
    if (!allocation?.permits(peer.address, nowMs)) return [];
    return [icmpIndication(allocation, peer, code, this.#mtu)];
  }

  /** The client's TCP connection has ended, and its allocation with it: nobody can use it any more. */
  handleClientGone(tuple: FiveTuple): Action[] {
    const allocation = this.#table.byTuple(fiveTupleKey(tuple));
    return allocation ? closeRelays(this.#table.remove(allocation)) : [];
  }

  /** An `open-relay` action is done: `address` is its socket's, `reserved` the one of the port behind it. */
  handleRelayOpened(relay: RelayId, address: Endpoint, reserved: Endpoint | null = null): Action[] {
    const nowMs = this.#clock.nowMs();
    return this.#requests.settled((one) => one.opened(relay, address, reserved, nowMs), nowMs);
  }

  /** An `open-relay` action is impossible: no socket, or no even port. */
  handleRelayFailed(relay: RelayId): Action[] {
    return this.#requests.settled((one) => one.failed(relay), this.#clock.nowMs());
  }

  /** Whether the client has an allocation, or one that is being opened. */
  hasAllocation(tuple: FiveTuple): boolean {
    return this.#table.byTuple(fiveTupleKey(tuple)) !== undefined;
  }

  /** Ends what has expired. To be called now and then; every datagram does it as well. */
  expire(): Action[] {
    return this.#expire(this.#clock.nowMs());
  }

  #expire(nowMs: number): Action[] {
    return closeRelays(this.#table.expire(nowMs));
  }

  #fromClient(tuple: FiveTuple, bytes: Buffer, nowMs: number): Action[] {
    // The first two bits tell ChannelData from STUN messages (RFC 8656 section 12).
    if (((bytes[0] ?? 0) & 0xc0) === 0x40) {
      return this.#passed(this.#data.channelData(tuple, bytes, nowMs));
    }
    const sent = this.#data.plainSend(tuple, bytes, nowMs);
    if (sent !== undefined) return this.#passed(sent);
    const decoded = decodeMessage(bytes);
    if (!decoded.ok || checkFingerprint(decoded.message) === 'invalid') return this.#discard();
    const { message } = decoded;
    if (message.class === 'request') return this.#requests.handle(message, tuple, nowMs);
    if (message.class === 'indication') return this.#indication(message, tuple, nowMs);
    return this.#discard();
  }

  #indication(message: DecodedMessage, tuple: FiveTuple, nowMs: number): Action[] {
    // A Binding indication keeps a NAT's binding open and has no answer (RFC 8489 section 3).
    if (message.method === 'Binding') return [];
    if (message.method !== 'Send') return this.#discard();
    return this.#passed(this.#data.sendIndication(message, tuple, nowMs));
  }

  /** Application data on its way, or a datagram more that was thrown away. */
  #passed(action: Action | null): Action[] {
    return action ? [action] : this.#discard();
  }

  #discard(): Action[] {
    this.discarded += 1;
    return [];
  }
}

/** A socket error that is known to belong to a datagram to this peer. */
export interface PeerError {
  relay: RelayId;
  peer: Endpoint;
  code: PeerErrorCode;
}
