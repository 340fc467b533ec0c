import type { AddressFamily, Endpoint } from '../../shared/endpoint.ts';
import { checkFingerprint, decodeMessage } from '../stun/index.ts';
import type { DecodedMessage } from '../stun/index.ts';
import { fiveTupleKey } from './action.ts';
import type { Action, ClientDatagram, FiveTuple, PeerDatagram, RelayId } from './action.ts';
import type { Allocation } from './allocation.ts';
import { AllocationTable } from './allocation-table.ts';
import { answerSlip, encodeAnswer, type Answer, type AnswerSlip } from './answer.ts';
import { AnsweredRequests } from './answered.ts';
import { Authenticator, type Account } from './auth.ts';
import { DataPath } from './data-path.ts';
import { isLoopbackAddress } from './loopback.ts';
import { AllocateRequests } from './requests/allocate.ts';
import { handleChannelBind } from './requests/channel-bind.ts';
import { handleCreatePermission } from './requests/create-permission.ts';
import { handleRefresh } from './requests/refresh.ts';
import { refuse, type AuthenticatedRequest, type Handled } from './requests/request.ts';
import type { RelayPolicy } from './requests/request.ts';
import { unknownAnswer } from './understood.ts';

export interface ProtocolOptions {
  /** A monotonic clock in milliseconds, not negative. The protocol has no other idea of time. */
  nowMs: () => number;
  realm: string;
  accounts: readonly Account[];
  /** What SOFTWARE says. */
  software: string;
  /** Families of the relayed addresses that can be had; default IPv4 only. */
  families?: readonly AddressFamily[];
  /** Allocations at one time; default 1024. */
  maxAllocations?: number;
  /** Allocations of one user name at one time; default 512. */
  maxAllocationsPerUser?: number;
}

/**
 * The server's side of TURN (RFC 8656) without sockets or timers: datagrams go in, actions come out. It relays to
 * loopback peers only. Nothing that arrives makes it throw; what is not worth an answer is counted in `discarded`.
 */
export class TurnProtocol {
  /** Datagrams that were thrown away: no message, no allocation, no permission or no channel. */
  discarded = 0;
  /** Allocations that were granted. */
  granted = 0;
  readonly #nowMs: () => number;
  readonly #software: string;
  readonly #auth: Authenticator;
  readonly #policy: RelayPolicy;
  readonly #table = new AllocationTable();
  readonly #data = new DataPath(this.#table);
  readonly #allocates: AllocateRequests;
  readonly #answered = new AnsweredRequests();

