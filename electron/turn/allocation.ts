import {
  type AddressFamily,
  type Endpoint,
  formatEndpoint,
  sameEndpoint,
} from '../../shared/endpoint.ts';
import type { FiveTuple, RelayId } from './action.ts';
import { channelSec, maxChannels, maxPermissions, permissionSec } from './limits.ts';

/** One relayed address of an allocation. A dual allocation has two, one of each family (RFC 8656 section 5). */
export interface RelayedSide {
  relay: RelayId;
  family: AddressFamily;
  /** Null until the relay socket is open. */
  address: Endpoint | null;
  expiresAtMs: number;
}

interface Channel {
  number: number;
  peer: Endpoint;
  expiresAtMs: number;
}

/** Why a channel cannot be bound: another peer has the number, or another number the peer (RFC 8656 section 12.2). */
export type ChannelProblem = 'number-taken' | 'peer-taken' | 'no-capacity';

/** One client's relayed addresses with its permissions and channels. Times come in as `nowMs`; nothing here waits. */
export class Allocation {
  readonly tuple: FiveTuple;
  readonly tupleKey: string;
  readonly username: string;
  /** Whose quota it counts against. */
  readonly account: string;
  /** Whether the client was told of it: its sockets are open. */
  ready = false;
  #sides: readonly RelayedSide[];
  readonly #permissions = new Map<string, number>();
  readonly #channelsByNumber = new Map<number, Channel>();
  readonly #channelsByPeer = new Map<string, Channel>();
  /** A stream asks for the same one with each packet, and making the key of a peer costs more than all the rest of it. */
  #lastChannel: Channel | undefined;

  constructor(init: {
    tuple: FiveTuple;
    tupleKey: string;
    username: string;
    account: string;
    sides: readonly RelayedSide[];
  }) {
    this.tuple = init.tuple;
    this.tupleKey = init.tupleKey;
    this.username = init.username;
    this.account = init.account;
    this.#sides = init.sides;
  }

  /** Its relayed addresses; none once it has ended. */
  get sides(): readonly RelayedSide[] {
    return this.#sides;
  }

  /** The relay socket for peers of that family. */
  relayFor(family: AddressFamily): RelayId | undefined {
    for (const side of this.#sides) if (side.family === family) return side.relay;
    return undefined;
  }

  /** Takes away a relayed address. */
  drop(relay: RelayId): void {
    this.#sides = this.#sides.filter((side) => side.relay !== relay);
  }

  /** Whether packets may pass to and from that address, whatever the port (RFC 8656 section 9). */
  permits(address: string, nowMs: number): boolean {
    const expiresAtMs = this.#permissions.get(address);
    return expiresAtMs !== undefined && nowMs < expiresAtMs;
  }

  /** Installs or renews the permissions of all these addresses; false and no change where there are too many. */
  permit(addresses: readonly string[], nowMs: number): boolean {
    this.#forgetExpiredPermissions(nowMs);
    const added = new Set(addresses.filter((address) => !this.#permissions.has(address)));
    if (this.#permissions.size + added.size > maxPermissions) return false;
    for (const address of addresses) this.#permissions.set(address, nowMs + permissionSec * 1000);
    return true;
  }

  /** Binds the channel or renews its binding, and the peer's permission with it (RFC 8656 section 12.2). */
  bindChannel(number: number, peer: Endpoint, nowMs: number): ChannelProblem | null {
    this.#forgetExpiredChannels(nowMs);
    const peerKey = formatEndpoint(peer);
    const byNumber = this.#channelsByNumber.get(number);
    const byPeer = this.#channelsByPeer.get(peerKey);
    if (byNumber && byNumber !== byPeer) return 'number-taken';
    if (byPeer && byNumber !== byPeer) return 'peer-taken';
    if (!byNumber && this.#channelsByNumber.size >= maxChannels) return 'no-capacity';
    if (!this.permit([peer.address], nowMs)) return 'no-capacity';
    const channel = byNumber ?? { number, peer, expiresAtMs: 0 };
    channel.expiresAtMs = nowMs + channelSec * 1000;
    this.#channelsByNumber.set(number, channel);
    this.#channelsByPeer.set(peerKey, channel);
    return null;
  }

  /** The peer to which the channel is bound. */
  channelPeer(number: number, nowMs: number): Endpoint | undefined {
    const channel = this.#channelsByNumber.get(number);
    return channel && nowMs < channel.expiresAtMs ? channel.peer : undefined;
  }

  /** The channel that is bound to the peer. */
  channelOf(peer: Endpoint, nowMs: number): number | undefined {
    let channel = this.#lastChannel;
    if (!channel || !sameEndpoint(channel.peer, peer)) {
      channel = this.#channelsByPeer.get(formatEndpoint(peer));
      this.#lastChannel = channel;
    }
    return channel && nowMs < channel.expiresAtMs ? channel.number : undefined;
  }

  /** Permissions and channels that are held, the expired but not yet forgotten ones included. */
  get held(): { permissions: number; channels: number } {
    return { permissions: this.#permissions.size, channels: this.#channelsByNumber.size };
  }

  #forgetExpiredPermissions(nowMs: number): void {
    for (const [address, expiresAtMs] of this.#permissions) {
      if (nowMs >= expiresAtMs) this.#permissions.delete(address);
    }
  }

  #forgetExpiredChannels(nowMs: number): void {
    for (const [number, channel] of this.#channelsByNumber) {
      if (nowMs < channel.expiresAtMs) continue;
      this.#channelsByNumber.delete(number);
      this.#channelsByPeer.delete(formatEndpoint(channel.peer));
      if (this.#lastChannel === channel) this.#lastChannel = undefined;
    }
  }
}
