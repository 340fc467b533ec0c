import type { SessionFacets, SessionSummary } from '../../shared/history.ts';
import type { WindowApi } from '../../shared/ipc.ts';
import { type Failure, type Outcome, success } from '../../shared/outcome.ts';
import type { Report } from '../../shared/report.ts';
import { mainProcess } from './api.ts';
import { chosenParts, everything, type FilterChoice, toSessionFilter } from './history-filter.ts';
import { SessionPages } from './session-pages.svelte.ts';
import { SessionSelection } from './session-selection.svelte.ts';

/** While a person types, a search for each key would only be in the way of the last one. */
const typingMs = 120;
/** The contract takes no more at once. */
const idsAtOnce = 1000;

const noFacets: SessionFacets = { networks: [], servers: [], findings: [] };

/** The stored checks: what is shown of the list, which of them are selected, and the one that is open. */
export class HistoryState {
  readonly #api: WindowApi;
  readonly pages: SessionPages;
  readonly selection = new SessionSelection();
  #choice = $state.raw<FilterChoice>(everything);
  #facets = $state.raw<SessionFacets>(noFacets);
  #opened = $state.raw<Report | null>(null);
  #openFailure = $state.raw<Failure | null>(null);
  #typing: ReturnType<typeof setTimeout> | undefined;
  /** Where the list was left, so that it is found again there. */
  scrollPx = 0;
  focusedId: string | null = null;

  readonly isFiltering = $derived(chosenParts(this.#choice).length > 0);

  constructor(api = mainProcess()) {
    this.#api = api;
    this.pages = new SessionPages(api);
  }

  get choice(): FilterChoice {
    return this.#choice;
  }

  /** The list was read since the window was opened. */
  get wasListed(): boolean {
    return this.pages.phase !== 'loading';
  }

  /** What can be filtered by. Where it cannot be read, nothing is offered: the list says what is wrong. */
  get facets(): SessionFacets {
    return this.#facets;
  }

  /** The report that is shown instead of the list. */
  get opened(): Report | null {
    return this.#opened;
  }

  get openFailure(): Failure | null {
    return this.#openFailure;
  }

  async load(): Promise<void> {
    await Promise.all([this.pages.load(toSessionFilter(this.#choice)), this.loadFacets()]);
  }

  async refresh(): Promise<void> {
    await this.pages.refresh();
  }

  async loadFacets(): Promise<void> {
    const outcome = await this.#api.sessionFacets();
    if (outcome.ok) this.#facets = outcome.value;
  }

  /** Shows another part of the history. Words are searched for when the typing pauses, anything else at once. */
  show(choice: FilterChoice): void {
    const isTyping = choice.text !== this.#choice.text && choice.text !== '';
    this.#choice = choice;
    this.selection.clear();
    this.scrollPx = 0;
    clearTimeout(this.#typing);
    const search = () => void this.pages.load(toSessionFilter(choice));
    if (isTyping) this.#typing = setTimeout(search, typingMs);
    else search();
  }

  async open(id: string): Promise<void> {
    this.#openFailure = null;
    const outcome = await this.#api.openSession({ id });
    this.#opened = outcome.ok ? outcome.value : null;
    this.#openFailure = outcome.ok ? null : outcome;
  }

  close(): void {
    this.#opened = null;
    this.#openFailure = null;
  }

  /** Stores ticket and note; empty ones are none. Shows them wherever the session is shown. */
  async edit(id: string, texts: { ticket: string; note: string }): Promise<Outcome<null>> {
    const [ticket, note] = [texts.ticket.trim() || null, texts.note.trim() || null];
    const outcome = await this.#api.editSession({ id, ticket, note });
    if (!outcome.ok) return outcome;
    this.pages.put([outcome.value]);
    if (this.#opened?.session.id === id) await this.open(id);
    return success(null);
  }

  /** Takes the sessions out of the list. They can be brought back with `restore`. */
  async remove(ids: readonly string[]): Promise<Outcome<{ removed: SessionSummary[] }>> {
    const removed: SessionSummary[] = [];
    for (let start = 0; start < ids.length; start += idsAtOnce) {
      const part = ids.slice(start, start + idsAtOnce);
      const outcome = await this.#api.deleteSessions({ ids: part });
      if (!outcome.ok) return outcome;
      removed.push(...this.pages.drop(part));
      this.selection.drop(part);
    }
    if (this.pages.sessions.length === 0 && this.pages.hasMore) await this.load();
    return success({ removed });
  }

  async restore(sessions: readonly SessionSummary[]): Promise<Outcome<null>> {
    for (let start = 0; start < sessions.length; start += idsAtOnce) {
      const part = sessions.slice(start, start + idsAtOnce);
      const outcome = await this.#api.restoreSessions({ ids: part.map(({ id }) => id) });
      if (!outcome.ok) return outcome;
      this.pages.put(part);
    }
    return success(null);
  }
}
