import { randomBytes } from 'node:crypto';
import type { Endpoint } from '../../shared/endpoint.ts';
import type { RelayId } from './action.ts';
import type { Allocation, RelayedSide } from './allocation.ts';
import { reservationSec } from './limits.ts';
import { Places } from './places.ts';

/** A relay socket that waits for the client who has its token (RFC 8656 section 18.10). */
interface Reservation {
  relay: RelayId;
  address: Endpoint;
  username: string;
  account: string;
  expiresAtMs: number;
}

/** The relay's allocations and reservations. What is removed or expires is returned as the relay sockets to close. */
export class AllocationTable {
  /** Relay sockets, taken ones and promised ones. */
  readonly places = new Places();
  readonly #byTuple = new Map<string, Allocation>();
  readonly #byRelay = new Map<RelayId, Allocation>();
  readonly #reservations = new Map<string, Reservation>();
  #nextRelay: RelayId = 1;
  /** Nothing expires before this: looking at the clock is then enough. */
  #nextExpiryMs = Infinity;

  get size(): number {
    return this.#byTuple.size;
  }

  newRelayId(): RelayId {
    return this.#nextRelay++;
  }

  byTuple(tupleKey: string): Allocation | undefined {
    return this.#byTuple.get(tupleKey);
  }

  byRelay(relay: RelayId): Allocation | undefined {
    return this.#byRelay.get(relay);
  }

  all(): Iterable<Allocation> {
    return this.#byTuple.values();
  }

  add(allocation: Allocation): void {
    this.#byTuple.set(allocation.tupleKey, allocation);
    for (const side of allocation.sides) {
      this.#byRelay.set(side.relay, allocation);
      this.places.take(allocation.account);
      this.#expireAt(side.expiresAtMs);
    }
  }

  /** Sets the end of a relayed address, which may be earlier than it was. */
  prolong(side: RelayedSide, expiresAtMs: number): void {
    side.expiresAtMs = expiresAtMs;
    this.#expireAt(expiresAtMs);
  }

  /** Takes relayed addresses away, and the allocation with the last of them. */
  remove(allocation: Allocation, sides: readonly RelayedSide[] = allocation.sides): RelayId[] {
    for (const { relay } of sides) {
      allocation.drop(relay);
      this.#byRelay.delete(relay);
      this.places.give(allocation.account);
    }
    if (allocation.sides.length === 0) this.#byTuple.delete(allocation.tupleKey);
    return sides.map(({ relay }) => relay);
  }

  /**
   * Keeps an open relay socket, whose place is already taken, for whoever brings the returned token: 8 bytes that cannot
   * be guessed.
   */
  reserve(
    relay: RelayId,
    address: Endpoint,
    owner: Pick<Reservation, 'username' | 'account'>,
    nowMs: number,
  ): Buffer {
    const token = randomBytes(8);
    const expiresAtMs = nowMs + reservationSec * 1000;
    const { username, account } = owner;
    this.#reservations.set(token.toString('hex'), {
      relay,
      address,
      username,
      account,
      expiresAtMs,
    });
    this.#expireAt(expiresAtMs);
    return token;
  }

  /** Hands out the reserved relay socket, once and only to the one who reserved it. Its place is given back. */
  claim(token: Buffer, username: string): Pick<Reservation, 'relay' | 'address'> | undefined {
    const key = token.toString('hex');
    const reservation = this.#reservations.get(key);
    if (reservation?.username !== username) return undefined;
    this.#forget(key, reservation);
    return reservation;
  }

  /** Forgets what has expired. */
  expire(nowMs: number): RelayId[] {
    if (nowMs < this.#nextExpiryMs) return [];
    const closed: RelayId[] = [];
    this.#nextExpiryMs = Infinity;
    for (const allocation of this.#byTuple.values()) {
      const expired = allocation.sides.filter((side) => nowMs >= side.expiresAtMs);
      if (expired.length > 0) closed.push(...this.remove(allocation, expired));
      for (const side of allocation.sides) this.#expireAt(side.expiresAtMs);
    }
    for (const [key, reservation] of this.#reservations) {
      if (nowMs < reservation.expiresAtMs) this.#expireAt(reservation.expiresAtMs);
      else {
        this.#forget(key, reservation);
        closed.push(reservation.relay);
      }
    }
    return closed;
  }

  #forget(key: string, { account }: Reservation): void {
    this.#reservations.delete(key);
    this.places.give(account);
  }

  #expireAt(expiresAtMs: number): void {
    this.#nextExpiryMs = Math.min(this.#nextExpiryMs, expiresAtMs);
  }
}
