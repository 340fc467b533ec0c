import { spawn, type ChildProcess } from 'node:child_process';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';

const killAfterMs = 3000;
const stillWithinMs = 10_000;

/** A program in the background with all that it has printed. */
export interface Background {
  child: ChildProcess;
  output: () => string;
  /** Ends it, by force where it does not listen. May be called again. */
  stop: () => Promise<void>;
}

export function startProgram(command: string, args: readonly string[], cwd?: string): Background {
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'], cwd });
  let output = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (output += text));
  const closed = once(child, 'close');
  return {
    child,
    output: () => output,
    stop: async () => {
      child.kill('SIGTERM');
      const ended = await Promise.race([closed, delay(killAfterMs, null, { ref: false })]);
      if (ended === null) child.kill('SIGKILL');
      await closed;
    },
  };
}

/** Lets a program stand still: resolves when none of its threads runs any more, which is a while after the signal. */
export async function standStill(child: ChildProcess): Promise<void> {
  child.kill('SIGSTOP');
  const tasks = `/proc/${child.pid ?? ''}/task`;
  const deadlineMs = performance.now() + stillWithinMs;
  const isStill = (thread: string) =>
    /^State:\s+[TtZX]/m.test(readFileSync(`${tasks}/${thread}/status`, 'utf8'));
  while (!readdirSync(tasks).every(isStill)) {
    if (performance.now() > deadlineMs) throw new Error(`${child.spawnfile} does not stand still`);
    await delay(5);
  }
}

/** Runs a program to its end. The TURN tools wait for ever when nobody answers: `status` is null after the timeout. */
export async function runProgram(
  command: string,
  args: readonly string[],
  timeoutMs: number,
): Promise<{ status: number | null; output: string }> {
  const child = spawn(command, args, {
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: timeoutMs,
    killSignal: 'SIGKILL',
  });
  let output = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (output += text));
  const [status] = (await once(child, 'close')) as [number | null];
  return { status, output };
}

/** The first of `count` successive UDP ports on 127.0.0.1 that are free now. */
export async function freeUdpPorts(count = 1): Promise<number> {
  for (;;) {
    const first = await boundPort(0);
    if (first === null || first + count > 65_536) continue;
    const rest = Array.from({ length: count - 1 }, (_, n) => boundPort(first + 1 + n));
    if ((await Promise.all(rest)).every((port) => port !== null)) return first;
  }
}

async function boundPort(port: number): Promise<number | null> {
  const socket = createSocket('udp4');
  const bound = new Promise<number | null>((resolve) => {
    socket.once('error', () => {
      resolve(null);
    });
    socket.once('listening', () => {
      resolve(socket.address().port);
    });
  });
  socket.bind({ address: '127.0.0.1', port });
  const result = await bound;
  const closed = once(socket, 'close');
  socket.close();
  await closed;
  return result;
}
