import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Report } from '../../shared/report.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const timeoutMs = 30_000;

export interface Finished {
  status: number | null;
  stdout: string;
  stderr: string;
}

export interface Running {
  pid: number;
  /** What standard output and standard error hold so far. */
  output: () => string;
  /** Resolves when the output holds the text. */
  saw: (text: string) => Promise<void>;
  signal: (name: NodeJS.Signals) => void;
  finished: Promise<Finished>;
}

/**
 * Starts `callpath ARGS` as a user would, with a home of its own. Bounded: it is killed after 30 s. `uid`: another user's,
 * for tests that run as root.
 */
export function startCli(args: string[], home: string, uid?: number): Running {
  const child = spawn(process.execPath, ['electron/cli.ts', ...args], {
    cwd: root,
    env: { ...process.env, HOME: home, XDG_CONFIG_HOME: home, LC_ALL: 'C.UTF-8' },
    stdio: ['ignore', 'pipe', 'pipe'],
    ...(uid !== undefined && { uid, gid: uid }),
    timeout: timeoutMs,
    killSignal: 'SIGKILL',
  });
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  const finished = once(child, 'close').then(([status]) => ({
    status: status as number | null,
    stdout,
    stderr,
  }));
  return {
    pid: child.pid ?? 0,
    output: () => stdout + stderr,
    saw: async (text) => {
      while (!(stdout + stderr).includes(text) && child.exitCode === null) {
        await Promise.race([once(child.stdout, 'data'), once(child.stderr, 'data'), finished]);
      }
    },
    signal: (name) => child.kill(name),
    finished,
  };
}

export function runCli(args: string[], home: string, uid?: number): Promise<Finished> {
  return startCli(args, home, uid).finished;
}

export async function diagnoseJson(args: string[], home: string) {
  const { status, stdout, stderr } = await runCli(['diagnose', '--json', ...args], home);
  return { status, stderr, report: JSON.parse(stdout) as Report };
}

/** A folder for one test, removed by the returned function. */
export function temporaryFolder(): { folder: string; remove: () => void } {
  const folder = mkdtempSync(path.join(tmpdir(), 'callpath-cli-'));
  return {
    folder,
    remove: () => {
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
