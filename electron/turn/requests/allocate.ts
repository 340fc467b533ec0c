import type { AddressFamily, Endpoint } from '../../../shared/endpoint.ts';
import { attribute, stunErrorNames } from '../../stun/index.ts';
import type { DecodedMessage, StunAttribute } from '../../stun/index.ts';
import type { Action, FiveTuple, RelayId } from '../action.ts';
import { Allocation } from '../allocation.ts';
import type { AllocationTable } from '../allocation-table.ts';
import type { Answer, AnswerSlip } from '../answer.ts';
import { grantedLifetimeSec } from '../limits.ts';
import { refuse, type AuthenticatedRequest, type Handled, type RelayPolicy } from './request.ts';

const udp = 17;

/** An Allocate request whose relay socket is being opened. */
export interface PendingAllocate {
  slip: AnswerSlip;
  allocation: Allocation;
  /** The relay that takes the port behind an even one, for a later client with its token. */
  reserve: RelayId | null;
  lifetimeSec: number;
  /** The client asked for an IPv6 address as well, which is not offered. */
  additionalRefused: boolean;
}

/** Allocate requests (RFC 8656 section 7.2). The socket is opened by the action; the answer follows it. */
export class AllocateRequests {
  readonly #table: AllocationTable;
  readonly #policy: RelayPolicy;
  readonly #pending = new Map<RelayId, PendingAllocate>();

  constructor(table: AllocationTable, policy: RelayPolicy) {
    this.#table = table;
    this.#policy = policy;
  }

  handle(request: AuthenticatedRequest): Handled {
    const { message, slip, username } = request;
    const existing = this.#table.byTuple(slip.tupleKey);
    if (existing) return this.#repeated(existing, slip);
    const code = contradiction(message) ?? this.#capacityError(message, username);
    if (code !== null) return refuse(code);

    const token = attribute(message, 'RESERVATION-TOKEN');
    if (!token) return this.#open(request);
    const claimed = this.#table.claim(token, username);
    if (!claimed) return refuse(508);
    const pending = this.#add(request, claimed.relay, claimed.address.family, null);
    return { answer: this.#answer(pending, claimed.address, null), actions: [] };
  }

  /** The socket is open: the answer to its Allocate request. Undefined where nobody waits for it any more. */
  opened(
    relay: RelayId,
    address: Endpoint,
    reservedAddress: Endpoint | null,
    nowMs: number,
  ): { slip: AnswerSlip; answer: Answer } | undefined {
    const pending = this.#take(relay);
    if (!pending) return undefined;
    const { reserve, allocation } = pending;
    const token =
      reserve !== null && reservedAddress
        ? this.#table.reserve(reserve, reservedAddress, allocation.username, nowMs)
        : null;
    return { slip: pending.slip, answer: this.#answer(pending, address, token) };
  }

  /** No socket could be opened: the client is told that the relay is full. */
  failed(relay: RelayId): { slip: AnswerSlip; answer: Answer } | undefined {
    const pending = this.#take(relay);
    if (!pending) return undefined;
    this.#table.remove(pending.allocation);
    return { slip: pending.slip, answer: { ok: false, code: 508 } };
  }

  /** A repeated request is answered when its socket is open; another one has the wrong 5-tuple. */
  #repeated(existing: Allocation, slip: AnswerSlip): Handled {
    const pending = this.#pending.get(existing.relay);
    const same = pending?.slip.transactionId.equals(slip.transactionId) === true;
    return same ? { answer: null, actions: [] } : refuse(437);
  }

  #capacityError(message: DecodedMessage, username: string): number | null {
    if (!this.#policy.families.includes(requestedFamily(message))) return 440;
    if (this.#table.countOf(username) >= this.#policy.maxAllocationsPerUser) return 486;
    return this.#table.size >= this.#policy.maxAllocations ? 508 : null;
  }

  #open(request: AuthenticatedRequest): Handled {
    const evenPort = attribute(request.message, 'EVEN-PORT');
    const relay = this.#table.newRelayId();
    const reserve = evenPort?.reserve === true ? this.#table.newRelayId() : null;
    const family = requestedFamily(request.message);
    this.#pending.set(relay, this.#add(request, relay, family, reserve));
    const port = evenPort ? 'even' : 'any';
    const open: Action = { type: 'open-relay', relay, family, port, reserve };
    return { answer: null, actions: [open] };
  }

  #add(
    { message, slip, username, nowMs }: AuthenticatedRequest,
    relay: RelayId,
    family: AddressFamily,
    reserve: RelayId | null,
  ): PendingAllocate {
    const lifetimeSec = grantedLifetimeSec(attribute(message, 'LIFETIME') || undefined);
    const { tuple, tupleKey } = slip;
    const expiresAtMs = nowMs + lifetimeSec * 1000;
    const allocation = new Allocation({ relay, tuple, tupleKey, username, family, expiresAtMs });
    this.#table.add(allocation);
    const additionalRefused = attribute(message, 'ADDITIONAL-ADDRESS-FAMILY') !== undefined;
    return { slip, allocation, reserve, lifetimeSec, additionalRefused };
  }

  #take(relay: RelayId): PendingAllocate | undefined {
    const pending = this.#pending.get(relay);
    this.#pending.delete(relay);
    return pending;
  }

  #answer(pending: PendingAllocate, address: Endpoint, token: Buffer | null): Answer {
    pending.allocation.relayedAddress = address;
    return { ok: true, attributes: successAttributes(pending, address, token, pending.slip.tuple) };
  }
}

function requestedFamily(message: DecodedMessage): AddressFamily {
  return attribute(message, 'REQUESTED-ADDRESS-FAMILY') ?? 'IPv4';
}

/** The error of a request that cannot be meant, checked in the order of RFC 8656 section 7.2. */
function contradiction(message: DecodedMessage): number | null {
  const transport = attribute(message, 'REQUESTED-TRANSPORT');
  if (transport === undefined) return 400;
  if (transport !== udp) return 442;
  const evenPort = attribute(message, 'EVEN-PORT');
  const family = attribute(message, 'REQUESTED-ADDRESS-FAMILY');
  const additional = attribute(message, 'ADDITIONAL-ADDRESS-FAMILY');
  const token = attribute(message, 'RESERVATION-TOKEN');
  if (token && (evenPort || family || additional)) return 400;
  if (!additional) return null;
  return family || evenPort?.reserve === true || additional !== 'IPv6' ? 400 : null;
}

function successAttributes(
  pending: PendingAllocate,
  address: Endpoint,
  token: Buffer | null,
  tuple: FiveTuple,
): StunAttribute[] {
  const attributes: StunAttribute[] = [
    { name: 'XOR-RELAYED-ADDRESS', value: address },
    { name: 'LIFETIME', value: pending.lifetimeSec },
    { name: 'XOR-MAPPED-ADDRESS', value: tuple.client },
  ];
  if (token) attributes.push({ name: 'RESERVATION-TOKEN', value: token });
  if (pending.additionalRefused) {
    const value = { family: 'IPv6', code: 440, reason: stunErrorNames[440] ?? '' } as const;
    attributes.push({ name: 'ADDRESS-ERROR-CODE', value });
  }
  return attributes;
}
