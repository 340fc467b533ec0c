import { SvelteMap } from 'svelte/reactivity';
import type {
  GivenCredential,
  ServerInput,
  ServerView,
  SettingsView,
  UserSetting,
  WindowApi,
} from '../../shared/ipc.ts';
import type { Failure, Outcome } from '../../shared/outcome.ts';
import type { SettingName } from '../../shared/policy.ts';
import type { ProbeKind, ProbeResult } from '../../shared/report.ts';
import { mainProcess } from './api.ts';

/** The test of one server: it runs, was stopped, ended with a result, or could not be made. */
export type ServerTest =
  | { phase: 'running' | 'stopped' }
  | { phase: 'ended'; probe: ProbeResult }
  | { phase: 'failed'; failure: Failure };

/** The active profile's servers and the language, as the main process keeps them. */
export class SettingsState {
  readonly #api: WindowApi;
  #settings = $state.raw<SettingsView | null>(null);
  #failure = $state.raw<Failure | null>(null);
  #asksFor = $state<string | null>(null);
  readonly #tests = new SvelteMap<string, ServerTest>();

  readonly servers: readonly ServerView[] = $derived(this.#settings?.servers ?? []);

  constructor(api = mainProcess()) {
    this.#api = api;
  }

  get settings(): SettingsView | null {
    return this.#settings;
  }

  get failure(): Failure | null {
    return this.#failure;
  }

  /** Whose decisions the locked settings are; `null` where that has no name. */
  get organisation(): string | null {
    return this.#settings?.policy.organisation ?? null;
  }

  isLocked(setting: SettingName): boolean {
    return this.#settings?.policy.locked.includes(setting) ?? false;
  }

  /** Whether a test may run when it is asked for. */
  isAllowed(kind: ProbeKind): boolean {
    return this.#settings?.allowedProbes.includes(kind) ?? true;
  }

  async load(): Promise<void> {
    const outcome = await this.#api.getSettings();
    this.#failure = outcome.ok ? null : outcome;
    if (outcome.ok) this.#settings = outcome.value;
  }

  async save(id: string | null, server: ServerInput): Promise<Outcome<SettingsView>> {
    if (id === null) return this.#keep(await this.#api.addServer(server));
    const outcome = this.#keep(await this.#api.updateServer({ id, server }));
    // What an earlier test said is about another address or credential.
    if (outcome.ok) this.stopTest(id, null);
    return outcome;
  }

  async remove(id: string): Promise<Outcome<SettingsView>> {
    const outcome = this.#keep(await this.#api.removeServer({ id }));
    if (outcome.ok) this.stopTest(id, null);
    return outcome;
  }

  async restore(id: string): Promise<Outcome<SettingsView>> {
    return this.#keep(await this.#api.restoreServer({ id }));
  }

  async setLocale(locale: SettingsView['locale']): Promise<Outcome<SettingsView>> {
    return this.#keep(await this.#api.setLocale({ locale }));
  }

  async setOwn(setting: UserSetting): Promise<Outcome<SettingsView>> {
    return this.#keep(await this.#api.setUserSetting(setting));
  }

  /** `null`: no folder was chosen. */
  async chooseExportFolder(): Promise<Outcome<SettingsView | null>> {
    const outcome = await this.#api.chooseExportFolder();
    if (outcome.ok && outcome.value) this.#settings = outcome.value;
    return outcome;
  }

  testOf(id: string): ServerTest | null {
    return this.#tests.get(id) ?? null;
  }

  async test(id: string): Promise<void> {
    const running: ServerTest = { phase: 'running' };
    this.#tests.set(id, running);
    const outcome = await this.#api.testServer({ id });
    // Stopped, or begun anew, while the answer was under way.
    if (this.#tests.get(id) !== running) return;
    if (!outcome.ok && outcome.code === 'credentials-needed') {
      this.#tests.delete(id);
      this.#asksFor = id;
      return;
    }
    this.#tests.set(
      id,
      outcome.ok ? { phase: 'ended', probe: outcome.value } : { phase: 'failed', failure: outcome },
    );
    // A password that was refused is asked for anew.
    if (outcome.ok && outcome.value.status !== 'passed') await this.load();
  }

  /** The server whose password the person is asked for, to test it. */
  get askedServer(): ServerView | null {
    return this.servers.find(({ id }) => id === this.#asksFor) ?? null;
  }

  async giveCredentials(credentials: GivenCredential[]): Promise<Outcome<null>> {
    const outcome = await this.#api.giveCredentials({ credentials });
    if (outcome.ok) await this.load();
    return outcome;
  }

  stopAsking(): void {
    this.#asksFor = null;
  }

  /** Ends the test of a server and shows `after` in its place. */
  stopTest(id: string, after: ServerTest | null = { phase: 'stopped' }): void {
    if (this.#tests.get(id)?.phase === 'running') void this.#api.cancelTest({ id });
    if (after) this.#tests.set(id, after);
    else this.#tests.delete(id);
  }

  #keep(outcome: Outcome<SettingsView>): Outcome<SettingsView> {
    if (outcome.ok) this.#settings = outcome.value;
    return outcome;
  }
}
