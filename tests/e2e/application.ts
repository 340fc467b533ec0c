import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { _electron, type ElectronApplication, type Page, test as base } from '@playwright/test';
import { requireElectron } from '../../build/electron-runtime.ts';
import type { WindowApi } from '../../shared/ipc.ts';
import { createTranslate } from '../../shared/messages/translate.ts';
import { startStunServer, type Manner, type TestServer } from '../cli/stun-server.ts';
import { sandboxSwitches } from '../electron-switches.ts';

declare global {
  interface Window {
    api: WindowApi;
  }
}

/** The texts that a person sees, so that a better wording breaks no test. */
export const t = createTranslate('en');

/** The application as it was started by a test. */
export interface RunningCallpath {
  app: ElectronApplication;
  page: Page;
  /** What the page complained about: a refused style, an uncaught error. */
  complaints: string[];
}

/** Starts the application on one user data folder, as often as a test wants. */
export class Callpath {
  readonly userData: string;
  /** For Chromium, at the next start. */
  switches: readonly string[] = [];
  /** Arguments of the next start, as the system gives them for files that are double-clicked. */
  files: readonly string[] = [];
  /** CommonJS files that Electron loads before the application, at the next start. */
  hooks: readonly string[] = [];
  /** More of the environment, at the next start. */
  env: Record<string, string> = {};
  readonly #running = new Set<ElectronApplication>();

  constructor(userData: string) {
    this.userData = userData;
  }

  path(name: string): string {
    return join(this.userData, name);
  }

  /** Writes the profile of the next start. */
  async useProfile(profile: unknown): Promise<void> {
    await writeFile(this.path('profile.json'), JSON.stringify(profile));
  }

  async start(): Promise<RunningCallpath> {
    const app = await this.launch();
    const complaints: string[] = [];
    const page = await app.firstWindow();
    page.on('console', (message) => {
      if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
    });
    page.on('pageerror', (error) => complaints.push(error.message));
    // The window is shown before what it works on is loaded; its version is told by that.
    await page.locator('header .foot').waitFor({ state: 'attached' });
    return { app, page, complaints };
  }

  /** Starts without waiting for a window. */
  async launch(): Promise<ElectronApplication> {
    const runtime = requireElectron();
    // Named this way and not by `executablePath`, Playwright holds the application back until it is attached; otherwise
    // it misses the first page now and then.
    process.env['ELECTRON_OVERRIDE_DIST_PATH'] = runtime.distPath;
    const app = await _electron.launch({
      args: [...this.hooks.flatMap((path) => ['-r', path]), ...runtime.appArgs, ...this.args],
      env: {
        ...(process.env as Record<string, string>),
        ...{ LANGUAGE: 'en', LC_ALL: 'C.UTF-8' },
        ...this.env,
      },
    });
    this.#running.add(app);
    app.once('close', () => this.#running.delete(app));
    return app;
  }

  /** Starts once more while the application runs, and waits for the end; resolves with the exit status. */
  async launchBeside(): Promise<number | null> {
    const { executable, appArgs } = requireElectron();
    const process = spawn(executable, [...appArgs, ...this.args], { stdio: 'ignore' });
    const [status] = (await once(process, 'exit')) as [number | null];
    return status;
  }

  get args(): string[] {
    return [
      ...sandboxSwitches,
      ...this.switches,
      `--user-data-dir=${this.userData}`,
      ...this.files,
    ];
  }

  async stop(): Promise<void> {
    await Promise.all([...this.#running].map((app) => app.close()));
  }
}

export interface Fixtures {
  callpath: Callpath;
  /** Starts a STUN server on loopback that lives as long as the test. */
  stunServer: (manner?: Manner) => Promise<TestServer>;
}

export const test = base.extend<Fixtures>({
  // Playwright reads from this pattern which fixtures are wanted.
  // eslint-disable-next-line no-empty-pattern
  callpath: async ({}, use) => {
    const userData = await mkdtemp(join(tmpdir(), 'callpath-e2e-'));
    const callpath = new Callpath(userData);
    await use(callpath);
    await callpath.stop();
    await rm(userData, { recursive: true, force: true, maxRetries: 3 });
  },
  // eslint-disable-next-line no-empty-pattern
  stunServer: async ({}, use) => {
    const servers: TestServer[] = [];
    await use(async (manner) => {
      const server = await startStunServer(manner);
      servers.push(server);
      return server;
    });
    for (const server of servers) server.close();
  },
});

export { expect } from '@playwright/test';
