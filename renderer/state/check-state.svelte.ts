import type { CheckEvent, CheckOptions } from '../../shared/check.ts';
import type { GivenCredential, NeededCredential, WindowApi } from '../../shared/ipc.ts';
import { type Failure, failure, type Outcome } from '../../shared/outcome.ts';
import type { NetworkInterface, Report } from '../../shared/report.ts';
import { applyEvent, countDone, type Observation, type Run } from '../evidence/observation.ts';
import { mainProcess } from './api.ts';

export type ExtraTest = NonNullable<CheckOptions['alsoProbes']>[number];
/** What tests tell is shown at most so often: hundreds of servers must not keep the window from answering. */
const showEveryMs = 60;

export type CheckPhase = 'idle' | 'running' | 'cancelling' | 'finished' | 'failed';

/** The check of this window: what is planned, what runs, and the report that it ends with. */
export class CheckState {
  readonly #api: WindowApi;
  readonly #unsubscribe: () => void;
  readonly #untold: CheckEvent[] = [];
  #telling: ReturnType<typeof setTimeout> | undefined;
  #phase = $state<CheckPhase>('idle');
  #run = $state.raw<Run | null>(null);
  #report = $state.raw<Report | null>(null);
  #previous = $state.raw<Report | null>(null);
  #failure = $state.raw<Failure | null>(null);
  #notSaved = $state.raw<string | null>(null);
  #needed = $state.raw<readonly NeededCredential[]>([]);
  #isPreparing = false;
  /** On this page's monotonic clock. */
  #startedAtMs = $state(0);

  readonly observations: readonly Observation[] = $derived(this.#run?.observations ?? []);
  readonly progress = $derived(countDone(this.observations));
  readonly isRunning = $derived(this.#phase === 'running' || this.#phase === 'cancelling');
  ticket = $state('');
  /** Tests that run only when they are asked for. */
  extraTests = $state<ExtraTest[]>([]);
  measuresThroughput = $state(false);
  /** The person runs the servers and agrees that they are asked for what they should refuse. */
  triesPeers = $state(false);
  /** The adapter to send from; empty leaves the choice to the system. */
  interfaceName = $state('');
  #interfaces = $state.raw<readonly NetworkInterface[]>([]);

  constructor(api = mainProcess()) {
    this.#api = api;
    this.#unsubscribe = api.onCheckEvent((event) => {
      this.#receive(event);
    });
  }

  get phase(): CheckPhase {
    return this.#phase;
  }

  get interfaces(): readonly NetworkInterface[] {
    return this.#interfaces;
  }

  get report(): Report | null {
    return this.#report;
  }

  /** The complete check of this window before this one, to tell what became better or worse; of the same servers. */
  get previous(): Report | null {
    const isAlike = this.#previous?.session.profile === this.#report?.session.profile;
    return isAlike ? this.#previous : null;
  }

  get failure(): Failure | null {
    return this.#failure;
  }

  /** Why the history does not keep this check; `null` where it does. */
  get notSaved(): string | null {
    return this.#notSaved;
  }

  /** Milliseconds since the check began. */
  elapsedMs(): number {
    return performance.now() - this.#startedAtMs;
  }

  /** Servers whose passwords the person is asked for at the moment. */
  get needed(): readonly NeededCredential[] {
    return this.#needed;
  }

