import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdir, stat } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import { chromium, type Page } from '@playwright/test';
import { requireElectron } from '../../build/electron-runtime.ts';
import { packedFolder } from '../../build/pack-tarball.ts';
import { projectPath } from '../../build/paths.ts';
import { sandboxSwitches, withoutDisplay } from '../electron-switches.ts';
import { type Ended, runToEnd } from '../run-to-end.ts';
import { startButton } from './steps.ts';

/** The application as `npm run package -- --dir` leaves it. */

const limitMs = 120_000;

export const executable = join(packedFolder(), 'callpath');

export function makePackage(): Promise<Ended> {
  return runQuietly(process.execPath, [join(projectPath, 'build', 'package.ts'), '--dir']);
}

/** Without a display: nothing that is run this way may need one. */
export function runHeadless(args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<Ended> {
  return runQuietly(executable, [...sandboxSwitches, '--headless', ...args], env);
}

/** The same command in the checkout. */
export function runInCheckout(args: readonly string[]): Promise<Ended> {
  return runQuietly(process.execPath, [join(projectPath, 'electron', 'cli.ts'), ...args]);
}

/** Without a display. */
export function runQuietly(
  program: string,
  args: readonly string[],
  more: NodeJS.ProcessEnv = {},
): Promise<Ended> {
  return runToEnd(program, args, {
    timeoutMs: limitMs,
    env: withoutDisplay({ LANGUAGE: 'en', ...more }),
  });
}

/** Starts the packaged window on a folder of user data of its own. */
export function withPackagedWindow(
  userData: string,
  use: (page: Page) => Promise<void>,
): Promise<void> {
  const args = [...sandboxSwitches, `--user-data-dir=${userData}`, '--remote-debugging-port=0'];
  const env = { ...process.env, LC_ALL: 'C.UTF-8', LANGUAGE: 'en' };
  return withWindow({ program: executable, args, env }, use);
}

/**
 * Starts the window and drives its page by Chromium's own debugging port: the port of Node's debugger, by which Playwright
 * drives an application in development, is switched off for good in the package. Ends the application when `use` is done.
 */
export async function withWindow(
  { program, args, env }: { program: string; args: readonly string[]; env: NodeJS.ProcessEnv },
  use: (page: Page) => Promise<void>,
): Promise<void> {
  const child = spawn(program, args, { env, stdio: ['ignore', 'pipe', 'pipe'] });
  const closed = once(child, 'close');
  try {
    const address = await debuggerOf(child);
    await pageLoaded(address);
    const browser = await chromium.connectOverCDP(address);
    const [page] = browser.contexts().flatMap((context) => context.pages());
    if (!page) throw new Error('The packaged application has no page.');
    await startButton(page).waitFor();
    await use(page);
    await browser.close();
  } finally {
    child.kill();
    await closed;
  }
}

/** Playwright waits for ever where it comes while the first page is being made. */
async function pageLoaded(address: string): Promise<void> {
  const targets = `http://${new URL(address).host}/json/list`;
  const until = performance.now() + 30_000;
  while (performance.now() < until) {
    const pages = (await (await fetch(targets)).json()) as { type: string; title: string }[];
    if (pages.some(({ type, title }) => type === 'page' && title !== '')) return;
    await delay(50);
  }
  throw new Error('The packaged application opened no page.');
}

/** The address of the debugging port that Chromium tells on standard error. */
export async function debuggerOf(child: ChildProcess): Promise<string> {
  if (!child.stderr) throw new Error('Its standard error is not read.');
  for await (const line of createInterface({ input: child.stderr })) {
    const found = /^DevTools listening on (ws:\S+)/.exec(line)?.[1];
    if (found === undefined) continue;
    child.stderr.resume();
    return found;
  }
  throw new Error('The packaged application ended before it opened its window.');
}

/** What the package has beside Electron's own files. */
export async function bytesAdded(): Promise<number> {
  const [packaged, electron] = await Promise.all([
    filesBelow(packedFolder()),
    filesBelow(requireElectron().distPath),
  ]);
  const added = [...packaged].filter(([path]) => path !== 'callpath' && !electron.has(path));
  return added.reduce((sum, [, bytes]) => sum + bytes, 0);
}

/** Every file below a folder with its size in bytes, by its path inside. */
export async function filesBelow(folder: string): Promise<Map<string, number>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  const sizes = files.map(async ({ parentPath, name }) => {
    const path = join(parentPath, name);
    return [relative(folder, path), (await stat(path)).size] as const;
  });
  return new Map(await Promise.all(sizes));
}
