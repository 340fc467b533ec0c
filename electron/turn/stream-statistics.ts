import type { TurnRelayResult } from '../../shared/report.ts';
import { summarizeRtt } from '../../shared/rtt.ts';

/** What became of the packets of a numbered stream, told as they leave and come back. */
export class StreamStatistics {
  readonly #sentAtMs: number[] = [];
  readonly #rttMs = new Map<number, number>();
  #duplicated = 0;
  #reordered = 0;
  #highest = -1;

  get received(): number {
    return this.#rttMs.size;
  }

  /** The next packet leaves now. Returns its number, from 0 on. */
  sent(nowMs: number): number {
    return this.#sentAtMs.push(nowMs) - 1;
  }

  /** A packet came back. One that was never sent is ignored. */
  returned(number: number, nowMs: number): void {
    const sentAtMs = this.#sentAtMs[number];
    if (sentAtMs === undefined) return;
    if (this.#rttMs.has(number)) {
      this.#duplicated += 1;
      return;
    }
    this.#rttMs.set(number, nowMs - sentAtMs);
    // Late against one that was sent after it (RFC 4737 section 3.3).
    if (number < this.#highest) this.#reordered += 1;
    else this.#highest = number;
  }

  /** `rttMs` counts the packets that came back; `throughputMbps` and `mos` are not measured here. */
  result(): TurnRelayResult {
    const sent = this.#sentAtMs.length;
    const { received } = this;
    const inOrder = [...this.#rttMs].sort(([a], [b]) => a - b);
    return {
      sent,
      received,
      duplicated: this.#duplicated,
      reordered: this.#reordered,
      lossPercent: sent === 0 ? 0 : ((sent - received) / sent) * 100,
      rttMs: summarizeRtt(inOrder.map(([, rttMs]) => rttMs)),
      throughputMbps: null,
      mos: null,
    };
  }
}
