import type { WindowApi } from '../../shared/ipc.ts';
import type { Report } from '../../shared/report.ts';
import { mainProcess } from './api.ts';

const pageSize = 100;
/** How far back is looked: whoever made a thousand checks since the last good one knows that it was long ago. */
const maxPages = 10;

/** Finds the check to compare with: the newest good one of the same profile that was made before. */
export class LastGoodCheck {
  readonly #api: WindowApi;

  constructor(api = mainProcess()) {
    this.#api = api;
  }

  /** `null` where there is none, or where it cannot be read: a comparison is an extra, its lack no failure. */
  readonly before = async ({ session }: Report): Promise<Report | null> => {
    const id = await this.#find(session);
    if (id === null) return null;
    const outcome = await this.#api.openSession({ id });
    return outcome.ok ? outcome.value : null;
  };

  async #find({ startedAt, profile }: Report['session']): Promise<string | null> {
    let before: string | null = null;
    for (let page = 0; page < maxPages; page += 1) {
      const outcome = await this.#api.listSessions({ before, limit: pageSize });
      if (!outcome.ok) return null;
      const found = outcome.value.sessions.find(
        (session) =>
          session.level === 'good' &&
          session.status === 'completed' &&
          session.profile === profile &&
          Date.parse(session.startedAt) < Date.parse(startedAt),
      );
      if (found) return found.id;
      before = outcome.value.nextBefore;
      if (before === null) return null;
    }
    return null;
  }
}
