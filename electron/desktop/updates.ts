import type { NoUpdateReason, UpdateState } from '../../shared/updates.ts';
import { toUpdateError } from './update-failure.ts';

/** What a server offers. */
export interface OfferedRelease {
  version: string;
  /** `newer` is the only one that is ever downloaded. */
  comparison: 'newer' | 'same' | 'older' | 'unsupported';
  bytes: number | null;
}

/** Where updates come from: electron-updater behind as little as Callpath needs of it. Each call may throw. */
export interface UpdateSource {
  check: (signal: AbortSignal) => Promise<OfferedRelease>;
  /** Resolves when the file is here and was found genuine. */
  download: (onProgress: (doneBytes: number) => void, signal: AbortSignal) => Promise<void>;
  /** Replaces this Callpath and starts the new one, which ends this process. */
  install: () => void;
}

export interface UpdateTerms {
  settings: () => { enabled: boolean; url: string | null };
  /** Why this installation is never updated by itself; `null`: it may be. */
  hindrance: () => NoUpdateReason | null;
  /** Loads what is needed for an update: not before somebody asks for one. */
  openSource: (url: string, onLateError: (error: unknown) => void) => Promise<UpdateSource>;
}

/**
 * The update of Callpath itself. Nothing leaves this computer while updates are off, nothing is downloaded or installed that
 * was not asked for, and nothing that is not newer.
 */
export class Updates {
  readonly #terms: UpdateTerms;
  /** Told of every change of the state. */
  onChange: (state: UpdateState) => void = () => undefined;
  #state: UpdateState = { phase: 'idle' };
  #source: UpdateSource | null = null;
  #running: AbortController | null = null;

  constructor(terms: UpdateTerms) {
    this.#terms = terms;
  }

  /** As it is at this moment: settings may have changed meanwhile. */
  get state(): UpdateState {
    const reason = this.#reasonAgainst();
    return reason === null ? this.#state : { phase: 'none', reason };
  }

  /** Asks the server. What is on its way or has been downloaded stays what it is. */
  async check(): Promise<UpdateState> {
    const { url } = this.#terms.settings();
    if (this.#isBusy() || this.state.phase === 'ready' || this.#reasonAgainst() || url === null) {
      return this.state;
    }
    return this.#run({ phase: 'checking' }, { phase: 'idle' }, async (signal) => {
      this.#source = await this.#terms.openSource(url, (error) => {
        this.#failLate(error);
      });
      const { version, comparison, bytes } = await this.#source.check(signal);
      return comparison === 'newer'
        ? { phase: 'available', version, bytes }
        : { phase: 'current', offered: version, why: comparison };
    });
  }

  /** Downloads what the last check found. */
  async download(): Promise<UpdateState> {
    const { state } = this;
    const source = this.#source;
    if (state.phase !== 'available' || source === null) return state;
    const { version, bytes: totalBytes } = state;
    const downloading = { phase: 'downloading', version, totalBytes } as const;
    // Cancelled, it can be asked for again.
    return this.#run({ ...downloading, doneBytes: 0 }, state, async (signal) => {
      await source.download((doneBytes) => {
        // Turned off meanwhile, by the policy or the user.
        if (this.#reasonAgainst() !== null) this.cancel();
        if (!signal.aborted) this.#set({ ...downloading, doneBytes });
      }, signal);
      return { phase: 'ready', version };
    });
  }

  /** Ends a check or a download that runs. */
  cancel(): void {
    this.#running?.abort();
  }

  /** Replaces this Callpath by what was downloaded. Only for what the user just agreed to. */
  install(): UpdateState {
    const { state } = this;
    if (state.phase !== 'ready' || this.#source === null) return state;
    this.#set({ phase: 'installing', version: state.version });
    try {
      this.#source.install();
    } catch (error) {
      this.#failLate(error);
    }
    return this.state;
  }

  async #run(
    begun: UpdateState,
    cancelled: UpdateState,
    work: (signal: AbortSignal) => Promise<UpdateState>,
  ): Promise<UpdateState> {
    const running = new AbortController();
    this.#running = running;
    this.#set(begun);
    try {
      return this.#set(await work(running.signal));
    } catch (error) {
      if (running.signal.aborted) return this.#set(cancelled);
      return this.#set(failed(error));
    } finally {
      this.#running = null;
    }
  }

  /** macOS looks at the signature only when the update is installed. */
  #failLate(error: unknown): void {
    if (this.#state.phase === 'installing') this.#set(failed(error));
  }

  #isBusy(): boolean {
    return this.#running !== null || this.#state.phase === 'installing';
  }

  #reasonAgainst(): NoUpdateReason | null {
    const hindrance = this.#terms.hindrance();
    if (hindrance !== null) return hindrance;
    const { enabled, url } = this.#terms.settings();
    if (!enabled) return 'off';
    return url === null ? 'no-address' : null;
  }

  #set(state: UpdateState): UpdateState {
    this.#state = state;
    this.onChange(this.state);
    return this.state;
  }
}

function failed(error: unknown): UpdateState {
  const { failure, message } = toUpdateError(error);
  return { phase: 'failed', failure, detail: message };
}
