import { fork } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { ProcessAnswer } from './relay-process.ts';

export interface MeasuredProcess {
  pid: number;
  port: number;
  ask: (question: 'memory' | 'watch' | 'delay') => Promise<ProcessAnswer>;
  stop: () => Promise<void>;
}

/** Starts the relay or a bare UDP echo in a process of its own. */
export async function startMeasured(
  what: 'relay' | 'echo',
  account: { username: string; credential: string } = { username: '', credential: '' },
): Promise<MeasuredProcess> {
  const script = path.join(import.meta.dirname, 'relay-process.ts');
  const child = fork(script, [what, account.username, account.credential], {
    execArgv: ['--expose-gc'],
  });
  const closed = once(child, 'close');
  const [{ port }] = (await once(child, 'message')) as [ProcessAnswer];
  if (port === undefined || child.pid === undefined) throw new Error(`The ${what} did not start`);
  return {
    pid: child.pid,
    port,
    ask: async (question) => {
      const answered = once(child, 'message');
      child.send(question);
      const [answer] = (await answered) as [ProcessAnswer];
      return answer;
    },
    stop: async () => {
      child.kill('SIGTERM');
      await closed;
    },
  };
}

/** Linux counts in hundredths of a second, whatever its kernel's clock. */
const ticksPerSec = 100;

/** CPU seconds that a process has taken so far, kernel work included (proc(5), `stat`). Linux only. */
export function cpuSeconds(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  // The name, in parentheses, may have spaces; user time is the 14th field and system time the 15th.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) / ticksPerSec;
}

/** Bytes of memory that a process occupies (proc(5), `status`). Linux only. */
export function residentBytes(pid: number): number {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  return Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1] ?? NaN) * 1024;
}
