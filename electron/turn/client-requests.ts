import type { Endpoint } from '../../shared/endpoint.ts';
import {
  attribute,
  diagnosingSchedule,
  encodeMessage,
  newTransactionId,
  printable,
  shrunkSchedule,
  streamSchedule,
} from '../stun/index.ts';
import type {
  DecodedMessage,
  Schedule,
  StunAttribute,
  StunMessage,
  StunMethod,
  StunTransport,
  TransactionOutcome,
} from '../stun/index.ts';
import { ClientCredentials, type Signature } from './client-credentials.ts';
import { failureOf, malformed, type TurnResult } from './client-failure.ts';

/** What requests are sent on and signed with. */
export interface RequestOptions {
  socket: StunTransport;
  server: Endpoint;
  username: string;
  credential: string;
  signal?: AbortSignal;
}

/** A server whose nonces are stale as soon as they are made would keep the client busy for ever. */
const maxNonceRenewals = 3;

/** The requests of one TURN client: signed once the server has sent its challenge, and repeated where a nonce is stale. */
export class ClientRequests {
  readonly #options: RequestOptions;
  readonly #credentials: ClientCredentials;
  #software: string | null = null;
  #rttMs: number | null = null;

  constructor(options: RequestOptions) {
    this.#options = options;
    this.#credentials = new ClientCredentials(options.username, options.credential);
  }

  /** What the server's first answer said of its program. */
  get software(): string | null {
    return this.#software;
  }

  /** Realm and algorithm of the challenge; null where there was none. */
  get signature(): Pick<Signature, 'realm' | 'algorithm'> | null {
    return this.#credentials.signature;
  }

  /** Asks without credentials. Null: the server asks for them, as it should, and has said what it needs to sign. */
  async challenge(
    method: StunMethod,
    attributes: StunAttribute[],
  ): Promise<TurnResult<DecodedMessage | null>> {
    const outcome = await this.#exchange(method, attributes);
    if (outcome.status !== 'answered') return { ok: false, failure: outcome };
    const { message, sent } = outcome;
    if (message.class === 'success') return { ok: true, value: message };
    const failure = failureOf(message, sent);
    if (failure.status !== 'rejected' || failure.stunErrorCode !== 401) {
      return { ok: false, failure };
    }
    const problem = this.#credentials.meet(message);
    if (problem === null) return { ok: true, value: null };
    return { ok: false, failure: malformed('challenge', challengeProblems[problem], sent) };
  }

  /** A signed request; a stale nonce is renewed and the request goes on (RFC 8489 section 9.2.5). */
  async request(
    method: StunMethod,
    attributes: StunAttribute[],
  ): Promise<TurnResult<DecodedMessage>> {
    for (let renewals = 0; ; renewals++) {
      const outcome = await this.#exchange(method, attributes);
      if (outcome.status !== 'answered') return { ok: false, failure: outcome };
      const { message, sent } = outcome;
      if (message.class === 'success') return { ok: true, value: message };
      const failure = failureOf(message, sent);
      const stale = failure.status === 'rejected' && failure.stunErrorCode === 438;
      if (!stale || renewals === maxNonceRenewals) return { ok: false, failure };
      const problem = this.#credentials.meet(message);
      if (problem === null) continue;
      return { ok: false, failure: malformed('challenge', challengeProblems[problem], sent) };
    }
  }

  async #exchange(method: StunMethod, attributes: StunAttribute[]): Promise<TransactionOutcome> {
    const { socket, server, signal } = this.#options;
    const signature = this.#credentials.signature;
    const outcome = await socket.request(this.#message(method, attributes), {
      to: server,
      schedule: this.#schedule(),
      ...(signal && { signal }),
      ...(signature && { key: signature.key, encode: signature.encode }),
    });
    if (outcome.status !== 'answered') return outcome;
    this.#rttMs ??= outcome.rttMs;
    const software = attribute(outcome.message, 'SOFTWARE');
    if (software !== undefined) this.#software ??= printable(software);
    return outcome;
  }

  #schedule(): Schedule {
    if (this.#options.socket.transport !== 'udp') return streamSchedule;
    return this.#rttMs === null ? diagnosingSchedule : shrunkSchedule(this.#rttMs);
  }

  #message(method: StunMethod, attributes: StunAttribute[]): StunMessage {
    const signed = this.#credentials.signature?.attributes ?? [];
    const transactionId = newTransactionId();
    return {
      class: 'request',
      method,
      transactionId,
      attributes: [...attributes, ...signed],
    };
  }

  /** Sends a signed request and waits for nothing. */
  sendOnly(method: StunMethod, attributes: StunAttribute[]): void {
    const encode = this.#credentials.signature?.encode;
    const bytes = encodeMessage(this.#message(method, attributes), encode);
    this.#options.socket.send(bytes, this.#options.server);
  }
}

const challengeProblems = {
  incomplete: 'has no REALM or no NONCE',
  'bid-down': 'promises PASSWORD-ALGORITHMS and has none: something on the way changed it',
  'no-known-algorithm': 'offers only password algorithms that are not known here',
} as const;
