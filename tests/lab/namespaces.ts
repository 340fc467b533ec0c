import { existsSync } from 'node:fs';
import path from 'node:path';
import { machines, namespaceOf, type Machine } from './instance.ts';
import { runTool } from './run-tool.ts';

const endWithinMs = 1000;
const lookEveryMs = 20;

/** Arguments for `ip` that run a command on a machine of the lab. */
export function onMachine(instance: string, machine: Machine, command: readonly string[]) {
  return ['netns', 'exec', namespaceOf(instance, machine), ...command];
}

export function machineExists(instance: string, machine: Machine): boolean {
  return existsSync(path.join('/run/netns', namespaceOf(instance, machine)));
}

/**
 * Ends what runs on the machines of the lab, and removes them with their interfaces. Nothing is left over after a kill of
 * whoever started it: the kernel itself lists the processes of a namespace, and only those are ended. Blocks for up to a
 * second or so: nothing else of this program can build anew meanwhile.
 */
export function removeMachines(instance: string): void {
  const standing = machines.filter((machine) => machineExists(instance, machine));
  const startedMs = performance.now();
  let signal: NodeJS.Signals = 'SIGTERM';
  while (endProcesses(instance, standing, signal) > 0) {
    sleep(lookEveryMs);
    signal = performance.now() - startedMs > endWithinMs ? 'SIGKILL' : 'SIGTERM';
  }
  for (const machine of standing) runTool('ip', ['netns', 'del', namespaceOf(instance, machine)]);
}

function sleep(timeMs: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, timeMs);
}

/** How many were still there. */
function endProcesses(instance: string, on: readonly Machine[], signal: NodeJS.Signals): number {
  const pids = on.flatMap((machine) => pidsOn(instance, machine));
  for (const pid of pids) sendSignal(pid, signal);
  return pids.length;
}

export function pidsOn(instance: string, machine: Machine): number[] {
  const lines = runTool('ip', ['netns', 'pids', namespaceOf(instance, machine)]).split('\n');
  return lines.filter((line) => line !== '').map(Number);
}

function sendSignal(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch {
    // It ended by itself in between.
  }
}
