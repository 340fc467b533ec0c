import { summarizeRtt } from '../../shared/rtt.ts';
import type { CallSample, WebrtcStream } from '../../shared/webrtc-results.ts';

interface Message {
  sentAtMs: number;
  bytes: number;
  arrivedAtMs: number | null;
  /** When its echo was back. */
  echoedAtMs: number | null;
}

/** RFC 3550 section 6.4.1: each difference counts a sixteenth. */
const jitterGain = 1 / 16;

/** What became of the numbered messages of a call. Both ends of it are on one clock. */
export class CallStatistics {
  readonly #messages: Message[] = [];
  #received = 0;
  #duplicated = 0;
  #reordered = 0;
  #highest = -1;
  #transitMs: number | null = null;
  #jitterMs = 0;

  /** The next message leaves now. Returns its number, from 0 on. */
  sent(nowMs: number, bytes: number): number {
    return this.#messages.push({ sentAtMs: nowMs, bytes, arrivedAtMs: null, echoedAtMs: null }) - 1;
  }

  /** A message arrived at the other end. One that was never sent is ignored. */
  arrived(number: number, nowMs: number): void {
    const message = this.#messages[number];
    if (!message) return;
    if (message.arrivedAtMs !== null) {
      this.#duplicated += 1;
      return;
    }
    message.arrivedAtMs = nowMs;
    this.#received += 1;
    // Late against one that was sent after it (RFC 4737 section 3.3).
    if (number < this.#highest) this.#reordered += 1;
    else this.#highest = number;
    this.#followJitter(nowMs - message.sentAtMs);
  }

  /** The echo of a message is back. */
  echoed(number: number, nowMs: number): void {
    const message = this.#messages[number];
    if (message) message.echoedAtMs ??= nowMs;
  }

  /** Whether every message arrived and its echo is back. */
  get complete(): boolean {
    return this.#messages.every(({ echoedAtMs }) => echoedAtMs !== null);
  }

  /** When the last message arrived, and how many that were sent later never did. */
  get silence(): { sinceMs: number | null; messages: number } {
    const last = this.#messages.findLastIndex(({ arrivedAtMs }) => arrivedAtMs !== null);
    return {
      sinceMs: this.#messages[last]?.arrivedAtMs ?? null,
      messages: this.#messages.length - 1 - last,
    };
  }

  result(): WebrtcStream {
    const sent = this.#messages.length;
    const received = this.#received;
    const rtts = this.#messages.flatMap(rttOf);
    return {
      sent,
      received,
      duplicated: this.#duplicated,
      reordered: this.#reordered,
      lossPercent: sent === 0 ? 0 : ((sent - received) / sent) * 100,
      rttMs: summarizeRtt(rtts),
      jitterMs: received < 2 ? null : Math.round(this.#jitterMs * 1000) / 1000,
    };
  }

  /** What became of the messages that were sent from `fromMs` on and before `toMs`; `atMs` is `toMs`. */
  sample(fromMs: number, toMs: number): CallSample {
    const messages = this.#messages.filter(({ sentAtMs }) => sentAtMs >= fromMs && sentAtMs < toMs);
    const arrived = messages.filter(({ arrivedAtMs }) => arrivedAtMs !== null);
    const bytes = arrived.reduce((sum, message) => sum + message.bytes, 0);
    const lost = messages.length - arrived.length;
    return {
      atMs: Math.round(toMs),
      rttMs: summarizeRtt(messages.flatMap(rttOf))?.median ?? null,
      lossPercent: messages.length === 0 ? null : (lost / messages.length) * 100,
      kbps: toMs > fromMs ? Math.round((bytes * 80) / (toMs - fromMs)) / 10 : null,
    };
  }

  #followJitter(transitMs: number): void {
    if (this.#transitMs !== null) {
      const difference = Math.abs(transitMs - this.#transitMs);
      this.#jitterMs += (difference - this.#jitterMs) * jitterGain;
    }
    this.#transitMs = transitMs;
  }
}

function rttOf({ sentAtMs, echoedAtMs }: Message): number[] {
  return echoedAtMs === null ? [] : [echoedAtMs - sentAtMs];
}
