import type { Endpoint } from '../../shared/endpoint.ts';
import { decodeMessage, isStunMessage } from '../stun/index.ts';
import type { NatAction } from './machine.ts';
import type { Question, Sending } from './question.ts';
import { maxDatagrams } from './timing.ts';

/** How many requests were sent that something had to answer, and how many of them were not answered. */
export interface Losses {
  sent: number;
  lost: number;
}

/**
 * Everything that a test sent and what came back. Keeps the limit of datagrams, and finds the question that an answer
 * belongs to, however late it comes.
 */
export class Ledger {
  readonly #sendings = new Map<string, Sending>();
  readonly #limit: number;

  constructor(limit = maxDatagrams) {
    this.#limit = limit;
  }

  get sent(): number {
    return this.#sendings.size;
  }

  get isFull(): boolean {
    return this.sent >= this.#limit;
  }

  /** Asks once more; nothing where the limit is reached: the question then ends. */
  ask(question: Question, nowMs: number): NatAction[] {
    if (this.isFull) {
      question.end();
      return [];
    }
    const { id, bytes, sending } = question.make(nowMs);
    this.#sendings.set(keyOf(id), sending);
    return [{ type: 'send', socket: question.socket, bytes, to: question.to }];
  }

  /** Hands a packet to its question. Tells whether it was an answer with an id that nobody here has sent. */
  receive(
    socket: string,
    bytes: Buffer,
    from: Endpoint,
    nowMs: number,
  ): 'taken' | 'unknown-id' | 'ignored' {
    if (!isStunMessage(bytes)) return 'ignored';
    const decoded = decodeMessage(bytes);
    if (!decoded.ok) return 'ignored';
    const { message } = decoded;
    if (message.class !== 'success' && message.class !== 'error') return 'ignored';
    const sending = this.#sendings.get(keyOf(message.transactionId));
    if (!sending) return 'unknown-id';
    if (sending.question.socket !== socket) return 'ignored';
    sending.question.take(sending, message, from, nowMs);
    return 'taken';
  }

  /**
   * What was lost of the requests that had to be answered: those of questions that were answered at least once. An
   * answer that is not back after `waitMs` counts as lost.
   */
  losses(isControl: (question: Question) => boolean, waitMs: number, nowMs: number): Losses {
    let sent = 0;
    let lost = 0;
    for (const { question, atMs, answeredAtMs } of this.#sendings.values()) {
      if (!question.answer || !isControl(question)) continue;
      const isOver = nowMs >= atMs + waitMs;
      if (answeredAtMs === null && !isOver) continue;
      sent += 1;
      if (answeredAtMs === null) lost += 1;
    }
    return { sent, lost };
  }
}

function keyOf(id: Buffer): string {
  return id.toString('latin1');
}
