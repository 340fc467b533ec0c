import type { Endpoint } from '../../../shared/endpoint.ts';
import {
  attribute,
  encodeMessage,
  newTransactionId,
  streamSchedule,
  type Schedule,
  type StunAttribute,
  type StunMethod,
  type StunTransport,
  type TransactionOutcome,
} from '../../stun/index.ts';
import { ClientCredentials, type ChallengeProblem, type Signature } from '../client-credentials.ts';
import type { Reply } from './facts.ts';
import type { RequestCount } from './request-count.ts';

/** Two losses are survived. Short, because most ports that are asked are silent by intention. */
export const auditSchedule: Schedule = { sendAtMs: [0, 250, 700], closeAtMs: 1500 };

/** A server whose nonces are stale as soon as they are made would keep the audit busy. */
const maxNonceRenewals = 2;

const requestedTransport: StunAttribute = { name: 'REQUESTED-TRANSPORT', value: 17 };
const stunError = { unauthenticated: 401, staleNonce: 438 } as const;

export interface AuditClientOptions {
  /** The client closes it. */
  transport: StunTransport;
  server: Endpoint;
  credentials: { username: string; credential: string } | null;
  count: RequestCount;
  signal: AbortSignal;
}

/** How a question ended. Null: the limit of requests is reached, and it was not sent. */
export type Asked = TransactionOutcome | null;

/**
 * A TURN client that asks one question at a time and can ask it wrongly on purpose, which the diagnosing client never does.
 * `close` releases what it may hold.
 */
export class AuditClient {
  readonly #options: AuditClientOptions;
  readonly #credentials: ClientCredentials | null;
  /** From the first Allocate request that can be granted on, whether or not the answer is heard. */
  #mayHoldAllocation = false;

  constructor(options: AuditClientOptions) {
    this.#options = options;
    const { credentials } = options;
    this.#credentials =
      credentials && new ClientCredentials(credentials.username, credentials.credential);
  }

  /** Asks without signing, as who has no account would. */
  async askForChallenge(wishes: readonly StunAttribute[] = []): Promise<Asked> {
    this.#mayHoldAllocation = true;
    const asked = await this.#exchange('Allocate', [requestedTransport, ...wishes], null);
    // Most who are silent do not relay: only a wait that was cut short may have been a grant.
    this.#mayHoldAllocation = asked?.status === 'cancelled' || isAccepted(asked);
    return asked;
  }

  /** Signs in where the server asks for it and there is an account, and allocates. */
  async allocate(wishes: readonly StunAttribute[] = []): Promise<Asked> {
    const first = await this.askForChallenge(wishes);
    if (!this.#credentials || errorCodeOf(first) !== stunError.unauthenticated) return first;
    if (this.#meet(first) !== null) return first;
    this.#mayHoldAllocation = true;
    const asked = await this.ask('Allocate', [requestedTransport, ...wishes]);
    if (errorCodeOf(asked) !== null) this.#mayHoldAllocation = false;
    return asked;
  }

  /** A signed request, where the server asked for signatures. A stale nonce is renewed. */
  async ask(method: StunMethod, attributes: readonly StunAttribute[]): Promise<Asked> {
    for (let renewals = 0; ; renewals++) {
      const asked = await this.askOnce(method, attributes);
      const isStale = errorCodeOf(asked) === stunError.staleNonce;
      if (!isStale || renewals === maxNonceRenewals || this.#meet(asked) !== null) return asked;
    }
  }

  /** The same, but a stale nonce is an answer. With `madeUpNonce` the nonce is none that the server gave. */
  askOnce(
    method: StunMethod,
    attributes: readonly StunAttribute[],
    { madeUpNonce = false } = {},
  ): Promise<Asked> {
    const signature = this.#credentials?.signature ?? null;
    const signed = signature && madeUpNonce ? withMadeUpNonce(signature) : signature;
    return this.#exchange(method, attributes, signed);
  }

  /** Whether requests are signed: not at an open relay. */
  get signs(): boolean {
    return (this.#credentials?.signature ?? null) !== null;
  }

  /** Ends an allocation, and waits for the answer where nobody waits for the audit. May be called again. */
  async close(): Promise<void> {
    const { transport, server, count, signal } = this.#options;
    if (this.#mayHoldAllocation) {
      this.#mayHoldAllocation = false;
      const release: StunAttribute = { name: 'LIFETIME', value: 0 };
      if (!signal.aborted) await this.ask('Refresh', [release]);
      else if (count.take()) {
        const signature = this.#credentials?.signature ?? null;
        const message = this.#message('Refresh', [release], signature);
        transport.send(encodeMessage(message, signature?.encode), server);
      }
    }
    transport.close();
  }

  #meet(asked: Asked): ChallengeProblem | null {
    if (asked?.status !== 'answered' || !this.#credentials) return 'incomplete';
    return this.#credentials.meet(asked.message);
  }

  #exchange(
    method: StunMethod,
    attributes: readonly StunAttribute[],
    signature: Signature | null,
  ): Promise<Asked> {
    const { transport, server, count, signal } = this.#options;
    const schedule = transport.transport === 'udp' ? auditSchedule : streamSchedule;
    return count.run(schedule.sendAtMs.length, async () => {
      const value = await transport.request(this.#message(method, attributes, signature), {
        to: server,
        schedule,
        signal,
        ...(signature && { key: signature.key, encode: signature.encode }),
      });
      return { sent: value.sent, value };
    });
  }

  #message(method: StunMethod, attributes: readonly StunAttribute[], signature: Signature | null) {
    return {
      class: 'request' as const,
      method,
      transactionId: newTransactionId(),
      attributes: [...attributes, ...(signature?.attributes ?? [])],
    };
  }
}

function isAccepted(asked: Asked): boolean {
  return asked?.status === 'answered' && asked.message.class === 'success';
}

export function replyOf(asked: Asked): Reply {
  if (isAccepted(asked)) return 'accepted';
  const code = errorCodeOf(asked);
  return code === null ? 'none' : { refusedWith: code };
}

/** Of an error response; null for everything else. */
export function errorCodeOf(asked: Asked): number | null {
  if (asked?.status !== 'answered' || asked.message.class !== 'error') return null;
  return attribute(asked.message, 'ERROR-CODE')?.code ?? null;
}

/** Another last letter: length and nonce cookie (RFC 8489 section 9.2) stay, so only a server that looks notices. */
function withMadeUpNonce(signature: Signature): Signature {
  return {
    ...signature,
    attributes: signature.attributes.map((one) =>
      one.name === 'NONCE' ? { ...one, value: madeUp(one.value) } : one,
    ),
  };
}

function madeUp(nonce: string): string {
  return `${nonce.slice(0, -1)}${nonce.endsWith('0') ? '1' : '0'}`;
}
