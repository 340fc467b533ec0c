import type { AddressFamily, Endpoint } from '../../../shared/endpoint.ts';
import { attribute, stunErrorNames, type StunAttribute } from '../../stun/index.ts';
import type { Action, RelayId } from '../action.ts';
import { Allocation, type RelayedSide } from '../allocation.ts';
import type { AllocationTable } from '../allocation-table.ts';
import type { Answer, AnswerSlip } from '../answer.ts';
import { grantedLifetimeSec } from '../limits.ts';
import { allocateWish, type AllocateWish } from './allocate-wish.ts';
import { closeRelays } from './close-relays.ts';
import { refuse, type AuthenticatedRequest, type Handled, type RelayPolicy } from './request.ts';

/** An Allocate request whose relay sockets are being opened. */
interface PendingAllocate {
  slip: AnswerSlip;
  allocation: Allocation;
  lifetimeSec: number;
  /** Sockets that are neither open nor known to be impossible. */
  opening: number;
  /** The relay that takes the port behind an even one, for a later client with its token. Its place is taken. */
  reserve: RelayId | null;
  token: Buffer | null;
  /** Families that were asked for and cannot be had. */
  refused: { family: AddressFamily; code: 440 | 508 }[];
}

/** What a relay socket that was opened, or was not, led to. `slip` is for the answer; both are null where none is due. */
export interface Settled {
  actions: Action[];
  slip: AnswerSlip | null;
  answer: Answer | null;
}

/** Allocate requests (RFC 8656 section 7.2). The sockets are opened by actions; the answer follows the last of them. */
export class AllocateRequests {
  readonly #table: AllocationTable;
  readonly #policy: RelayPolicy;
  readonly #pending = new Map<RelayId, PendingAllocate>();

  constructor(table: AllocationTable, policy: RelayPolicy) {
    this.#table = table;
    this.#policy = policy;
  }

  /** Requests that wait for a relay socket. */
  get waiting(): number {
    return this.#pending.size;
  }

