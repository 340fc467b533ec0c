import type { SessionFilter, SessionPage, SessionSummary } from '../../shared/history.ts';
import type { WindowApi } from '../../shared/ipc.ts';
import type { Failure, Outcome } from '../../shared/outcome.ts';
import { appendItems, isSettled, type ListItem, mergeSessions, partition } from './history-list.ts';

/** More than two windows full: the next one is asked for before its end comes into sight. */
const pageSize = 100;
/** The most that the contract gives at once, for who goes to the very end. */
const largePageSize = 500;
/** An answer that comes sooner needs no word that it is waited for. */
const slowAfterMs = 300;

/** As much of a list as was loaded so far, newest first. Of two requests the newer one counts, whichever is answered first. */
export class SessionPages {
  readonly #api: Pick<WindowApi, 'listSessions'>;
  #filter: SessionFilter | undefined;
  #request = 0;
  #loadingMore: Promise<void> | null = null;
  #sessions = $state.raw<readonly SessionSummary[]>([]);
  #items = $state.raw<readonly ListItem[]>([]);
  #nextBefore = $state.raw<string | null>(null);
  #total = $state(0);
  #isTotalCapped = $state(false);
  #phase = $state<'loading' | 'ready' | 'failed'>('loading');
  #failure = $state.raw<Failure | null>(null);
  #isSlow = $state(false);
  #generation = $state(0);

  readonly settled = $derived(this.#sessions.filter(isSettled));

  constructor(api: Pick<WindowApi, 'listSessions'>) {
    this.#api = api;
  }

  get sessions(): readonly SessionSummary[] {
    return this.#sessions;
  }

  /** The sessions with the headings of their days. */
  get items(): readonly ListItem[] {
    return this.#items;
  }

  /** How many there are; where `isTotalCapped`, more. */
  get total(): number {
    return this.#total;
  }

  get isTotalCapped(): boolean {
    return this.#isTotalCapped;
  }

  get hasMore(): boolean {
    return this.#nextBefore !== null;
  }

  get phase(): 'loading' | 'ready' | 'failed' {
    return this.#phase;
  }

  get failure(): Failure | null {
    return this.#failure;
  }

  /** Grows with every first page: what is shown then is another list. */
  get generation(): number {
    return this.#generation;
  }

  /** The first page was asked for a while ago. */
  get isSlow(): boolean {
    return this.#isSlow;
  }

  /** Reads the first page anew. What is shown stays until it is there. */
  async load(filter: SessionFilter | undefined): Promise<void> {
    this.#filter = filter;
    this.#request += 1;
    const request = this.#request;
    const slow = setTimeout(() => (this.#isSlow = true), slowAfterMs);
    const outcome = await this.#ask(null, pageSize);
    clearTimeout(slow);
    if (request !== this.#request) return;
    this.#isSlow = false;
    this.#failure = outcome.ok ? null : outcome;
    this.#phase = outcome.ok ? 'ready' : 'failed';
    if (!outcome.ok) return;
    this.#generation += 1;
    this.#show(outcome.value.sessions);
    this.#take(outcome.value);
  }

  /** The next page, once: asking again while it is on its way waits for the same one. */
  loadMore(limit = pageSize): Promise<void> {
    this.#loadingMore ??= this.#append(limit).finally(() => (this.#loadingMore = null));
    return this.#loadingMore;
  }

  /** All that is left, page by page, as long as the list is wanted. */
  async loadAll(isWanted: () => boolean = () => true): Promise<void> {
    const request = this.#request;
    while (this.hasMore && isWanted() && request === this.#request && !this.#failure) {
      await this.loadMore(largePageSize);
    }
  }

  /** Takes up what was added or has ended since, without losing the place in the list. */
  async refresh(): Promise<void> {
    const request = this.#request;
    const outcome = await this.#ask(null, pageSize);
    if (!outcome.ok || request !== this.#request) return;
    this.#show(mergeSessions(this.#sessions, outcome.value.sessions));
    this.#total = outcome.value.total;
  }

  /** Takes sessions out of what is shown, and returns them; they are gone from the history already. */
  drop(ids: readonly string[]): SessionSummary[] {
    const { left, dropped } = partition(this.#sessions, ids);
    this.#total = Math.max(0, this.#total - dropped.length);
    this.#show(left);
    return dropped;
  }

  /** Puts sessions to their place: those that came back, or were changed. */
  put(sessions: readonly SessionSummary[]): void {
    const merged = mergeSessions(this.#sessions, sessions);
    this.#total += merged.length - this.#sessions.length;
    this.#show(merged);
  }

  async #append(limit: number): Promise<void> {
    const before = this.#nextBefore;
    if (before === null) return;
    const request = this.#request;
    const outcome = await this.#ask(before, limit);
    if (request !== this.#request) return;
    this.#failure = outcome.ok ? null : outcome;
    if (!outcome.ok) return;
    const { sessions } = outcome.value;
    this.#sessions = [...this.#sessions, ...sessions];
    this.#items = appendItems(this.#items, sessions);
    this.#take(outcome.value);
  }

  #ask(before: string | null, limit: number): Promise<Outcome<SessionPage>> {
    const filter = this.#filter;
    return this.#api.listSessions({ before, limit, ...(filter ? { filter } : {}) });
  }

  #show(sessions: readonly SessionSummary[]): void {
    this.#sessions = sessions;
    this.#items = appendItems([], sessions);
  }

  #take({ nextBefore, total, isTotalCapped }: SessionPage): void {
    this.#nextBefore = nextBefore;
    this.#total = total;
    this.#isTotalCapped = isTotalCapped;
  }
}
