import type { RelayStream, TurnRelayResult } from '../../shared/report.ts';
import { interarrivalJitter, summarizeRtt, toMicroseconds } from '../../shared/rtt.ts';

interface Arrival {
  number: number;
  rttMs: number;
}

export type StreamSamples = NonNullable<TurnRelayResult['samples']>;

/** What became of the packets of a numbered stream, told as they leave and come back. */
export class StreamStatistics {
  readonly #lostAfterMs: number;
  readonly #sentAtMs: number[] = [];
  readonly #rttMs = new Map<number, number>();
  readonly #arrivals: Arrival[] = [];
  #duplicated = 0;
  #reordered = 0;
  #highest = -1;

  /** A packet that needs longer than `lostAfterMs` is lost, even if it comes: no call would still play it. */
  constructor(lostAfterMs = Infinity) {
    this.#lostAfterMs = lostAfterMs;
  }

  get sentCount(): number {
    return this.#sentAtMs.length;
  }

  get received(): number {
    return this.#arrivals.length;
  }

  /** When each packet left, by the clock of `sent`. */
  get sentAtMs(): readonly number[] {
    return this.#sentAtMs;
  }

  /** Round trips in the order of arrival. */
  get arrivals(): readonly Arrival[] {
    return this.#arrivals;
  }

  get duplicated(): number {
    return this.#duplicated;
  }

  get reordered(): number {
    return this.#reordered;
  }

  /** The next packet leaves now. Returns its number, from 0 on. */
  sent(nowMs: number): number {
    return this.#sentAtMs.push(nowMs) - 1;
  }

  /** A packet came back. One that was never sent, or comes too late, is ignored. */
  returned(number: number, nowMs: number): void {
    const sentAtMs = this.#sentAtMs[number];
    if (sentAtMs === undefined) return;
    if (this.#rttMs.has(number)) {
      this.#duplicated += 1;
      return;
    }
    const rttMs = nowMs - sentAtMs;
    if (rttMs > this.#lostAfterMs) return;
    this.#rttMs.set(number, rttMs);
    this.#arrivals.push({ number, rttMs });
    // Late against one that was sent after it (RFC 4737 section 3.3).
    if (number < this.#highest) this.#reordered += 1;
    else this.#highest = number;
  }

  /** The time there and back of a packet; null where it did not come back. */
  rttOf(number: number): number | null {
    return this.#rttMs.get(number) ?? null;
  }

  result(): RelayStream {
    return summarizeStreams([this]);
  }
}

/** Streams that were sent one after the other, as one. */
export function summarizeStreams(streams: readonly StreamStatistics[]): RelayStream {
  const total = (count: (stream: StreamStatistics) => number) =>
    streams.reduce((sum, stream) => sum + count(stream), 0);
  const sent = total(({ sentCount }) => sentCount);
  const received = total((stream) => stream.received);
  const bySending = streams.flatMap(({ arrivals }) =>
    [...arrivals].sort((a, b) => a.number - b.number),
  );
  return {
    sent,
    received,
    duplicated: total(({ duplicated }) => duplicated),
    reordered: total(({ reordered }) => reordered),
    lossPercent: sent === 0 ? 0 : ((sent - received) * 100) / sent,
    rttMs: summarizeRtt(bySending.map(({ rttMs }) => rttMs)),
    jitterMs: interarrivalJitter(
      streams.flatMap(({ arrivals }) => arrivals.map(({ rttMs }) => rttMs)),
    ),
  };
}

/** Every packet of the streams in the order of sending; times count from the first one. */
export function samplesOf(streams: readonly StreamStatistics[]): StreamSamples {
  const startMs = streams[0]?.sentAtMs[0] ?? 0;
  return streams.flatMap((stream) =>
    stream.sentAtMs.map((sentAtMs, number) => {
      const rttMs = stream.rttOf(number);
      return {
        sentAtMs: toMicroseconds(sentAtMs - startMs),
        rttMs: rttMs === null ? null : toMicroseconds(rttMs),
      };
    }),
  );
}
