import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { bundle } from '../../build/bundle.ts';
import { requireElectron } from '../../build/electron-runtime.ts';
import { displayForTests } from '../e2e/display.ts';
import { median, medianRatio, toHundredths } from './paired.ts';
import { processTree, proportionalBytes } from './process-tree.ts';
import { sandboxSwitches } from '../electron-switches.ts';

const runs = 9;
/** Memory hardly differs from run to run, and takes the longest. */
const memoryRuns = 3;
const timeoutMs = 60_000;
/** After this nothing of the start is left to do. */
const settleMs = 4_000;
const emptyPath = path.join(import.meta.dirname, 'empty-window');
const hook = path.join(emptyPath, 'tell-when-usable.cjs');

/** What the issue allows, as a multiple of the same Electron with an empty page. */
export const allowed = { start: 1.3, memory: 1.5 } as const;

export interface WindowRow {
  name: string;
  /** From the start of the process to a button that can be pressed. */
  medianMs: number;
  minMs: number;
  maxMs: number;
  /** All processes together (PSS), a while after the start. */
  mebibytes: number;
  /** Of the empty page. */
  timesStart: number;
  timesMemory: number;
}

interface Subject {
  name: string;
  folder: string;
  usable: string;
}

/**
 * The start and the memory of the window beside the same Electron with an empty page. They take turns, so that a drift of
 * the machine hits both alike. Linux only. Takes about 2 min.
 */
export async function windowBench(): Promise<WindowRow[]> {
  await bundle();
  const { display, end } = await displayForTests();
  const userData = mkdtempSync(path.join(tmpdir(), 'callpath-bench-window-'));
  const subjects: Subject[] = [
    { name: 'an empty page', folder: emptyPath, usable: 'button' },
    {
      name: 'Callpath',
      folder: requireElectron().appArgs[0] ?? '',
      usable: 'button[type="submit"]',
    },
  ];
  const measured = subjects.map(() => ({ times: [] as number[], bytes: [] as number[] }));
  try {
    // The first round warms the file cache up and makes the user data.
    for (let run = 0; run <= runs; run += 1) {
      for (const [index, subject] of subjects.entries()) {
        const own = { userData: path.join(userData, `${index}`), display };
        const { elapsedMs, bytes } = await startOnce(subject, own, run > runs - memoryRuns);
        if (run === 0) continue;
        measured[index]?.times.push(elapsedMs);
        if (bytes !== null) measured[index]?.bytes.push(bytes);
      }
    }
  } finally {
    end();
    rmSync(userData, { recursive: true, force: true, maxRetries: 3 });
  }
  return summarize(subjects, measured);
}

async function startOnce(
  { folder, usable }: Subject,
  { userData, display }: { userData: string; display: string },
  weighs: boolean,
) {
  const startMs = performance.now();
  const child = spawn(
    requireElectron().executable,
    [...sandboxSwitches, `--user-data-dir=${userData}`, '-r', hook, folder],
    {
      env: { ...process.env, DISPLAY: display, CALLPATH_USABLE: usable },
      stdio: ['ignore', 'pipe', 'ignore'],
      timeout: timeoutMs,
      killSignal: 'SIGKILL',
    },
  );
  const closed = once(child, 'close');
  try {
    const told = await Promise.race([once(child.stdout, 'data'), closed.then(() => null)]);
    const elapsedMs = performance.now() - startMs;
    if (told === null) throw new Error(`${folder} ended before it was usable`);
    if (!weighs) return { elapsedMs, bytes: null };
    await delay(settleMs);
    return { elapsedMs, bytes: proportionalBytes(processTree(child.pid ?? 0)) };
  } finally {
    child.kill();
    await closed;
  }
}

function summarize(
  subjects: readonly Subject[],
  measured: readonly { times: number[]; bytes: number[] }[],
): WindowRow[] {
  const [peer] = measured;
  return subjects.map(({ name }, index) => {
    const { times = [], bytes = [] } = measured[index] ?? {};
    return {
      name,
      medianMs: Math.round(median(times)),
      minMs: Math.round(Math.min(...times)),
      maxMs: Math.round(Math.max(...times)),
      mebibytes: Math.round(median(bytes) / 1024 / 1024),
      timesStart: medianRatio(times, peer?.times ?? []),
      timesMemory: toHundredths(median(bytes) / median(peer?.bytes ?? [])),
    };
  });
}

if (import.meta.main) {
  const rows = await windowBench();
  console.table(rows);
  const { timesStart = NaN, timesMemory = NaN } = rows.at(-1) ?? {};
  if (timesStart > allowed.start || timesMemory > allowed.memory) process.exitCode = 1;
}
