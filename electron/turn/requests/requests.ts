import type { DecodedMessage } from '../../stun/index.ts';
import { fiveTupleKey, type Action, type FiveTuple } from '../action.ts';
import type { Allocation } from '../allocation.ts';
import type { AllocationTable } from '../allocation-table.ts';
import { answerSlip, encodeAnswer, type Answer, type AnswerSlip } from '../answer.ts';
import { AnsweredRequests } from '../answered.ts';
import type { Authenticator } from '../auth.ts';
import { unknownAnswer } from '../understood.ts';
import { AllocateRequests, type Settled } from './allocate.ts';
import { answerBinding, type NatBehaviour } from './binding.ts';
import { handleChannelBind } from './channel-bind.ts';
import { handleCreatePermission } from './create-permission.ts';
import { handleRefresh } from './refresh.ts';
import { refuse, type AuthenticatedRequest, type Handled, type RelayPolicy } from './request.ts';

/** What answering requests needs of the relay. */
export interface RequestsInit {
  table: AllocationTable;
  policy: RelayPolicy;
  auth: Authenticator;
  natBehaviour: NatBehaviour | null;
  software: string;
}

/** Answers requests (RFC 8489 section 6.3.1, RFC 8656 sections 7 to 12); an empty list of actions is silence. */
export class TurnRequests {
  /** Allocations that were granted. */
  granted = 0;
  readonly #init: RequestsInit;
  readonly #allocates: AllocateRequests;
  readonly #answered = new AnsweredRequests();

  constructor(init: RequestsInit) {
    this.#init = init;
    this.#allocates = new AllocateRequests(init.table, init.policy);
  }

  /** What is held for requests: see `TurnProtocol.held`. */
  get held() {
    const { size: answers } = this.#answered;
    return { answers, opening: this.#allocates.waiting, ...this.#init.auth.held };
  }

  handle(message: DecodedMessage, tuple: FiveTuple, nowMs: number): Action[] {
    const tupleKey = fiveTupleKey(tuple);
    if (message.method === 'Binding') return [this.#binding(message, tuple, tupleKey)];
    const sender = this.#init.auth.authenticate(message, tupleKey, nowMs);
    if (!sender.ok) {
      if (sender.code !== 'silence') {
        const { code, attributes } = sender;
        const slip = answerSlip(message, tuple, tupleKey, null);
        return [this.#send(slip, { ok: false, code, attributes })];
      }
      // A connection that guesses is of no further use; over UDP there is nothing to end.
      return sender.blocked && tuple.transport === 'tcp' ? [{ type: 'close-client', tuple }] : [];
    }
    const slip = answerSlip(message, tuple, tupleKey, sender.integrity);
    const unknown = unknownAnswer(message);
    if (unknown) return [this.#send(slip, unknown)];
    const repeated = this.#answered.find(tupleKey, slip.transactionId, nowMs);
    if (repeated) return [{ type: 'send-to-client', to: tuple, payload: repeated }];
    const { username, account } = sender;
    return this.#authenticated({ message, slip, username, account, nowMs });
  }

  /** What an `open-relay` action came to. */
  settled(how: (allocates: AllocateRequests) => Settled, nowMs: number): Action[] {
    const { actions, slip, answer } = how(this.#allocates);
    return slip && answer ? [...actions, this.#remembered(slip, answer, nowMs)] : actions;
  }

  #binding(message: DecodedMessage, tuple: FiveTuple, tupleKey: string): Action {
    const { answer, to, from } = answerBinding(message, tuple, this.#init.natBehaviour);
    const send = this.#send(answerSlip(message, to, tupleKey, null), answer);
    return from ? { ...send, from } : send;
  }

  #authenticated(request: AuthenticatedRequest): Action[] {
    const { slip, nowMs } = request;
    const { answer, actions } = this.#handle(request);
    if (!answer) return actions;
    // The other requests have the same result when they are done twice.
    const once = slip.method === 'Allocate' || (answer.ok && actions.length > 0);
    const send = once ? this.#remembered(slip, answer, nowMs) : this.#send(slip, answer);
    return [...actions, send];
  }

  #handle(request: AuthenticatedRequest): Handled {
    const { method, tupleKey } = request.slip;
    if (method === 'Allocate') return this.#allocates.handle(request);
    const allocation = this.#init.table.byTuple(tupleKey);
    if (!allocation?.ready) return refuse(437);
    if (allocation.username !== request.username) return refuse(441);
    return this.#handleOwned(request, allocation);
  }

  #handleOwned(request: AuthenticatedRequest, allocation: Allocation): Handled {
    const { table, policy } = this.#init;
    switch (request.slip.method) {
      case 'Refresh':
        return handleRefresh(request, allocation, table);
      case 'CreatePermission':
        return handleCreatePermission(request, allocation, policy);
      case 'ChannelBind':
        return handleChannelBind(request, allocation, policy);
      default:
        return refuse(400);
    }
  }

  #remembered(slip: AnswerSlip, answer: Answer, nowMs: number): Action {
    if (slip.method === 'Allocate' && answer.ok) this.granted += 1;
    const send = this.#send(slip, answer);
    this.#answered.remember(slip.tupleKey, slip.transactionId, send.payload, nowMs);
    return send;
  }

  #send(slip: AnswerSlip, answer: Answer): SendAnswer {
    const payload = encodeAnswer(slip, answer, this.#init.software);
    return { type: 'send-to-client', to: slip.tuple, payload };
  }
}

type SendAnswer = Extract<Action, { type: 'send-to-client' }> & { payload: Buffer };
