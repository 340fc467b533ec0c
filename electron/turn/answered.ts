import { retransmissionSec } from './limits.ts';

/** Bounds the memory; older answers are forgotten first. */
const maxAnswers = 4096;

/**
 * Answers that a repeated request must get again, byte for byte: doing the work twice would give another answer
 * (RFC 8489 section 6.3.1). Kept as long as a client repeats a request.
 */
export class AnsweredRequests {
  readonly #answers = new Map<string, { bytes: Buffer; expiresAtMs: number }>();

  remember(tupleKey: string, transactionId: Buffer, bytes: Buffer, nowMs: number): void {
    this.#forgetOld(nowMs);
    const expiresAtMs = nowMs + retransmissionSec * 1000;
    this.#answers.set(answerKey(tupleKey, transactionId), { bytes, expiresAtMs });
  }

  find(tupleKey: string, transactionId: Buffer, nowMs: number): Buffer | undefined {
    const answer = this.#answers.get(answerKey(tupleKey, transactionId));
    return answer && nowMs < answer.expiresAtMs ? answer.bytes : undefined;
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
  return `${tupleKey} ${transactionId.toString('hex')}`;
}
