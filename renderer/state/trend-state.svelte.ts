import type { SessionFacets, TrendPoint } from '../../shared/history.ts';
import type { WindowApi } from '../../shared/ipc.ts';
import type { Failure } from '../../shared/outcome.ts';
import { mainProcess } from './api.ts';

/** The most that the contract gives, and a chart can show. */
export const maxPoints = 2000;

/** How the checks of a server and a network went over time. */
export class TrendState {
  readonly #api: WindowApi;
  #request = 0;
  #points = $state.raw<readonly TrendPoint[] | null>(null);
  #facets = $state.raw<SessionFacets>({ networks: [], servers: [], findings: [] });
  #failure = $state.raw<Failure | null>(null);

  constructor(api = mainProcess()) {
    this.#api = api;
  }

  /** Oldest first; null until they were read. */
  get points(): readonly TrendPoint[] | null {
    return this.#points;
  }

  /** What can be chosen. */
  get facets(): SessionFacets {
    return this.#facets;
  }

  get failure(): Failure | null {
    return this.#failure;
  }

  async loadChoices(): Promise<void> {
    const outcome = await this.#api.sessionFacets();
    if (outcome.ok) this.#facets = outcome.value;
  }

  /** `null` stands for all. Of two requests the newer one counts. */
  async load(server: string | null, network: string | null): Promise<void> {
    this.#request += 1;
    const request = this.#request;
    const outcome = await this.#api.trend({
      limit: maxPoints,
      ...(server === null ? {} : { server }),
      ...(network === null ? {} : { network }),
    });
    if (request !== this.#request) return;
    this.#failure = outcome.ok ? null : outcome;
    this.#points = outcome.ok ? outcome.value : null;
  }
}
