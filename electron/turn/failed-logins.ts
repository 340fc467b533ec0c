import { failedLoginsInAll, failedLoginsPerClient, maxFailingClients } from './limits.ts';
import { TokenBucket } from './token-bucket.ts';

/**
 * Limits how often a login may fail. A client (a 5-tuple) that guesses too often is not heard until its time has passed.
 * All clients of a loopback relay have the same address, so a limit for all that refused everybody would let any program
 * lock the others out: beyond that limit wrong logins get no answer, and right ones still do.
 */
export class FailedLogins {
  readonly #ofClient = new Map<string, TokenBucket>();
  readonly #inAll = new TokenBucket(failedLoginsInAll, 0);

  /** Clients whose failures are counted. */
  get clients(): number {
    return this.#ofClient.size;
  }

  /** Whether this client has failed too often to be heard now. */
  isBlocked(tupleKey: string, nowMs: number): boolean {
    return this.#ofClient.get(tupleKey)?.isEmpty(nowMs) === true;
  }

  /** Counts a failure and says whether it may be answered. */
  failed(tupleKey: string, nowMs: number): boolean {
    this.#bucketOf(tupleKey, nowMs).take(nowMs);
    return this.#inAll.take(nowMs);
  }

  #bucketOf(tupleKey: string, nowMs: number): TokenBucket {
    const known = this.#ofClient.get(tupleKey);
    if (known) return known;
    if (this.#ofClient.size >= maxFailingClients) {
      const [oldest] = this.#ofClient.keys();
      if (oldest !== undefined) this.#ofClient.delete(oldest);
    }
    const bucket = new TokenBucket(failedLoginsPerClient, nowMs);
    this.#ofClient.set(tupleKey, bucket);
    return bucket;
  }
}