  constructor(options: ProtocolOptions) {
    this.#nowMs = options.nowMs;
    this.#software = options.software;
    this.#auth = new Authenticator(options.realm, options.accounts);
    this.#policy = {
      families: options.families ?? ['IPv4'],
      maxAllocations: options.maxAllocations ?? 1024,
      maxAllocationsPerUser: options.maxAllocationsPerUser ?? 512,
      isPeerAllowed: isLoopbackAddress,
    };
    this.#allocates = new AllocateRequests(this.#table, this.#policy);
  }

  /** Allocations that are alive, those whose socket is being opened included. */
  get active(): number {
    return this.#table.size;
  }

  /** Takes a datagram from a client. */
  handleDatagram({ tuple, bytes }: ClientDatagram): Action[] {
    const nowMs = this.#nowMs();
    const expired = this.#expire(nowMs);
    const actions = this.#fromClient(tuple, bytes, nowMs);
    return expired.length === 0 ? actions : [...expired, ...actions];
  }

  /** Takes a datagram that arrived at a relay socket, for the client that owns it (RFC 8656 section 11.3). */
  handlePeerDatagram({ relay, from, bytes }: PeerDatagram): Action[] {
    const nowMs = this.#nowMs();
    const expired = this.#expire(nowMs);
    return [...expired, ...this.#passed(this.#data.fromPeer(relay, from, bytes, nowMs))];
  }

  /** An `open-relay` action is done: `address` is its socket's, `reserved` the one of the port behind it. */
  handleRelayOpened(relay: RelayId, address: Endpoint, reserved: Endpoint | null = null): Action[] {
    const nowMs = this.#nowMs();
    const opened = this.#allocates.opened(relay, address, reserved, nowMs);
    if (!opened) return [{ type: 'close-relay', relay }];
    return [this.#remembered(opened.slip, opened.answer, nowMs)];
  }

  /** An `open-relay` action is impossible: no socket, or no even port. */
  handleRelayFailed(relay: RelayId): Action[] {
    const failed = this.#allocates.failed(relay);
    return failed ? [this.#send(failed.slip, failed.answer)] : [];
  }

  /** Ends what has expired. To be called now and then; every datagram does it as well. */
  expire(): Action[] {
    return this.#expire(this.#nowMs());
  }

  #expire(nowMs: number): Action[] {
    return this.#table.expire(nowMs).map((relay) => ({ type: 'close-relay', relay }));
  }

  #fromClient(tuple: FiveTuple, bytes: Buffer, nowMs: number): Action[] {
    // The first two bits tell ChannelData from STUN messages (RFC 8656 section 12).
    if (((bytes[0] ?? 0) & 0xc0) === 0x40) {
      return this.#passed(this.#data.channelData(tuple, bytes, nowMs));
    }
    const decoded = decodeMessage(bytes);
    if (!decoded.ok || checkFingerprint(decoded.message) === 'invalid') return this.#discard();
    const { message } = decoded;
    if (message.class === 'request') return this.#request(message, tuple, nowMs);
    if (message.class === 'indication') return this.#indication(message, tuple, nowMs);
    return this.#discard();
  }

  #indication(message: DecodedMessage, tuple: FiveTuple, nowMs: number): Action[] {
    // A Binding indication keeps a NAT's binding open and has no answer (RFC 8489 section 3).
    if (message.method === 'Binding') return [];
    if (message.method !== 'Send') return this.#discard();
    return this.#passed(this.#data.sendIndication(message, tuple, nowMs));
  }

  #request(message: DecodedMessage, tuple: FiveTuple, nowMs: number): Action[] {
    const tupleKey = fiveTupleKey(tuple);
    if (message.method === 'Binding') {
      const slip = answerSlip(message, tuple, tupleKey, null);
      return [this.#send(slip, unknownAnswer(message) ?? bindingAnswer(tuple))];
    }
    const sender = this.#auth.authenticate(message, tupleKey, nowMs);
    if (!sender.ok) return [this.#send(answerSlip(message, tuple, tupleKey, null), sender)];
    const slip = answerSlip(message, tuple, tupleKey, sender.integrity);
    const unknown = unknownAnswer(message);
    if (unknown) return [this.#send(slip, unknown)];
    const repeated = this.#answered.find(tupleKey, slip.transactionId, nowMs);
    if (repeated) return [{ type: 'send-to-client', to: tuple, payload: repeated }];
    return this.#authenticated({ message, slip, username: sender.username, nowMs });
  }

  #authenticated(request: AuthenticatedRequest): Action[] {
    const { slip, nowMs } = request;
    const { answer, actions } = this.#handle(request);
    if (!answer) return actions;
    // The other requests have the same result when they are done twice.
    const once = answer.ok && (slip.method === 'Allocate' || actions.length > 0);
    const send = once ? this.#remembered(slip, answer, nowMs) : this.#send(slip, answer);
    return [...actions, send];
  }

  #handle(request: AuthenticatedRequest): Handled {
    const { method, tupleKey } = request.slip;
    if (method === 'Allocate') return this.#allocates.handle(request);
    const allocation = this.#table.byTuple(tupleKey);
    if (!allocation?.relayedAddress) return refuse(437);
    if (allocation.username !== request.username) return refuse(441);
    return this.#handleOwned(request, allocation);
  }

  #handleOwned(request: AuthenticatedRequest, allocation: Allocation): Handled {
    switch (request.slip.method) {
      case 'Refresh':
        return handleRefresh(request, allocation, this.#table);
      case 'CreatePermission':
        return handleCreatePermission(request, allocation, this.#policy);
      case 'ChannelBind':
        return handleChannelBind(request, allocation, this.#policy);
      default:
        return refuse(400);
    }
  }

  #remembered(slip: AnswerSlip, answer: Answer, nowMs: number): Action {
    if (slip.method === 'Allocate') this.granted += 1;
    const payload = encodeAnswer(slip, answer, this.#software);
    this.#answered.remember(slip.tupleKey, slip.transactionId, payload, nowMs);
    return { type: 'send-to-client', to: slip.tuple, payload };
  }

  #send(slip: AnswerSlip, answer: Answer): Action {
    const payload = encodeAnswer(slip, answer, this.#software);
    return { type: 'send-to-client', to: slip.tuple, payload };
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

function bindingAnswer(tuple: FiveTuple): Answer {
  return { ok: true, attributes: [{ name: 'XOR-MAPPED-ADDRESS', value: tuple.client }] };
}
