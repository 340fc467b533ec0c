import { spawn } from 'node:child_process';
import { once } from 'node:events';

export interface Ended {
  /** Null where a signal ended it, for example the one of the time limit. */
  status: number | null;
  stdout: string;
  stderr: string;
  /** From its start to its end. */
  elapsedMs: number;
}

/** Runs a program to its end; it is killed after `timeoutMs`. Rejects where it cannot be started. */
export async function runToEnd(
  command: string,
  args: readonly string[],
  { timeoutMs, env }: { timeoutMs: number; env?: NodeJS.ProcessEnv },
): Promise<Ended> {
  const startedMs = performance.now();
  const child = spawn(command, args, {
    ...(env && { env }),
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: timeoutMs,
    killSignal: 'SIGKILL',
  });
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  const [status] = (await once(child, 'close')) as [number | null];
  return { status, stdout, stderr, elapsedMs: performance.now() - startedMs };
}
