import * as v from 'valibot';

const durationMs = v.pipe(v.number(), v.minValue(0));

/** Round trip times in milliseconds, of first transmissions only; `jitter` is the mean of consecutive differences. */
export const rttSchema = v.strictObject({
  min: durationMs,
  median: durationMs,
  p95: durationMs,
  max: durationMs,
  jitter: durationMs,
});

type Rtt = v.InferOutput<typeof rttSchema>;

/**
 * Sums up round trip times in milliseconds, given in the order of sending; `null` where there are none. `jitter` is the mean
 * difference of consecutive values, the quantity that RFC 3550 section 6.4.1 smooths.
 */
export function summarizeRtt(samplesMs: readonly number[]): Rtt | null {
  if (samplesMs.length === 0) return null;
  const sorted = [...samplesMs].sort((a, b) => a - b);
  const at = (quantile: number) => sorted[Math.ceil(quantile * sorted.length) - 1] ?? 0;
  const differences = samplesMs.slice(1).map((value, i) => Math.abs(value - (samplesMs[i] ?? 0)));
  const total = differences.reduce((sum, difference) => sum + difference, 0);
  return {
    min: toMicroseconds(at(1 / sorted.length)),
    median: toMicroseconds(at(0.5)),
    p95: toMicroseconds(at(0.95)),
    max: toMicroseconds(at(1)),
    jitter: toMicroseconds(differences.length === 0 ? 0 : total / differences.length),
  };
}

function toMicroseconds(milliseconds: number): number {
  return Math.round(milliseconds * 1000) / 1000;
}
