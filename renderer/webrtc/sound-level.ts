/** What the loudness of a voice means to the people at the other end. */
export type Loudness = 'silent' | 'quiet' | 'good' | 'loud';

/** What the bar shows, in dB below full scale. Below its start is the noise of an empty room. */
const range = { fromDb: -60, toDb: 0 };
/** Speech into a headset lies around -25 dB. Below the first of these it drowns in noise, above the second it clips. */
const speech = { fromDb: -42, toDb: -6 };
/** A person pauses between words: what was heard a moment ago still counts. */
export const holdMs = 1_500;

/** The level of samples between -1 and 1, in dB below full scale (root mean square); -Infinity for digital silence. */
export function levelDb(samples: Float32Array): number {
  if (samples.length === 0) return -Infinity;
  let sum = 0;
  for (const sample of samples) sum += sample * sample;
  return 10 * Math.log10(sum / samples.length);
}

/** How much of the bar is filled, from 0 to 100. */
export function meterPercent(db: number): number {
  const share = (db - range.fromDb) / (range.toDb - range.fromDb);
  return Math.round(Math.min(1, Math.max(0, share)) * 100);
}

export function loudnessOf(db: number): Loudness {
  if (db < range.fromDb) return 'silent';
  if (db < speech.fromDb) return 'quiet';
  return db > speech.toDb ? 'loud' : 'good';
}

/** The loudest level of the last moment, so that words do not flicker between the syllables. */
export class RecentPeak {
  readonly #holdMs: number;
  #levels: { db: number; atMs: number }[] = [];

  constructor(forMs = holdMs) {
    this.#holdMs = forMs;
  }

  add(db: number, atMs: number): number {
    this.#levels = this.#levels.filter((level) => atMs - level.atMs < this.#holdMs);
    this.#levels.push({ db, atMs });
    return Math.max(...this.#levels.map((level) => level.db));
  }
}
