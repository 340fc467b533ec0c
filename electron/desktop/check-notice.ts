import type { CheckEvent } from '../../shared/check.ts';
import type { Report } from '../../shared/report.ts';

/** Whoever waited a shorter time than this has not turned to something else. */
export const calmLimitMs = 4_000;

/** Whether a person should be told by the system that a check ended: only if they may be waiting for it elsewhere. */
export function deservesNotice({ session }: Report, isWindowFocused: boolean): boolean {
  return !isWindowFocused && session.status === 'completed' && session.durationMs >= calmLimitMs;
}

/** How far a check is, for the task bar: from 0 to 1, or -1 where nothing runs. */
export class CheckProgress {
  #total = 0;
  readonly #ended = new Set<string>();

  /** The value after an event. */
  follow(event: CheckEvent): number {
    if (event.type === 'planned') {
      this.#total = event.probes.length;
      this.#ended.clear();
    }
    if (event.type === 'ended') this.#ended.add(event.probe.id);
    if (event.type === 'finished') return this.end();
    return this.value;
  }

  end(): number {
    this.#total = 0;
    this.#ended.clear();
    return this.value;
  }

  get value(): number {
    return this.#total === 0 ? -1 : Math.min(1, this.#ended.size / this.#total);
  }
}
