import { cancelled, noReturn, type TurnResult } from './client-failure.ts';
import type { NumberedStream } from './numbered-stream.ts';

/** The first packet may be lost like any datagram: one is sent before each of these waits. */
const waitsMs = [200, 400, 600];
/** The way to the peer and back is two round trips to the server: the last packet gets twice that. */
const lastWaitRoundTrips = 4;

/**
 * Sends single packets of the stream until one is back: whether data passes at all. Gives the time that it took.
 * `serverRttMs` is the time to the server and back.
 */
export async function firstEcho(
  stream: NumberedStream,
  serverRttMs: number,
  signal: AbortSignal,
): Promise<TurnResult<number>> {
  const { statistics } = stream;
  for (const waitMs of waitsMs) {
    if (signal.aborted || statistics.received > 0) break;
    stream.sendOne();
    const isLast = statistics.sentCount === waitsMs.length;
    const leastMs = isLast ? lastWaitRoundTrips * serverRttMs : 0;
    await stream.returned(1, Math.max(waitMs, leastMs), signal);
  }
  const [first] = statistics.arrivals;
  if (first) return { ok: true, value: first.rttMs };
  const sent = statistics.sentCount;
  return { ok: false, failure: signal.aborted ? cancelled(sent) : noReturn(sent) };
}