  /** Whether a check can start at once. Otherwise the person is asked for what `needed` then names. */
  async prepare(): Promise<boolean> {
    if (this.isRunning || this.#isPreparing) return false;
    this.#isPreparing = true;
    const outcome = await this.#api.neededCredentials(this.#options());
    this.#isPreparing = false;
    // What went wrong is told by the check.
    this.#needed = outcome.ok ? outcome.value : [];
    return this.#needed.length === 0;
  }

  readonly giveCredentials = (credentials: GivenCredential[]): Promise<Outcome<null>> =>
    this.#api.giveCredentials({ credentials });

  stopAsking(): void {
    this.#needed = [];
  }

  /** `skipUnanswered`: without the servers whose passwords were not given. */
  async start(skipUnanswered = false): Promise<void> {
    if (this.isRunning) return;
    this.#needed = [];
    this.#begin();
    this.#run = null;
    const options = { ...this.#options(), ...(skipUnanswered && { skipUnanswered }) };
    const outcome = await this.#api.startCheck(options);
    if (outcome.ok) this.#finish(outcome.value);
    else this.#fail(outcome);
  }

  /** The adapters that lead somewhere, to choose from. Without them the choice is the system's. */
  async loadInterfaces(): Promise<void> {
    const outcome = await this.#api.listInterfaces();
    this.#interfaces = outcome.ok ? outcome.value : [];
    // A closed VPN takes its adapter with it.
    if (!this.#interfaces.some(({ name }) => name === this.interfaceName)) this.interfaceName = '';
  }

  async cancel(): Promise<void> {
    if (this.#phase !== 'running') return;
    this.#phase = 'cancelling';
    const outcome = await this.#api.cancelCheck();
    // `isRunning` instead of the phase: the check may have ended while the call was under way.
    if (!outcome.ok && this.isRunning) {
      this.#phase = 'running';
      this.#failure = failure(outcome.code, outcome.message);
    }
  }

  /** Back to the beginning, for the next person's check. The report stays in the history. */
  reset(): void {
    if (this.isRunning) return;
    this.#phase = 'idle';
    this.#keepPrevious();
    this.#run = null;
    this.#report = null;
    this.#failure = null;
    this.#notSaved = null;
    this.ticket = '';
    this.extraTests = [];
    this.measuresThroughput = false;
    this.triesPeers = false;
  }

  dispose(): void {
    clearTimeout(this.#telling);
    this.#unsubscribe();
  }

  /** Events also come for a check that an earlier page of this window began, after it was loaded anew. */
  #receive(event: CheckEvent): void {
    this.#untold.push(event);
    const canWait = ['started', 'progress', 'live', 'ended'].includes(event.type);
    if (canWait) this.#telling ??= setTimeout(() => this.#tell(), showEveryMs);
    else this.#tell();
  }

  #tell(): void {
    clearTimeout(this.#telling);
    this.#telling = undefined;
    for (const event of this.#untold.splice(0)) this.#apply(event);
  }

  #apply(event: CheckEvent): void {
    if (event.type === 'planned' && !this.isRunning) this.#begin();
    this.#run = applyEvent(this.#run, event);
    if (event.sessionId !== this.#run?.sessionId) return;
    if (event.type === 'planned') {
      this.#startedAtMs = performance.now() - (event.elapsedMs ?? 0);
    }
    if (event.type === 'not-saved') this.#notSaved = event.message;
    if (event.type === 'finished') this.#finish(event.report);
  }

  #options(): CheckOptions {
    const ticket = this.ticket.trim();
    return {
      ...(ticket !== '' && { ticket }),
      ...(this.extraTests.length > 0 && { alsoProbes: [...this.extraTests] }),
      ...(this.measuresThroughput && { throughput: true }),
      ...(this.triesPeers && this.extraTests.includes('turn.audit') && { auditPeers: true }),
      ...(this.interfaceName !== '' && { interfaceName: this.interfaceName }),
    };
  }

  #begin(): void {
    this.#phase = 'running';
    this.#keepPrevious();
    this.#startedAtMs = performance.now();
    this.#report = null;
    this.#failure = null;
    this.#notSaved = null;
  }

  #keepPrevious(): void {
    if (this.#report?.session.status === 'completed') this.#previous = this.#report;
  }

  #finish(report: Report): void {
    this.#report = report;
    this.#failure = null;
    this.#phase = 'finished';
  }

  #fail(reason: Failure): void {
    this.#failure = reason;
    this.#phase = 'failed';
  }
}
