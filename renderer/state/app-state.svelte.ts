import type { Command } from '../../shared/commands.ts';
import type { AppInfo, WindowApi } from '../../shared/ipc.ts';
import { type Locale, matchLocale } from '../../shared/locale.ts';
import type { Failure, Outcome } from '../../shared/outcome.ts';
import { mainProcess } from './api.ts';

/** Those between which a person goes back and forth, in this order. */
export const views = ['check', 'history', 'settings'] as const;
const allViews = [...views, 'about'] as const;
export type View = (typeof allViews)[number];

/** What the whole window shares: who it runs in, its language, and which view is open. */
export class AppState {
  readonly #api: WindowApi;
  readonly #firstLocale = matchLocale(document.documentElement.lang);
  #info = $state.raw<AppInfo | null>(null);
  #failure = $state.raw<Failure | null>(null);
  #dismissed = $state.raw<readonly string[]>([]);
  #view = $state<View>('check');
  #path = $state.raw<readonly string[]>([]);

  readonly notices = $derived(
    (this.#info?.notices ?? []).filter((notice) => !this.#dismissed.includes(notice)),
  );
  /** Until the main process has answered, the language that it gave the page. */
  readonly locale: Locale = $derived(this.#info?.locale ?? this.#firstLocale);

  constructor(api = mainProcess()) {
    this.#api = api;
    this.readAddress();
  }

  get info(): AppInfo | null {
    return this.#info;
  }

  get failure(): Failure | null {
    return this.#failure;
  }

  get view(): View {
    return this.#view;
  }

  /** Where in the view: what stands in the address behind its name, as it is written there. */
  get path(): readonly string[] {
    return this.#path;
  }

  /** Also after the language changed: the main process knows what "as the system" means. */
  async load(): Promise<void> {
    const outcome = await this.#api.appInfo();
    if (outcome.ok) this.#info = outcome.value;
    this.#failure = outcome.ok ? null : outcome;
  }

  /** The part of the address behind `#` names the view, so that links and "back" work. */
  readAddress(): void {
    const [name, ...path] = location.hash.slice(1).split('/');
    this.#view = allViews.find((view) => view === name) ?? 'check';
    this.#path = path;
  }

  /** Shows what goes wrong in Callpath itself from now on. Returns what ends that. */
  followTroubles(): () => void {
    return this.#api.onTroubled(() => void this.load());
  }

  /** Returns what ends the subscription. */
  onDiagnosticsSaved(listener: (outcome: Outcome<{ path: string }>) => void): () => void {
    return this.#api.onDiagnosticsSaved(listener);
  }

  /** What the person chooses in the application's menu. Returns what ends the subscription. */
  onCommand(listener: (command: Command) => void): () => void {
    return this.#api.onCommand(listener);
  }

  dismiss(notice: string): void {
    this.#dismissed = [...this.#dismissed, notice];
  }
}
