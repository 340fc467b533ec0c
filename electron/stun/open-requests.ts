import type { Endpoint } from '../../shared/endpoint.ts';
import type { ClientTransaction, TransactionOutcome } from './transaction.ts';

interface OpenRequest {
  transaction: ClientTransaction;
  transmit: () => void;
  finish: (outcome: TransactionOutcome) => void;
  timer: NodeJS.Timeout | undefined;
}

/** The open requests of one socket: wakes each transaction by its schedule and gives it the packets that come. */
export class OpenRequests {
  readonly #open = new Set<OpenRequest>();

  /**
   * Runs a transaction to its end; never rejects. `transmit` sends the request and tells Node's error code where it
   * cannot be sent.
   */
  run(
    transaction: ClientTransaction,
    transmit: (onError: (code: string) => void) => void,
    signal: AbortSignal | undefined,
  ): Promise<TransactionOutcome> {
    if (signal?.aborted === true) return Promise.resolve(transaction.cancel());
    return new Promise((resolve) => {
      const cancel = () => {
        request.finish(transaction.cancel());
      };
      const request: OpenRequest = {
        transaction,
        timer: undefined,
        transmit: () => {
          transmit((code) => {
            request.finish(transaction.onSocketError(code));
          });
        },
        finish: (outcome) => {
          this.#open.delete(request);
          clearTimeout(request.timer);
          signal?.removeEventListener('abort', cancel);
          resolve(outcome);
        },
      };
      signal?.addEventListener('abort', cancel);
      this.#open.add(request);
      this.#advance(request);
    });
  }

  /** Whether the packet was the answer to a request. */
  take(bytes: Buffer, from: Endpoint, nowMs: number): boolean {
    for (const { transaction, finish } of this.#open) {
      const outcome = transaction.onPacket(bytes, from, nowMs);
      if (outcome !== null) {
        finish(outcome);
        return true;
      }
    }
    return false;
  }

  /** Ends all of them. */
  endAll(outcomeOf: (transaction: ClientTransaction) => TransactionOutcome): void {
    for (const { transaction, finish } of this.#open) finish(outcomeOf(transaction));
  }

  #advance(request: OpenRequest): void {
    if (!this.#open.has(request)) return;
    const nowMs = performance.now();
    const step = request.transaction.onTime(nowMs);
    if (step.done) {
      request.finish(step.outcome);
      return;
    }
    // After a busy moment, packets that wait in the kernel are read before a deadline counts: hence the immediate.
    request.timer = setTimeout(
      () => setImmediate(() => this.#advance(request)),
      Math.max(0, step.wakeAtMs - nowMs),
    );
    if (step.send) request.transmit();
  }
}
