import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { build, mergeConfig, type InlineConfig, type Rolldown } from 'vite';
import { requireElectron, type ElectronRuntime } from './electron-runtime.ts';
import { launchElectron } from './launch.ts';
import { reloadPages } from './reload-pages.ts';
import { command } from './run-command.ts';
import { stageForRegistryRuntime } from './stage.ts';
import { mainConfig, preloadConfigs } from './vite.main.ts';
import { pageConfigs } from './vite.renderer.ts';

class DevSession {
  readonly #runtime: ElectronRuntime;
  readonly #args: string[];
  readonly #reload: () => Promise<void>;
  readonly #watchers: Rolldown.RolldownWatcher[] = [];
  #child: ChildProcess | null = null;
  /** One change after the other: a second one may come while the first is being staged. */
  #queue = Promise.resolve();

  constructor(runtime: ElectronRuntime, args: string[], reload: () => Promise<void>) {
    this.#runtime = runtime;
    this.#args = args;
    this.#reload = reload;
  }

  async watch(): Promise<void> {
    await this.#watchBuild(mainConfig, () => this.#restart());
    for (const config of preloadConfigs) await this.#watchBuild(config, () => this.#restart());
    for (const config of pageConfigs) await this.#watchBuild(config, this.#reload);
    await this.#stage();
    this.#start();
  }

  /** Resolves after the first build; each later one stages the result and runs `onChange`. */
  async #watchBuild(config: InlineConfig, onChange: () => Promise<void>): Promise<void> {
    const watched = await build(mergeConfig(config, { build: { watch: {} } }));
    if (!('on' in watched)) throw new Error('Vite did not watch: this version gives no watcher.');
    this.#watchers.push(watched);
    let isFirst = true;
    await new Promise<void>((resolve) => {
      watched.on('event', (event) => {
        if (event.code === 'ERROR') console.error(event.error.message);
        if (event.code !== 'END') return;
        resolve();
        if (!isFirst) this.#enqueue(onChange);
        isFirst = false;
      });
    });
  }

  #enqueue(onChange: () => Promise<void>): void {
    this.#queue = this.#queue
      .then(() => this.#stage())
      .then(onChange)
      .catch((error: unknown) => {
        console.error(error);
      });
  }

  async #stage(): Promise<void> {
    if (this.#runtime.isStaged) await stageForRegistryRuntime();
  }

  #start(): void {
    const child = launchElectron(this.#runtime, this.#args);
    child.once('close', () => {
      // Not when it was ended to be started again.
      if (this.#child === child) void this.#end();
    });
    this.#child = child;
  }

  async #restart(): Promise<void> {
    const child = this.#child;
    this.#child = null;
    if (child?.exitCode === null && child.kill()) await once(child, 'close');
    this.#start();
  }

  async #end(): Promise<void> {
    await Promise.all(this.#watchers.map((watcher) => watcher.close()));
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

/**
 * `npm run dev -- [ARGUMENTS]`: builds, starts, and watches. A change of the main process or of preload starts the
 * application again, a change of the window's sources reloads the page. Ends when the window is closed or with Ctrl+C.
 */
await command(async () => {
  const runtime = requireElectron();
  const port = await freePort();
  const args = [`--remote-debugging-port=${port}`, ...process.argv.slice(2)];
  const session = new DevSession(runtime, args, () => reloadPages(port));
  await session.watch();
});
