import { performance } from 'node:perf_hooks';
import { type Outcome, success } from '../shared/outcome.ts';
import type { Report } from '../shared/report.ts';
import type { Sessions } from './history/sessions.ts';

type Write = (history: Sessions) => Outcome<unknown>;

/**
 * After a write that failed the next one waits so many times as long as that one took: writes wait for the lock of another
 * process, and nothing is measured meanwhile. A full disk fails at once and is tried again with the next probe.
 */
const pauseFactor = 10;

/** What a check writes to the history while it runs. What could not be stored is kept and stored, in order, by a later write. */
export class SessionKeeping {
  readonly #history: Sessions | null;
  readonly #now: () => number;
  #waiting: Write[] = [];
  #pausedUntilMs = 0;

  /** `null`: nothing is kept. `now` counts milliseconds from any start. */
  constructor(history: Sessions | null, now: () => number = () => performance.now()) {
    this.#history = history;
    this.#now = now;
  }

  add(write: Write): void {
    if (!this.#history) return;
    this.#waiting.push(write);
    const startMs = this.#now();
    if (startMs < this.#pausedUntilMs) return;
    while (this.#waiting[0]?.(this.#history).ok) this.#waiting.shift();
    if (this.#waiting.length === 0) return;
    const endMs = this.#now();
    this.#pausedUntilMs = endMs + (endMs - startMs) * pauseFactor;
  }

  /** Stores the report with all its probes, also those, and the session, that could not be stored before. */
  finish(report: Report): Outcome<null> {
    this.#waiting = [];
    return this.#history?.finishSession(report) ?? success(null);
  }
}
