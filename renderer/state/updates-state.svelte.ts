import type { WindowApi } from '../../shared/ipc.ts';
import type { Failure, Outcome } from '../../shared/outcome.ts';
import type { UpdateState } from '../../shared/updates.ts';
import { mainProcess } from './api.ts';

/** Where Callpath stands with its own update, as the main process tells it. */
export class UpdatesState {
  readonly #api: WindowApi;
  #state = $state.raw<UpdateState | null>(null);
  #failure = $state.raw<Failure | null>(null);

  constructor(api = mainProcess()) {
    this.#api = api;
  }

  /** `null` until the main process has said it. */
  get state(): UpdateState | null {
    return this.#state;
  }

  /** Why the last thing that was asked for was not done. */
  get failure(): Failure | null {
    return this.#failure;
  }

  async load(): Promise<void> {
    this.#keep(await this.#api.updateState());
  }

  /** Returns what ends the subscription. */
  follow(): () => void {
    return this.#api.onUpdateEvent((state) => {
      this.#state = state;
    });
  }

  async check(): Promise<void> {
    this.#keep(await this.#api.checkForUpdates());
  }

  async download(): Promise<void> {
    this.#keep(await this.#api.downloadUpdate());
  }

  async cancel(): Promise<void> {
    await this.#api.cancelUpdate();
  }

  async install(): Promise<void> {
    this.#keep(await this.#api.installUpdate());
  }

  #keep(outcome: Outcome<UpdateState>): void {
    if (outcome.ok) this.#state = outcome.value;
    this.#failure = outcome.ok ? null : outcome;
  }
}
