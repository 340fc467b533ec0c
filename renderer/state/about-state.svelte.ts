import type { AboutView, ThirdParty } from '../../shared/about.ts';
import type { WindowApi } from '../../shared/ipc.ts';
import type { Failure, Outcome } from '../../shared/outcome.ts';
import { mainProcess } from './api.ts';

/** What this Callpath is made of, and whose work it carries. */
export class AboutState {
  readonly #api: WindowApi;
  #view = $state.raw<AboutView | null>(null);
  #licences = $state.raw<readonly ThirdParty[] | null>(null);
  #failure = $state.raw<Failure | null>(null);

  constructor(api = mainProcess()) {
    this.#api = api;
  }

  get view(): AboutView | null {
    return this.#view;
  }

  /** `null` until somebody wanted to see them: they are long. */
  get licences(): readonly ThirdParty[] | null {
    return this.#licences;
  }

  get failure(): Failure | null {
    return this.#failure;
  }

  async load(): Promise<void> {
    this.#view = this.#valueOf(await this.#api.about());
  }

  async loadLicences(): Promise<void> {
    this.#licences ??= this.#valueOf(await this.#api.listLicences());
  }

  async copy(text: string): Promise<boolean> {
    return (await this.#api.copyText({ text })).ok;
  }

  #valueOf<T>(outcome: Outcome<T>): T | null {
    this.#failure = outcome.ok ? null : outcome;
    return outcome.ok ? outcome.value : null;
  }
}
