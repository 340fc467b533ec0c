/** So many events at once, and then so many a second. */
export interface Rate {
  capacity: number;
  refillPerSec: number;
}

/** Says whether an event is within a rate. Times come in as `nowMs`, from a clock that never goes back. */
export class TokenBucket {
  readonly #rate: Rate;
  #tokens: number;
  #countedAtMs: number;

  constructor(rate: Rate, nowMs: number) {
    this.#rate = rate;
    this.#tokens = rate.capacity;
    this.#countedAtMs = nowMs;
  }

  isEmpty(nowMs: number): boolean {
    this.#refill(nowMs);
    return this.#tokens < 1;
  }

  /** Takes a token; false where there is none. */
  take(nowMs: number): boolean {
    if (this.isEmpty(nowMs)) return false;
    this.#tokens -= 1;
    return true;
  }

  #refill(nowMs: number): void {
    const { capacity, refillPerSec } = this.#rate;
    const gained = ((nowMs - this.#countedAtMs) / 1000) * refillPerSec;
    this.#tokens = Math.min(capacity, this.#tokens + gained);
    this.#countedAtMs = nowMs;
  }
}
