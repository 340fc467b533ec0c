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

/** Each difference moves the estimate by this part of it (RFC 3550 section 6.4.1). */
const jitterGain = 1 / 16;

/**
 * Interarrival jitter in milliseconds (RFC 3550 section 6.4.1): J += (|D| - J) / 16, where D is the difference of the transit
 * times of two packets that arrived one after the other. Transit times are given in the order of arrival; their clocks need
 * not agree. Where they are round trips, D holds what both ways added. J begins at 0, so a few packets underestimate it:
 * 50 reach 96 % of what goes on. `null` where no two packets arrived.
 */
export function interarrivalJitter(transitsMs: readonly number[]): number | null {
  if (transitsMs.length < 2) return null;
  const jitter = transitsMs.slice(1).reduce((estimate, transitMs, i) => {
    const difference = Math.abs(transitMs - (transitsMs[i] ?? 0));
    return estimate + (difference - estimate) * jitterGain;
  }, 0);
  return toMicroseconds(jitter);
}

/** Milliseconds to a thousandth: what a report keeps. */
export function toMicroseconds(milliseconds: number): number {
  return Math.round(milliseconds * 1000) / 1000;
}
