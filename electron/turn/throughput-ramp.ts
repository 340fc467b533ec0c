import type { TurnRelayResult } from '../../shared/report.ts';
import { NumberedStream, type StreamOptions } from './numbered-stream.ts';
import type { StreamStatistics } from './stream-statistics.ts';

export type Throughput = NonNullable<TurnRelayResult['throughput']>;
type Step = Throughput['steps'][number];

/** Half a video call; each step offers twice as much as the one before. */
const firstMbps = 1;
/** More than a conference with many pictures needs. The rest of a fast line is not this test's business. */
const ceilingMbps = 32;
const stepMs = 300;
/** As Chromium's. */
const packetBytes = 1200;
/** Bursts of this long: timers are not finer on every system. */
const tickMs = 5;
/** Loss above this is the path's limit, and not chance: congestion control would slow down long before. */
const lossLimitPercent = 5;
/** Payload that is sent in all; as much comes back. All steps together need 2.4 MB. */
export const byteBudget = 4_000_000;
export const timeBudgetMs = 5_000;
/** Packets that are still queued after this long, or two round trips, count as lost to the step. */
const leastSettleMs = 150;

/**
 * Offers the relay more and more until packets are lost, or the time, the bytes or the ceiling are used up. Measures the
 * narrowest part of the way there and back. Null: it was cancelled.
 */
export async function rampThroughput(
  { client, peer }: Pick<StreamOptions, 'client' | 'peer'>,
  rttMs: number,
  signal: AbortSignal,
): Promise<Throughput | null> {
  const settleMs = Math.max(leastSettleMs, 2 * rttMs);
  const startMs = performance.now();
  const steps: Step[] = [];
  let bytes = 0;
  const ended = (endedBy: Throughput['endedBy']) => ({ steps, bytes, endedBy });
  for (let mbps = firstMbps; mbps <= ceilingMbps; mbps *= 2) {
    const count = Math.ceil((mbps * 1000 * stepMs) / 8 / packetBytes);
    if (bytes + count * packetBytes > byteBudget) return ended('byte-budget');
    if (performance.now() - startMs + stepMs + settleMs > timeBudgetMs) return ended('time-budget');
    const stream = new NumberedStream({ client, peer, packetBytes, lostAfterMs: Infinity });
    const { statistics } = stream;
    const packetMs = (packetBytes * 8) / (mbps * 1000);
    const burst = Math.max(1, Math.round(tickMs / packetMs));
    await stream.send({ count, intervalMs: packetMs, burst }, signal);
    await stream.returned(count, settleMs, signal);
    stream.close();
    if (signal.aborted) return null;
    bytes += statistics.sentCount * packetBytes;
    const step = stepOf(statistics, burst * packetMs);
    steps.push(step);
    if (step.lossPercent > lossLimitPercent) return ended('loss');
  }
  return ended('ceiling');
}

/** The highest rate that came back, in Mbit/s of payload; null where no step ended. */
export function highestMbps({ steps }: Throughput): number | null {
  return steps.length === 0 ? null : Math.max(...steps.map(({ deliveredMbps }) => deliveredMbps));
}

/** `tailMs` is what the last burst takes at the rate of the step. */
function stepOf(statistics: StreamStatistics, tailMs: number): Step {
  const { sentAtMs, arrivals, sentCount, received } = statistics;
  const sendingMs = (sentAtMs.at(-1) ?? 0) - (sentAtMs[0] ?? 0) + tailMs;
  const leastRttMs = Math.min(...arrivals.map(({ rttMs }) => rttMs));
  const lastBackMs = Math.max(
    ...arrivals.map(({ number, rttMs }) => (sentAtMs[number] ?? 0) + rttMs),
  );
  // A queue on the way makes the last packets late: the time that it took is time of delivery.
  const deliveryMs = Math.max(sendingMs, lastBackMs - (sentAtMs[0] ?? 0) - leastRttMs);
  return {
    offeredMbps: mbpsOf(sentCount, sendingMs),
    deliveredMbps: received === 0 ? 0 : mbpsOf(received, deliveryMs),
    lossPercent: statistics.result().lossPercent,
  };
}

function mbpsOf(packets: number, elapsedMs: number): number {
  return Math.round((packets * packetBytes * 8) / elapsedMs / 10) / 100;
}
