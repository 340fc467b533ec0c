import { runProgram } from '../interop/process.ts';
import { cpuSeconds } from './measured-process.ts';

/** A TURN server under load. */
export interface ServerUnderLoad {
  pid: number;
  port: number;
}

export interface LoadResult {
  sent: number;
  received: number;
  lossPercent: number;
  /** Median of what was delivered in the seconds in which all clients were sending. */
  deliveredPerSec: number;
  /** CPU seconds of the server for a million messages that were delivered. */
  cpuSecPerMillion: number;
}

export const account = { username: 'bench', credential: 'a credential' };
/** It starts within 6 s, and ends some seconds after its last message. */
const timeoutMs = 90_000;

/** Runs coturn's client against a server. Rates come from its lines of each second, as its start takes 1 to 6 s. */
export async function runLoad(
  { pid, port }: ServerUnderLoad,
  args: readonly string[],
): Promise<LoadResult> {
  const startSec = cpuSeconds(pid);
  const { status, output } = await runProgram(
    'turnutils_uclient',
    [...args, '-u', account.username, '-w', account.credential, '-p', `${port}`, '127.0.0.1'],
    timeoutMs,
  );
  const cpu = cpuSeconds(pid) - startSec;
  const totals = [...output.matchAll(/tot_send_msgs=(\d+), tot_recv_msgs=(\d+)/g)];
  const seconds = totals.map(([, sent, received]) => [Number(sent), Number(received)] as const);
  const [sent, received] = seconds.at(-1) ?? [0, 0];
  if (status !== 0 || sent === 0)
    throw new Error(`turnutils_uclient ended with ${status}:\n${output}`);
  return {
    sent,
    received,
    lossPercent: (100 * (sent - received)) / sent,
    deliveredPerSec: median(whileSending(seconds)),
    cpuSecPerMillion: (cpu / received) * 1e6,
  };
}

/** Deliveries of the whole seconds in which something was sent, without the first and the last, which are partial. */
function whileSending(seconds: readonly (readonly [number, number])[]): number[] {
  const busy: number[] = [];
  seconds.forEach(([sent, received], index) => {
    const [sentBefore, receivedBefore] = seconds[index - 1] ?? [0, 0];
    if (sent > sentBefore) busy.push(received - receivedBefore);
  });
  return busy.length > 3 ? busy.slice(1, -1) : busy;
}

export function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}
