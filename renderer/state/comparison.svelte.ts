import type { WindowApi } from '../../shared/ipc.ts';
import { type Failure, type Outcome, success } from '../../shared/outcome.ts';
import type { Report } from '../../shared/report.ts';
import { mainProcess } from './api.ts';

/** Stands in an address for the newest good check before the other one. */
export const lastGood = 'last-good';

/** Two checks side by side, the earlier one first. */
export class Comparison {
  readonly #api: WindowApi;
  #request = 0;
  #reports = $state.raw<{ before: Report; after: Report } | null>(null);
  #failure = $state.raw<Failure | null>(null);
  #hasNoLastGood = $state(false);

  constructor(api = mainProcess()) {
    this.#api = api;
  }

  get reports(): { before: Report; after: Report } | null {
    return this.#reports;
  }

  get failure(): Failure | null {
    return this.#failure;
  }

  /** No good check was made before: there is nothing to compare with, which is no failure. */
  get hasNoLastGood(): boolean {
    return this.#hasNoLastGood;
  }

  /** `before` is the id of a session, or `lastGood`. */
  async load(before: string, after: string): Promise<void> {
    this.#request += 1;
    const request = this.#request;
    const outcome = await this.#read(before, after);
    if (request !== this.#request) return;
    this.#failure = outcome.ok ? null : outcome;
    this.#hasNoLastGood = outcome.ok && outcome.value === null;
    this.#reports = outcome.ok ? outcome.value : null;
  }

  async #read(
    before: string,
    after: string,
  ): Promise<Outcome<{ before: Report; after: Report } | null>> {
    const beforeId = before === lastGood ? await this.#findLastGood(after) : success(before);
    if (!beforeId.ok) return beforeId;
    if (beforeId.value === null) return success(null);
    const first = await this.#api.openSession({ id: beforeId.value });
    if (!first.ok) return first;
    const second = await this.#api.openSession({ id: after });
    return second.ok ? success({ before: first.value, after: second.value }) : second;
  }

  async #findLastGood(id: string): Promise<Outcome<string | null>> {
    const outcome = await this.#api.findLastGood({ id });
    return outcome.ok ? success(outcome.value?.id ?? null) : outcome;
  }
}
