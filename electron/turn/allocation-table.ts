import { randomBytes } from 'node:crypto';
import type { Endpoint } from '../../shared/endpoint.ts';
import type { RelayId } from './action.ts';
import type { Allocation } from './allocation.ts';
import { reservationSec } from './limits.ts';

/** A relay socket that waits for the client who has its token (RFC 8656 section 18.10). */
interface Reservation {
  relay: RelayId;
  address: Endpoint;
  username: string;
  expiresAtMs: number;
}

/** The relay's allocations and reservations. */
export class AllocationTable {
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

  countOf(username: string): number {
    let count = 0;
    for (const allocation of this.#byTuple.values()) if (allocation.username === username) count++;
    return count;
  }

  add(allocation: Allocation): void {
    this.#byTuple.set(allocation.tupleKey, allocation);
    this.#byRelay.set(allocation.relay, allocation);
    this.#nextExpiryMs = Math.min(this.#nextExpiryMs, allocation.expiresAtMs);
  }

  remove(allocation: Allocation): void {
    this.#byTuple.delete(allocation.tupleKey);
    this.#byRelay.delete(allocation.relay);
  }

  /** Keeps an open relay socket for whoever brings the returned token: 8 bytes that cannot be guessed. */
  reserve(relay: RelayId, address: Endpoint, username: string, nowMs: number): Buffer {
    const token = randomBytes(8);
    const expiresAtMs = nowMs + reservationSec * 1000;
    this.#reservations.set(token.toString('hex'), { relay, address, username, expiresAtMs });
    this.#nextExpiryMs = Math.min(this.#nextExpiryMs, expiresAtMs);
    return token;
  }

  /** Hands out the reserved relay socket, once and only to the one who reserved it. */
  claim(token: Buffer, username: string): Pick<Reservation, 'relay' | 'address'> | undefined {
    const key = token.toString('hex');
    const reservation = this.#reservations.get(key);
    if (reservation?.username !== username) return undefined;
    this.#reservations.delete(key);
    return reservation;
  }

  /** Forgets what has expired and returns the relay sockets to close. */
  expire(nowMs: number): RelayId[] {
    if (nowMs < this.#nextExpiryMs) return [];
    const closed: RelayId[] = [];
    this.#nextExpiryMs = Infinity;
    for (const allocation of this.#byTuple.values()) {
      if (nowMs < allocation.expiresAtMs) this.#expireAt(allocation.expiresAtMs);
      else {
        this.remove(allocation);
        closed.push(allocation.relay);
      }
    }
    for (const [key, reservation] of this.#reservations) {
      if (nowMs < reservation.expiresAtMs) this.#expireAt(reservation.expiresAtMs);
      else {
        this.#reservations.delete(key);
        closed.push(reservation.relay);
      }
    }
    return closed;
  }

  #expireAt(expiresAtMs: number): void {
    this.#nextExpiryMs = Math.min(this.#nextExpiryMs, expiresAtMs);
  }
}
