import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { performance } from 'node:perf_hooks';
import { fileURLToPath } from 'node:url';

const runs = 7;
const timeoutMs = 30_000;
const root = fileURLToPath(new URL('../..', import.meta.url));

export interface WallTime {
  name: string;
  medianMs: number;
  minMs: number;
  maxMs: number;
}

/**
 * Wall time of `diagnose --offline` from start to exit, with and without the history, beside the same Node running
 * nothing: the floor that no program on this Node gets below. The commands take turns, so that a drift of the machine hits
 * all alike.
 */
export function diagnosisBench(): Promise<WallTime[]> {
  const folder = mkdtempSync(path.join(tmpdir(), 'callpath-bench-'));
  const diagnose = ['electron/cli.ts', 'diagnose', '--offline', '--json'];
  const commands: [string, string[]][] = [
    ['diagnose, saved in the history', [...diagnose, '--db', path.join(folder, 'history.db')]],
    ['diagnose, not saved', [...diagnose, '--no-save']],
    ['the same Node, doing nothing', ['-e', '0']],
  ];
  const times = commands.map((): number[] => []);
  try {
    for (let run = 0; run <= runs; run += 1) {
      commands.forEach(([, args], index) => {
        const elapsedMs = timeOf(args);
        // The first round warms the file cache up.
        if (run > 0) times[index]?.push(elapsedMs);
      });
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  return Promise.resolve(commands.map(([name], index) => summarize(name, times[index] ?? [])));
}

function timeOf(args: string[]): number {
  const startMs = performance.now();
  const { status, stderr } = spawnSync(process.execPath, args, {
    cwd: root,
    timeout: timeoutMs,
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`${args.join(' ')} ended with ${status}: ${stderr}`);
  return performance.now() - startMs;
}

function summarize(name: string, times: number[]): WallTime {
  const sorted = [...times].sort((a, b) => a - b);
  return {
    name,
    medianMs: Math.round(sorted[Math.floor(sorted.length / 2)] ?? 0),
    minMs: Math.round(sorted[0] ?? 0),
    maxMs: Math.round(sorted.at(-1) ?? 0),
  };
}

if (import.meta.main) console.table(await diagnosisBench());
