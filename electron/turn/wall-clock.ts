/**
 * The time of day for credentials that expire. It follows its source forwards but not back below what has passed since
 * the start by the monotonic clock: setting the computer's time back does not revive an expired credential.
 */
export class WallClock {
  readonly #nowUnixSec: () => number;
  readonly #startUnixSec: number;
  readonly #startMs: number;

  constructor(nowUnixSec: () => number, nowMs: number) {
    this.#nowUnixSec = nowUnixSec;
    this.#startUnixSec = nowUnixSec();
    this.#startMs = nowMs;
  }

  unixSec(nowMs: number): number {
    const passedSec = (nowMs - this.#startMs) / 1000;
    return Math.max(this.#nowUnixSec(), this.#startUnixSec + passedSec);
  }
}
