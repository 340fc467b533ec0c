import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { requireElectron } from '../../build/electron-runtime.ts';
import type { Report } from '../../shared/report.ts';

const timeoutMs = 60_000;

export interface HeadlessRun {
  status: number | null;
  report: Report;
  stderr: string;
  /** Of the whole process. */
  elapsedMs: number;
}

/**
 * Runs the application's `--headless diagnose --json` without a display, behind `prefix` (such as `ip netns exec NAME`) and
 * with these switches for Chromium.
 * Throws with what it printed where it gave no report.
 */
export async function diagnoseHeadless(
  userData: string,
  args: readonly string[],
  prefix: readonly string[] = [],
  switches: readonly string[] = [],
): Promise<HeadlessRun> {
  const runtime = requireElectron();
  // Chromium refuses its sandbox to root, which is what tests in a container usually are.
  const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const [command = '', ...rest] = [
    ...prefix,
    runtime.executable,
    ...sandbox,
    ...switches,
    `--user-data-dir=${userData}`,
    ...runtime.appArgs,
    ...['--headless', 'diagnose', '--json', '--no-save', ...args],
  ];
  const { DISPLAY: _x11, WAYLAND_DISPLAY: _wayland, ...env } = process.env;
  const startedMs = performance.now();
  const child = spawn(command, rest, {
    env: { ...env, LC_ALL: 'C.UTF-8' },
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: timeoutMs,
    killSignal: 'SIGKILL',
  });
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  const [status] = (await once(child, 'close')) as [number | null];
  const elapsedMs = performance.now() - startedMs;
  if (!stdout.startsWith('{')) throw new Error(`it ended with ${status}: ${stdout}${stderr}`);
  return { status, report: JSON.parse(stdout) as Report, stderr, elapsedMs };
}
