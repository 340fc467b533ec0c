import type {
  HistoryCheck,
  RetentionLimits,
  RetentionPreview,
  RetentionView,
} from '../../shared/history.ts';
import type { IpcOutputs, WindowApi } from '../../shared/ipc.ts';
import type { Failure, Outcome } from '../../shared/outcome.ts';
import { mainProcess } from './api.ts';

/** The history as a file: how large it is, what is removed by itself, its copies, and whether it is whole. */
export class StorageState {
  readonly #api: WindowApi;
  #view = $state.raw<RetentionView | null>(null);
  #preview = $state.raw<RetentionPreview | null>(null);
  #failure = $state.raw<Failure | null>(null);
  #previewRequest = 0;

  constructor(api = mainProcess()) {
    this.#api = api;
  }

  get view(): RetentionView | null {
    return this.#view;
  }

  /** What the limits that are chosen would remove; null where that is not known yet. */
  get preview(): RetentionPreview | null {
    return this.#preview;
  }

  get failure(): Failure | null {
    return this.#failure;
  }

  async load(): Promise<void> {
    const outcome = await this.#api.retention();
    this.#view = outcome.ok ? outcome.value : null;
    this.#failure = outcome.ok ? null : outcome;
  }

  async look(limits: RetentionLimits): Promise<void> {
    this.#previewRequest += 1;
    const request = this.#previewRequest;
    this.#preview = null;
    const outcome = await this.#api.previewRetention(limits);
    if (request !== this.#previewRequest) return;
    this.#preview = outcome.ok ? outcome.value : null;
    this.#failure = outcome.ok ? null : outcome;
  }

  async apply(limits: RetentionLimits): Promise<Outcome<RetentionView>> {
    const outcome = await this.#api.setRetention(limits);
    if (outcome.ok) {
      this.#view = outcome.value;
      await this.look(limits);
    }
    return outcome;
  }

  readonly backUp = (): Promise<Outcome<IpcOutputs['backupHistory']>> => this.#api.backupHistory();

  readonly verify = (): Promise<Outcome<HistoryCheck>> => this.#api.verifyHistory();
}
