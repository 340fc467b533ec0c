/**
 * A clock that never goes back: where its source does, time stands still for that reading and then goes on from there.
 * So no lifetime becomes negative and nothing lives longer than it should by more than that one step.
 */
export class SteadyClock {
  readonly #sourceMs: () => number;
  #lastMs: number;
  #addedMs = 0;

  constructor(sourceMs: () => number) {
    this.#sourceMs = sourceMs;
    this.#lastMs = sourceMs();
  }

  nowMs(): number {
    const nowMs = this.#sourceMs();
    if (nowMs < this.#lastMs) this.#addedMs += this.#lastMs - nowMs;
    this.#lastMs = nowMs;
    return nowMs + this.#addedMs;
  }
}
