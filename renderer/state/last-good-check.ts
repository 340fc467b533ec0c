import type { WindowApi } from '../../shared/ipc.ts';
import type { Report } from '../../shared/report.ts';
import { mainProcess } from './api.ts';

/** Finds the check to compare with: the newest good one of the same profile that was made before. */
export class LastGoodCheck {
  readonly #api: WindowApi;

  constructor(api = mainProcess()) {
    this.#api = api;
  }

  /** `null` where there is none, or where it cannot be read: a comparison is an extra, its lack no failure. */
  readonly before = async ({ session }: Report): Promise<Report | null> => {
    const found = await this.#api.findLastGood({ id: session.id });
    if (!found.ok || !found.value) return null;
    const outcome = await this.#api.openSession({ id: found.value.id });
    return outcome.ok ? outcome.value : null;
  };
}
