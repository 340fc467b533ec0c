import { SvelteSet } from 'svelte/reactivity';
import type { SessionSummary } from '../../shared/history.ts';
import type { WindowApi } from '../../shared/ipc.ts';
import type { Failure, Outcome } from '../../shared/outcome.ts';
import type { Report } from '../../shared/report.ts';
import { mainProcess } from './api.ts';
import { groupByDay, isSettled, mergeSessions } from './history-list.ts';

const pageSize = 50;
/** The contract takes no more at once. */
const maxSelected = 1000;

/** The stored checks: as much of the list as was loaded, which of them are selected, and the one that is open. */
export class HistoryState {
  readonly #api: WindowApi;
  #sessions = $state.raw<readonly SessionSummary[]>([]);
  #nextBefore = $state.raw<string | null>(null);
  #total = $state(0);
  #phase = $state<'loading' | 'ready' | 'failed'>('loading');
  #failure = $state.raw<Failure | null>(null);
  #opened = $state.raw<Report | null>(null);
  #openFailure = $state.raw<Failure | null>(null);
  readonly selected = new SvelteSet<string>();

  readonly days = $derived(groupByDay(this.#sessions));
  readonly selectable = $derived(this.#sessions.filter(isSettled).map(({ id }) => id));

  constructor(api = mainProcess()) {
    this.#api = api;
  }

  get sessions(): readonly SessionSummary[] {
    return this.#sessions;
  }

  get phase(): 'loading' | 'ready' | 'failed' {
    return this.#phase;
  }

  get failure(): Failure | null {
    return this.#failure;
  }

  get total(): number {
    return this.#total;
  }

  get hasMore(): boolean {
    return this.#nextBefore !== null;
  }

  /** The report that is shown instead of the list. */
  get opened(): Report | null {
    return this.#opened;
  }

  get openFailure(): Failure | null {
    return this.#openFailure;
  }

  /** Reads the newest page anew. What is shown stays until it is there. */
  async load(): Promise<void> {
    await this.#read(null);
  }

  /** Takes up what was added or has ended since, without losing the place in the list. */
  async refresh(): Promise<void> {
    const outcome = await this.#api.listSessions({ before: null, limit: pageSize });
    if (!outcome.ok) return;
    this.#sessions = mergeSessions(this.#sessions, outcome.value.sessions);
    this.#total = outcome.value.total;
  }

  async loadMore(): Promise<void> {
    if (this.#nextBefore !== null) await this.#read(this.#nextBefore);
  }

  async open(id: string): Promise<void> {
    const outcome = await this.#api.openSession({ id });
    this.#opened = outcome.ok ? outcome.value : null;
    this.#openFailure = outcome.ok ? null : outcome;
  }

  close(): void {
    this.#opened = null;
    this.#openFailure = null;
  }

  /** Takes the sessions out of the list. They can be brought back with `restore`. */
  async remove(ids: readonly string[]): Promise<Outcome<{ removed: SessionSummary[] }>> {
    const outcome = await this.#api.deleteSessions({ ids: [...ids] });
    if (!outcome.ok) return outcome;
    const removed = this.#sessions.filter(({ id }) => ids.includes(id));
    this.#sessions = this.#sessions.filter(({ id }) => !ids.includes(id));
    this.#total = Math.max(0, this.#total - outcome.value.deleted);
    for (const id of ids) this.selected.delete(id);
    if (this.#sessions.length === 0 && this.hasMore) await this.load();
    return { ok: true, value: { removed } };
  }

  async restore(sessions: readonly SessionSummary[]): Promise<Outcome<null>> {
    const outcome = await this.#api.restoreSessions({ ids: sessions.map(({ id }) => id) });
    if (!outcome.ok) return outcome;
    this.#sessions = mergeSessions(this.#sessions, sessions);
    this.#total += outcome.value.restored;
    return { ok: true, value: null };
  }

  toggle(id: string): void {
    if (!this.selected.delete(id)) this.selected.add(id);
  }

  selectAll(): void {
    for (const id of this.selectable.slice(0, maxSelected)) this.selected.add(id);
  }

  clearSelection(): void {
    this.selected.clear();
  }

  async #read(before: string | null): Promise<void> {
    const outcome = await this.#api.listSessions({ before, limit: pageSize });
    this.#failure = outcome.ok ? null : outcome;
    this.#phase = outcome.ok ? 'ready' : 'failed';
    if (!outcome.ok) return;
    const { sessions, nextBefore, total } = outcome.value;
    this.#sessions = before === null ? sessions : mergeSessions(this.#sessions, sessions);
    this.#nextBefore = nextBefore;
    this.#total = total;
  }
}
