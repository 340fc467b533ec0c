import { performance } from 'node:perf_hooks';
import type { CheckEvent } from '../shared/check.ts';

type Planned = Extract<CheckEvent, { type: 'planned' }>;

/** What a page has to be told that was not there from the beginning of the newest check of this start. */
export class CheckReplay {
  readonly #now: () => number;
  #planned: Planned | null = null;
  #plannedAtMs = 0;
  #since: CheckEvent[] = [];

  /** `now` counts milliseconds from any start. */
  constructor(now: () => number = () => performance.now()) {
    this.#now = now;
  }

  /** `null`: the check is over, also where it left no report. */
  follow(event: CheckEvent | null): void {
    if (event?.type === 'planned') {
      this.#planned = event;
      this.#plannedAtMs = this.#now();
      this.#since = [];
    } else if (event?.type === 'finished') {
      // The report has all that the tests told.
      this.#since = [...this.#since.filter(({ type }) => type === 'not-saved'), event];
    } else if (event === null) {
      if (this.#since.at(-1)?.type !== 'finished') this.#planned = null;
    } else if (event.type !== 'live' && event.type !== 'progress') {
      this.#since.push(event);
    }
  }

  /** In their order; none where there was no check. */
  get events(): CheckEvent[] {
    if (!this.#planned) return [];
    const elapsedMs = this.#now() - this.#plannedAtMs;
    return [{ ...this.#planned, elapsedMs }, ...this.#since];
  }
}
