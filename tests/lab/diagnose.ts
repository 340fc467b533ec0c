import path from 'node:path';
import type { Report } from '../../shared/report.ts';
import { coturnServer, secondServer, stunUri } from './addresses.ts';
import { type Lab, runOn } from './standing-lab.ts';

const cli = path.join(import.meta.dirname, '..', '..', 'electron', 'cli.ts');

/** A lifetime search is the longest that is asked for in a lab. */
const timeoutMs = 120_000;

/** The two servers that a check in a lab asks, unless a test is about others. */
export const labServers = [stunUri(coturnServer), stunUri(secondServer)];

export interface Diagnosis {
  report: Report;
  /** Of the whole process. */
  elapsedMs: number;
}

/** Runs `diagnose --json` on the lab's client. Throws with what it printed where it gave no report. */
export async function diagnose(
  lab: Lab,
  servers: readonly string[],
  args: readonly string[] = [],
): Promise<Diagnosis> {
  const named = servers.flatMap((uri) => ['--stun', uri]);
  const command = [process.execPath, cli, 'diagnose', '--json', '--no-save', ...named, ...args];
  const { stdout, stderr, status, elapsedMs } = await runOn(lab, 'client', command, timeoutMs);
  if (!stdout.startsWith('{')) throw new Error(`diagnose ended with ${status}: ${stderr}`);
  return { report: JSON.parse(stdout) as Report, elapsedMs };
}
