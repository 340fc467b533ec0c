import { spawnSync } from 'node:child_process';

/** No tool that builds the lab takes longer. */
const timeoutMs = 10_000;

/** Runs a tool to its end and returns what it printed. Throws with its complaint where it fails. */
export function runTool(command: string, args: readonly string[], input = ''): string {
  const { status, stdout, stderr, error } = spawnSync(command, args, {
    input,
    encoding: 'utf8',
    timeout: timeoutMs,
  });
  if (error) throw new Error(`${command} did not run: ${error.message}. Install it, then again.`);
  if (status === 0) return stdout;
  throw new Error(`${command} ${args.join(' ')} ended with ${status}: ${stderr.trim()}`);
}
