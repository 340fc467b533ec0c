export interface RevivalLimitOptions {
  /** So many times… */
  max: number;
  /** …within so many milliseconds. */
  withinMs: number;
  /** Milliseconds from any start. */
  now?: () => number;
}

/** Keeps what is begun anew after a fault from going round and round. */
export class RevivalLimit {
  readonly #options: Required<RevivalLimitOptions>;
  #tries: number[] = [];

  constructor(options: RevivalLimitOptions) {
    this.#options = { now: () => performance.now(), ...options };
  }

  /** Whether it may be tried once more; counts as a try where it may. */
  mayTry(): boolean {
    const { max, withinMs, now } = this.#options;
    const nowMs = now();
    this.#tries = this.#tries.filter((atMs) => nowMs - atMs < withinMs);
    if (this.#tries.length >= max) return false;
    this.#tries.push(nowMs);
    return true;
  }

  /** After a person has decided to go on. */
  reset(): void {
    this.#tries = [];
  }
}
