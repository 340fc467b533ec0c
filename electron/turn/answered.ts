import { maxAnswers, retransmissionSec } from './limits.ts';

interface KeptAnswer {
  /** A string of bytes: a small Buffer of Node's pool would keep 8 KB of it alive. */
  latin1: string;
  expiresAtMs: number;
}

/**
 * Answers that a repeated request must get again, byte for byte: doing the work twice would give another answer
 * (RFC 8489 section 6.3.1). Kept as long as a client repeats a request.
 */
export class AnsweredRequests {
  readonly #answers = new Map<string, KeptAnswer>();

  remember(tupleKey: string, transactionId: Buffer, bytes: Buffer, nowMs: number): void {
    this.#forgetOld(nowMs);
    const expiresAtMs = nowMs + retransmissionSec * 1000;
    const latin1 = bytes.toString('latin1');
    const key = answerKey(tupleKey, transactionId);
    this.#answers.delete(key);
    this.#answers.set(key, { latin1, expiresAtMs });
  }

  find(tupleKey: string, transactionId: Buffer, nowMs: number): Buffer | undefined {
    const answer = this.#answers.get(answerKey(tupleKey, transactionId));
    return answer && nowMs < answer.expiresAtMs ? Buffer.from(answer.latin1, 'latin1') : undefined;
  }

  /** Answers that are kept, the expired but not yet forgotten ones included. */
  get size(): number {
    return this.#answers.size;
  }

  #forgetOld(nowMs: number): void {
    // All live equally long, so the map's order of insertion is the order of expiry.
    for (const [key, { expiresAtMs }] of this.#answers) {
      if (nowMs < expiresAtMs && this.#answers.size < maxAnswers) return;
      this.#answers.delete(key);
    }
  }
}

function answerKey(tupleKey: string, transactionId: Buffer): string {
  return `${tupleKey} ${transactionId.toString('latin1')}`;
}
