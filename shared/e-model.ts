import * as v from 'valibot';

/**
 * An estimated quality of a call by the E-model (ITU-T G.107), with everything that went into it. The delays and losses are
 * measured; the codec is assumed, so that two networks can be compared.
 */

const nonNegative = v.pipe(v.number(), v.minValue(0));

export const voiceQualitySchema = v.strictObject({
  /** The assumed codec. */
  codec: v.string(),
  /** From mouth to ear: half the round trip, a jitter buffer and the codec's own delay. Milliseconds. */
  oneWayDelayMs: nonNegative,
  jitterBufferMs: nonNegative,
  lossPercent: v.pipe(v.number(), v.minValue(0), v.maxValue(100)),
  /** The transmission rating R, 0 to 100. */
  rating: v.pipe(v.number(), v.minValue(0), v.maxValue(100)),
  /** The mean opinion score, 1 to 4.5. */
  mos: v.pipe(v.number(), v.minValue(1), v.maxValue(4.5)),
});

export type VoiceQuality = v.InferOutput<typeof voiceQualitySchema>;

export interface VoicePath {
  /** Median time there and back. */
  rttMs: number;
  /** RFC 3550 interarrival jitter. */
  jitterMs: number;
  lossPercent: number;
}

/** R with every parameter at its default (G.107, table 3, note 2): no delay, no loss, no distortion by the codec. */
const defaultRating = 93.2;
/** G.711 with packet loss concealment: Ie and Bpl for random loss (ITU-T G.113, appendix I). */
const codec = { name: 'G.711 with PLC', impairment: 0, lossRobustness: 25.1, delayMs: 20 };
/** A jitter buffer that adapts holds about twice the jitter, and never nothing. */
const jitterBufferFactor = 2;
const minJitterBufferMs = 10;

/** Estimates how good a voice call over such a path sounds (ITU-T G.107, simplified to delay and random loss). */
export function estimateVoiceQuality({ rttMs, jitterMs, lossPercent }: VoicePath): VoiceQuality {
  const jitterBufferMs = Math.max(minJitterBufferMs, jitterBufferFactor * jitterMs);
  const oneWayDelayMs = rttMs / 2 + jitterBufferMs + codec.delayMs;
  const rating = clamp(
    defaultRating - delayImpairment(oneWayDelayMs) - lossImpairment(lossPercent),
    0,
    100,
  );
  return {
    codec: codec.name,
    oneWayDelayMs: toTenths(oneWayDelayMs),
    jitterBufferMs: toTenths(jitterBufferMs),
    lossPercent,
    rating: toTenths(rating),
    mos: Math.round(mosOf(rating) * 100) / 100,
  };
}

/** Idd of G.107 (7-27, 7-28): delay alone starts to hurt at 100 ms. */
function delayImpairment(oneWayDelayMs: number): number {
  if (oneWayDelayMs <= 100) return 0;
  const x = Math.log2(oneWayDelayMs / 100);
  return 25 * ((1 + x ** 6) ** (1 / 6) - 3 * (1 + (x / 3) ** 6) ** (1 / 6) + 2);
}

/** Ie-eff of G.107 (7-29) with BurstR = 1. */
function lossImpairment(lossPercent: number): number {
  const { impairment, lossRobustness } = codec;
  return impairment + ((95 - impairment) * lossPercent) / (lossPercent + lossRobustness);
}

/** G.107, annex B. */
function mosOf(rating: number): number {
  if (rating <= 0) return 1;
  return clamp(1 + 0.035 * rating + rating * (rating - 60) * (100 - rating) * 7e-6, 1, 4.5);
}

function clamp(value: number, lowest: number, highest: number): number {
  return Math.min(highest, Math.max(lowest, value));
}

function toTenths(value: number): number {
  return Math.round(value * 10) / 10;
}