  handle(request: AuthenticatedRequest): Handled {
    const existing = this.#table.byTuple(request.slip.tupleKey);
    if (existing) return this.#repeated(existing, request.slip);
    const wish = allocateWish(request.message);
    if (typeof wish === 'number') return refuse(wish);
    if (wish.token) return this.#claim(request, wish.token);
    const families = wish.families.filter((family) => this.#policy.families.includes(family));
    if (families.length === 0) return refuse(440);
    const code = this.#capacityError(request.account, families.length + (wish.reserve ? 1 : 0));
    return code === null ? this.#open(request, wish, families) : refuse(code);
  }

  /** The socket is open, and with `reserved` also the one behind it. */
  opened(relay: RelayId, address: Endpoint, reserved: Endpoint | null, nowMs: number): Settled {
    const pending = this.#take(relay);
    const side = pending?.allocation.sides.find((one) => one.relay === relay);
    // The client may have gone, or the allocation may have expired, while the socket was being opened.
    if (!pending || !side) {
      const late = [relay, ...(pending ? this.#dropReserve(pending) : [])];
      return { actions: closeRelays(late), slip: null, answer: null };
    }
    side.address = address;
    const { reserve, allocation } = pending;
    if (reserve !== null && reserved) {
      pending.token = this.#table.reserve(reserve, reserved, allocation, nowMs);
      pending.reserve = null;
    }
    return this.#settle(pending);
  }

  /** The socket cannot be opened: the client is told that the relay is full. */
  failed(relay: RelayId): Settled {
    const pending = this.#take(relay);
    if (!pending) return { actions: [], slip: null, answer: null };
    const { allocation } = pending;
    const side = allocation.sides.find((one) => one.relay === relay);
    if (!side)
      return { actions: closeRelays(this.#dropReserve(pending)), slip: null, answer: null };
    this.#table.remove(allocation, [side]);
    pending.refused.push({ family: side.family, code: 508 });
    return this.#settle(pending);
  }

  /** The answer, once nothing is being opened any more. */
  #settle(pending: PendingAllocate): Settled {
    const { slip, allocation, opening } = pending;
    if (opening > 0) return { actions: [], slip: null, answer: null };
    const actions = closeRelays(this.#dropReserve(pending));
    if (allocation.sides.length === 0) return { actions, slip, answer: { ok: false, code: 508 } };
    allocation.ready = true;
    return { actions, slip, answer: { ok: true, attributes: successAttributes(pending) } };
  }

  /** Gives back what was taken for the port behind an even one where that did not come to be. */
  #dropReserve(pending: PendingAllocate): RelayId[] {
    const { reserve, allocation } = pending;
    if (reserve === null) return [];
    pending.reserve = null;
    this.#table.places.give(allocation.account);
    return [reserve];
  }

  /** A repeated request is answered when its socket is open; another one has the wrong 5-tuple. */
  #repeated(existing: Allocation, slip: AnswerSlip): Handled {
    const first = existing.sides[0];
    const pending = first && this.#pending.get(first.relay);
    const same = pending?.slip.transactionId.equals(slip.transactionId) === true;
    return same ? { answer: null, actions: [] } : refuse(437);
  }

  #capacityError(account: string, wanted: number): 486 | 508 | null {
    const { places } = this.#table;
    if (places.takenBy(account) + wanted > this.#policy.maxRelaysPerAccount) return 486;
    return places.taken + wanted > this.#policy.maxRelays ? 508 : null;
  }

  #claim(request: AuthenticatedRequest, token: Buffer): Handled {
    const claimed = this.#table.claim(token, request.username);
    if (!claimed) return refuse(508);
    const { relay, address } = claimed;
    const pending = this.#add(request, [{ relay, address, family: address.family }]);
    return { answer: this.#settle(pending).answer, actions: [] };
  }

  #open(
    request: AuthenticatedRequest,
    wish: AllocateWish,
    families: readonly AddressFamily[],
  ): Handled {
    const sides = families.map((family) => {
      return { relay: this.#table.newRelayId(), family, address: null };
    });
    const pending = this.#add(request, sides);
    pending.opening = sides.length;
    if (wish.reserve) {
      pending.reserve = this.#table.newRelayId();
      this.#table.places.take(request.account);
    }
    for (const family of wish.families) {
      if (!families.includes(family)) pending.refused.push({ family, code: 440 });
    }
    const { port } = wish;
    const { reserve } = pending;
    const actions = sides.map(({ relay, family }): Action => {
      this.#pending.set(relay, pending);
      return { type: 'open-relay', relay, family, port, reserve };
    });
    return { answer: null, actions };
  }

  #add(
    { message, slip, username, account, nowMs }: AuthenticatedRequest,
    addresses: readonly Omit<RelayedSide, 'expiresAtMs'>[],
  ): PendingAllocate {
    const lifetimeSec = grantedLifetimeSec(attribute(message, 'LIFETIME') || undefined);
    const { tuple, tupleKey } = slip;
    const expiresAtMs = nowMs + lifetimeSec * 1000;
    const sides = addresses.map((address) => ({ ...address, expiresAtMs }));
    const allocation = new Allocation({ tuple, tupleKey, username, account, sides });
    this.#table.add(allocation);
    return { slip, allocation, lifetimeSec, opening: 0, reserve: null, token: null, refused: [] };
  }

  #take(relay: RelayId): PendingAllocate | undefined {
    const pending = this.#pending.get(relay);
    if (!pending) return undefined;
    this.#pending.delete(relay);
    pending.opening -= 1;
    return pending;
  }
}

function successAttributes(pending: PendingAllocate): StunAttribute[] {
  const { allocation, lifetimeSec, token, refused, slip } = pending;
  const attributes: StunAttribute[] = [];
  for (const { address } of allocation.sides) {
    if (address) attributes.push({ name: 'XOR-RELAYED-ADDRESS', value: address });
  }
  attributes.push({ name: 'LIFETIME', value: lifetimeSec });
  attributes.push({ name: 'XOR-MAPPED-ADDRESS', value: slip.tuple.client });
  if (token) attributes.push({ name: 'RESERVATION-TOKEN', value: token });
  for (const { family, code } of refused) {
    const value = { family, code, reason: stunErrorNames[code] ?? '' };
    attributes.push({ name: 'ADDRESS-ERROR-CODE', value });
  }
  return attributes;
}
