import { setTimeout } from 'node:timers/promises';
import type { Report } from '../shared/report.ts';

/** The one check that may run at a time, and the report that it left. */
export class CurrentCheck {
  #running: { controller: AbortController; ended: Promise<unknown> } | null = null;
  #lastReport: Report | null = null;

  get isRunning(): boolean {
    return this.#running !== null;
  }

  /** The newest report of this start of the application: it can be shown and exported when no history could keep it. */
  get lastReport(): Report | null {
    return this.#lastReport;
  }

  /** Runs a check; `null`, without running it, while another one runs. */
  start(run: (signal: AbortSignal) => Promise<Report>): Promise<Report> | null {
    if (this.#running) return null;
    const controller = new AbortController();
    const ended = run(controller.signal).then(
      (report) => {
        this.#running = null;
        this.#lastReport = report;
        return report;
      },
      (error: unknown) => {
        this.#running = null;
        throw error;
      },
    );
    this.#running = { controller, ended };
    return ended;
  }

  /** Asks the running check to end; its report then says `cancelled`. */
  cancel(): void {
    this.#running?.controller.abort();
  }

  /** Cancels and waits until the session is stored, at most `limitMs`. Never rejects. */
  async cancelAndWait(limitMs: number): Promise<void> {
    const running = this.#running;
    if (!running) return;
    running.controller.abort();
    const limit = new AbortController();
    await Promise.race([
      running.ended.catch(() => undefined),
      setTimeout(limitMs, undefined, { signal: limit.signal }).catch(() => undefined),
    ]);
    limit.abort();
  }
}
