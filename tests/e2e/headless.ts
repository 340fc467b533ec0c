import { requireElectron } from '../../build/electron-runtime.ts';
import type { Report } from '../../shared/report.ts';
import { sandboxSwitches, withoutDisplay } from '../electron-switches.ts';
import { runToEnd } from '../run-to-end.ts';

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
  const [command = '', ...rest] = [
    ...prefix,
    runtime.executable,
    ...sandboxSwitches,
    ...switches,
    `--user-data-dir=${userData}`,
    ...runtime.appArgs,
    ...['--headless', 'diagnose', '--json', '--no-save', ...args],
  ];
  const { status, stdout, stderr, elapsedMs } = await runToEnd(command, rest, {
    timeoutMs,
    env: withoutDisplay(),
  });
  if (!stdout.startsWith('{')) throw new Error(`it ended with ${status}: ${stdout}${stderr}`);
  return { status, report: JSON.parse(stdout) as Report, stderr, elapsedMs };
}
