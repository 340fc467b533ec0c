import { cancelled, noReturn, type TurnResult } from './client-failure.ts';
import type { NumberedStream } from './numbered-stream.ts';

/** The first packet may be lost like any datagram: one is sent before each of these waits. */
const waitsMs = [200, 400, 600];

/** Sends single packets of the stream until one is back: whether data passes at all. Gives the time that it took. */
export async function firstEcho(
  stream: NumberedStream,
  signal: AbortSignal,
): Promise<TurnResult<number>> {
  const { statistics } = stream;
  for (const waitMs of waitsMs) {
    if (signal.aborted || statistics.received > 0) break;
    stream.sendOne();
    await stream.returned(1, waitMs, signal);
  }
  const [first] = statistics.arrivals;
  if (first) return { ok: true, value: first.rttMs };
  const sent = statistics.sentCount;
  return { ok: false, failure: signal.aborted ? cancelled(sent) : noReturn(sent) };
}
